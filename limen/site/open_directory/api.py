"""The interface of Open Referral (HSDS 3), to be read by programs: services and those who offer them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from limen.domain.directory.names.fields import PROFILE, VERSION, fields_of
from limen.domain.directory.names.words import Said
from limen.domain.directory.queries.exchange import PublicSought, published, published_providers
from limen.site.open_directory.door import open_to_all

SHOWN, MOST = 50, 100
_NESTED = frozenset({"list", "object"})


@open_to_all
def about(request: HttpRequest) -> HttpResponse:
    """Which version of the form this is, and where it is described."""
    where = request.build_absolute_uri(reverse("hsds_form"))
    return _answer({"version": VERSION, "profile": PROFILE, "openapi_url": where})


@open_to_all
def form(request: HttpRequest) -> HttpResponse:
    """What can be asked, as OpenAPI says it."""
    one = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    paths = {
        path: {"get": {"summary": summary, "parameters": parameters,
                       "responses": {"200": {"description": "What was found"}}}}
        for path, summary, parameters in (
            ("/", "The version of the form", []),
            ("/services", "A page of services", [_asked(name) for name in _OF_SERVICES]),
            ("/services/{id}", "One service, whole", [one]),
            ("/organizations", "A page of those who offer services", [_asked("page"), _asked("per_page")]),
            ("/organizations/{id}", "One of those who offer services", [one]),
        )
    }  # fmt: skip
    info = {"title": "Directory of services", "version": VERSION}
    server = request.build_absolute_uri(reverse("hsds")).rstrip("/")
    return _answer({"openapi": "3.1.0", "info": info, "servers": [{"url": server}], "paths": paths})


@open_to_all
def services(request: HttpRequest) -> HttpResponse:
    """A page of services, by name. What is asked adds up."""
    since, provider = _instant(request, "modified_after"), _id(request, "organization_id")
    if since is _WRONG or provider is _WRONG:
        return _answer({"error": "A parameter has not the form that it should have."}, status=400)
    sought = PublicSought(
        words=request.GET.get("search", ""),
        language=request.GET.get("language", ""),
        topic=request.GET.get("topic", ""),
        since=since if isinstance(since, datetime) else None,
        provider_id=provider if isinstance(provider, UUID) else None,
    )
    page, size = _page(request)
    found = published(sought, skip=(page - 1) * size, at_most=size)
    is_minimal = request.GET.get("minimal", "").lower() == "true"
    contents = [_minimal(one.said) if is_minimal else one.said for one in found.services]
    return _answer(_paged(contents, page, size, found.in_all))


@open_to_all
def service(request: HttpRequest, known_as: UUID) -> HttpResponse:
    """One service, whole."""
    found = published(PublicSought(id=known_as), skip=0, at_most=1).services
    return _answer(found[0].said) if found else _missing()


@open_to_all
def organizations(request: HttpRequest) -> HttpResponse:
    """A page of those who offer published services."""
    page, size = _page(request)
    found = published_providers(None, skip=(page - 1) * size, at_most=size)
    return _answer(_paged(found.providers, page, size, found.in_all))


@open_to_all
def organization(request: HttpRequest, known_as: UUID) -> HttpResponse:
    """One of them."""
    found = published_providers(known_as, skip=0, at_most=1).providers
    return _answer(found[0]) if found else _missing()


_OF_SERVICES = (
    "search", "language", "topic", "organization_id", "modified_after", "minimal", "page", "per_page"
)  # fmt: skip
_WRONG = object()


def _asked(name: str) -> Said:
    kind = "integer" if name in ("page", "per_page") else "boolean" if name == "minimal" else "string"
    return {"name": name, "in": "query", "schema": {"type": kind}}


def _answer(said: Said, *, status: int = 200) -> HttpResponse:
    answer = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _missing() -> HttpResponse:
    return _answer({"error": "There is nothing of that identifier."}, status=404)


def _paged(contents: Sequence[Said], page: int, size: int, in_all: int) -> Said:
    pages = -(-in_all // size)
    return {
        "total_items": in_all,
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


def _page(request: HttpRequest) -> tuple[int, int]:
    page = _number(request, "page", 1)
    return page, min(_number(request, "per_page", SHOWN), MOST)


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    words = request.GET.get(name, "")
    is_one = words.isascii() and words.isdecimal() and len(words) < 7
    return max(int(words), 1) if is_one else otherwise


def _minimal(said: Said) -> Said:
    fields = fields_of("service")
    return {name: one for name, one in said.items() if name in fields and fields[name].kind not in _NESTED}


def _instant(request: HttpRequest, name: str) -> object:
    words = request.GET.get(name, "")
    if not words:
        return None
    try:
        read = datetime.fromisoformat(words.replace(" ", "+"))
    except ValueError:
        return _WRONG
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _id(request: HttpRequest, name: str) -> object:
    words = request.GET.get(name, "")
    try:
        return UUID(words) if words else None
    except ValueError:
        return _WRONG
