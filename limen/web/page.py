"""The page decorator: the dull part of every page, once.

Who is asking and from which workspace, one transaction in which the database knows it, one instant, the act
done once per key, the reading log before the page is served, and every refusal turned into an answer a person
understands: obstacles on the same page, a conflict with both texts, one and the same 404 for missing and
hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import OperationalError, ProgrammingError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone, translation
from psycopg import errors as postgres

from limen.domain.identity.queries.entering import entering
from limen.domain.identity.roles import beginnings_of
from limen.domain.identity.sessions import ticket_of
from limen.foundation.events import Event
from limen.foundation.journal import reading
from limen.foundation.refusals import Conflict, Forbidden, Hidden, Refused
from limen.foundation.rows import showing
from limen.outside.storage.port import Unreachable
from limen.web import errors, once
from limen.web.requests import Request
from limen.web.shell import LAST_WORKSPACE_COOKIE

P = ParamSpec("P")
PageFunction = Callable[Concatenate[Request, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

_log = structlog.get_logger("limen.web")


class SignedOut(Exception):
    """Nobody is signed in, or not surely enough."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a view says about itself; the matrix of the security tests is made from it."""

    workspace: str | None
    permission: str | None
    is_quiet: bool


def page(
    workspace: str | None, *, permission: str | None = None, quietly: bool = False
) -> Callable[[PageFunction[P]], View[P]]:
    """Make a function a page of a workspace (None: of everybody who is signed in).

    `permission` names the act that the page is for; without it the page answers 403. `quietly` is for what a
    page fetches by itself, so that an unattended screen does not keep a session alive.
    """

    def decorate(body: PageFunction[P]) -> View[P]:
        about = Page(workspace=workspace, permission=permission, is_quiet=quietly)

        @wraps(body)
        def view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return _answer(cast(Request, request), lambda asked: body(asked, *args, **kwargs), about, kwargs)

        view.page = about  # type: ignore[attr-defined]
        return cast(View[P], view)

    return decorate


