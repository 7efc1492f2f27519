"""What `@page` is to pages, `@asked` is to endpoints: one transaction in which the database knows who is
asking, idempotency, the reading log before serving, and every refusal as one shape of error."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja.utils import check_csrf
from psycopg import errors as postgres

from limen.foundation.journal import reading
from limen.foundation.refusals import Conflict, Forbidden, Hidden, Refused
from limen.web import once
from limen.web.page import Page, SignedOut, entered, note_denial
from limen.web.requests import Request

P = ParamSpec("P")
R = TypeVar("R")


def asked(permission: str | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an endpoint. The first argument is the request; `permission` names the act it
    performs."""

    def decorate(body: Callable[P, R]) -> Callable[P, R]:
        about = Page(workspace=None, permission=permission, is_quiet=False)

        @wraps(body)
        def endpoint(*args: P.args, **kwargs: P.kwargs) -> R:
            request = cast(Request, args[0])
            request.obstacles, request.conflict, request.shown = (), None, []
            return cast(R, _answer(request, lambda: body(*args, **kwargs), about, kwargs))

        endpoint.page = about  # type: ignore[attr-defined]
        # The library reads the types of the arguments here; in this module it would look up other names.
        endpoint.__signature__ = inspect.signature(body, eval_str=True)  # type: ignore[attr-defined]
        return endpoint

    return decorate


def _answer(request: Request, ask: Callable[[], Any], about: Page, named: dict[str, Any]) -> Any:
    # The library exempts its views from Django's own check; a cookie alone must not be enough to change
    # anything.
    if check_csrf(request) is not None:
        return _error(403, "forged", "Send the CSRF token of this site.")
    try:
        return _once(request, ask, about, named)
    except once.OtherQuestion:
        return _error(422, "other_question", "This key was used before, for something else. Use a new one.")
    except (once.DoneMeanwhile, Refused, Conflict) as said:
        with entered(request, about):
            if (kept := once.answered(request)) is not None:
                return kept
        return _refused(said)
    except (SignedOut, Forbidden, Hidden, OperationalError, ProgrammingError) as error:
        return _closed(request, error, named)


def _once(request: Request, ask: Callable[[], Any], about: Page, named: dict[str, Any]) -> Any:
    with entered(request, about):
        if request.method == "POST":
            if not once.key_of(request):
                return _error(
                    400, "key", "Send a header Idempotency-Key, so that a repeated request acts once."
                )
            if (kept := once.answered(request)) is not None:
                return kept
        answer = ask()
        if isinstance(answer, HttpResponse) and request.method == "POST":
            once.keep(request, answer)
        shown = list(request.shown)
        case_id = named.get("case_id")
        if isinstance(case_id, UUID) and case_id not in shown:
            shown.insert(0, case_id)
        if shown and request.method == "GET":
            reading.shown(shown, what=_name_of(request), at=request.at)
        return answer


def made(facts: dict[str, Any]) -> HttpResponse:
    """The answer to an act that made something."""
    return JsonResponse(facts, status=201)


def _refused(said: Exception) -> HttpResponse:
    if isinstance(said, Refused):
        obstacles = [{"code": o.code, "says": o.says} for o in said.obstacles]
        return _error(409, "refused", "This cannot be done now.", obstacles)
    return _error(409, "conflict", "Somebody changed this meanwhile. Read it again, then repeat your change.")


def _closed(request: Request, error: Exception, named: dict[str, Any]) -> HttpResponse:
    if isinstance(error, SignedOut):
        return _error(401, "signed_out", "Sign in first.")
    if isinstance(error, Forbidden):
        note_denial(request, named, "forbidden", str(error))
        return _error(403, "forbidden", "Your role does not include this.")
    if isinstance(error, Hidden) or isinstance(error.__cause__, postgres.InsufficientPrivilege):
        note_denial(request, named, "hidden")
        return _error(404, "missing", "There is nothing here.")
    if isinstance(error, OperationalError):
        return _error(503, "busy", "The database is away. Try again in a moment.")
    raise error


def _error(status: int, code: str, says: str, obstacles: list[dict[str, str]] | None = None) -> HttpResponse:
    return JsonResponse({"error": code, "says": says, "obstacles": obstacles or []}, status=status)


def _name_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