def told(event: Event, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """After an act: go to a page, which tells what happened in the journal's own words."""
    address = resolve_url(to, *args, **kwargs)
    page, mark, place = address.partition("#")
    line = urlencode({"told": str(event.act_id)})
    return HttpResponseRedirect(f"{page}{'&' if '?' in page else '?'}{line}{mark}{place}", status=303)


def _answer(
    request: Request,
    ask: Callable[[Request], HttpResponse],
    about: Page,
    named: dict[str, Any],
) -> HttpResponse:
    """Ask the page, and turn whatever it raises into an answer."""
    request.obstacles, request.conflict, request.shown, request.looked_for = (), None, [], ""
    request.undone = []
    before = translation.get_language()
    try:
        return _in_words(request, ask, about, named)
    except SignedOut:
        return _to_the_door(request)
    except Forbidden as error:
        note_denial(request, named, "forbidden", str(error))
        return errors.forbidden(request)
    except (Hidden, Http404):
        note_denial(request, named, "hidden")
        return errors.missing(request)
    except (OperationalError, ProgrammingError) as error:
        return _database_said_no(request, error, named)
    except Unreachable as error:
        _log.error("files_unreachable", view=_name_of(request), exc_info=error)
        return errors.busy()
    finally:
        timezone.deactivate()
        translation.activate(before or settings.LANGUAGE_CODE)


def _in_words(
    request: Request, ask: Callable[[Request], HttpResponse], about: Page, named: dict[str, Any]
) -> HttpResponse:
    """Ask once; when the act was refused, ask again for the same page with the reasons on it."""
    try:
        return _whole(request, ask, about, named)
    except once.OtherQuestion:
        return render(request, "web/errors/409.html", {"obstacles": []}, status=422)
    except (once.DoneMeanwhile, Refused, Conflict) as said:
        try:
            return _again(request, ask, about, named, said)
        except (Refused, Conflict):
            return render(request, "web/errors/409.html", {"obstacles": request.obstacles}, status=409)


def _whole(
    request: Request, ask: Callable[[Request], HttpResponse], about: Page, named: dict[str, Any]
) -> HttpResponse:
    """Ask, and where the transaction comes to nothing, even while it is committed, undo what no transaction
    holds, such as files in the store."""
    try:
        return _once(request, ask, about, named)
    except BaseException:
        for undo in request.undone:
            undo()
        raise


def _again(
    request: Request,
    ask: Callable[[Request], HttpResponse],
    about: Page,
    named: dict[str, Any],
    said: Exception,
) -> HttpResponse:
    """The transaction was rolled back. A faster twin may have done the act; otherwise say why not."""
    with entered(request, about):
        if (answer := once.answered(request)) is not None:
            return answer
        if isinstance(said, Refused):
            request.obstacles = said.obstacles
        elif isinstance(said, Conflict):
            request.conflict = said
        request.shown = []
        answer = _rendered(ask(request))
        answer.status_code = 409
        _note_reading(request, answer, named)
        return answer


def _once(
    request: Request, ask: Callable[[Request], HttpResponse], about: Page, named: dict[str, Any]
) -> HttpResponse:
    with entered(request, about):
        if request.method != "POST":
            answer = _rendered(ask(request))
            _remember_workspace(request, answer, about)
        elif (kept := once.answered(request)) is not None:
            return kept
        else:
            answer = _rendered(ask(request))
            once.keep(request, answer)
        _note_reading(request, answer, named)
        return answer


def _remember_workspace(request: Request, answer: HttpResponse, about: Page) -> None:
    """For somebody who begins in one of several workspaces: which was open last in this browser."""
    begins = beginnings_of(request.person.roles)
    here = about.workspace or ""
    is_news = request.COOKIES.get(LAST_WORKSPACE_COOKIE) != here and not about.is_quiet
    if len(begins) > 1 and here in begins and is_news and answer.status_code == 200:
        answer.set_cookie(
            LAST_WORKSPACE_COOKIE,
            here,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


@contextmanager
def entered(request: Request, about: Page) -> Iterator[None]:
    """The transaction of a request, in which the database knows whose it is. Raises `SignedOut`,
    `Forbidden`."""
    ticket = ticket_of(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    with showing(ticket):
        person = entering(ticket, quietly=about.is_quiet)
        if person is None or (person.is_demo and not settings.DEMO):
            raise SignedOut
        request.person, request.actor = person, person.actor
        # Chosen for this browser a moment ago, or else the person's own.
        translation.activate(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or person.language)
        timezone.activate(ZoneInfo(person.time_zone))
        if about.workspace is not None and about.workspace not in person.workspaces:
            raise Forbidden(about.workspace)
        if about.permission is not None:
            person.actor.require(about.permission)
        yield


def _rendered(answer: HttpResponse) -> HttpResponse:
    """A lazy template is rendered while the database still knows who is asking."""
    render_it = getattr(answer, "render", None)
    if callable(render_it) and not getattr(answer, "is_rendered", True):
        return cast(HttpResponse, render_it())
    return answer


def _note_reading(request: Request, answer: HttpResponse, named: dict[str, Any]) -> None:
    """The line in the reading log, in the same transaction: if it cannot be written, nothing is served."""
    shown = list(request.shown)
    case_id = named.get("case_id")
    if isinstance(case_id, UUID) and case_id not in shown:
        shown.insert(0, case_id)
    if (shown or request.looked_for) and answer.status_code in (200, 206, 409):
        what = f"{_name_of(request)} {request.looked_for}".strip()
        reading.shown(shown, what=what[:80], at=request.at)


def note_denial(request: Request, named: dict[str, Any], why: str, target: str = "") -> None:
    """In a transaction of its own: the request's was rolled back."""
    target = target or next((str(value) for value in named.values()), "")
    with showing(ticket_of(request.COOKIES.get(settings.SESSION_COOKIE_NAME))):
        reading.denied(what=_name_of(request), target=target, why=why, at=request.at)


def _name_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else request.path[:80]


def _to_the_door(request: HttpRequest) -> HttpResponse:
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": "signed_out"}, status=401)
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}{'?' if query else ''}{query}")


def _database_said_no(request: Request, error: Exception, named: dict[str, Any]) -> HttpResponse:
    """Row security refused a write: as good as hidden. Otherwise the database is away or the question too
    long."""
    cause = error.__cause__
    if isinstance(cause, postgres.InsufficientPrivilege):
        _log.error("row_security_refused", view=_name_of(request), exc_info=error)
        note_denial(request, named, "row_security")
        return errors.missing(request)
    if isinstance(cause, postgres.QueryCanceled):
        _log.warning("question_took_too_long", view=_name_of(request))
        return errors.too_long(request)
    if isinstance(error, OperationalError):
        _log.error("database_unavailable", view=_name_of(request), exc_info=error)
        return errors.busy()
    raise error
