"""Whether what a file says has the published form, and whether its references lead somewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.directory.names.fields import LEADS_TO, Field, fields_of
from limen.domain.directory.names.words import Fault, Said

Ids = Mapping[str, set[str]]
_DEEPEST = 12  # objects within objects; the published form needs seven
MOST_FAULTS = 50  # of one service


def objects_in(said: Any, of: str, at: str = "", depth: int = 0) -> Iterator[tuple[str, str, Said]]:
    """Every object within one: its place, what it is, and itself. What is no object is left out."""
    if not isinstance(said, dict) or depth > _DEEPEST:
        return
    yield at, of, said
    for field in fields_of(of).values():
        for place, inner in _within(said, field, at):
            yield from objects_in(inner, field.of, place, depth + 1)


def ids_in(services: Iterable[Any]) -> Ids:
    """All identifiers that a file gives, by what they name."""
    found: dict[str, set[str]] = defaultdict(set)
    for service in services:
        for _at, of, said in objects_in(service, "service"):
            if isinstance(said.get("id"), str):
                found[of].add(said["id"].lower())
    return found


def faults_of(service: Any, *, ids: Ids) -> list[Fault]:
    """What is wrong with one service: its form first, then references that lead nowhere; the first fifty."""
    if not isinstance(service, dict):
        return [Fault(at="", says=_("This is not a service."))]
    faults = []
    for at, of, said in objects_in(service, "service"):
        faults += [*_of_form(said, of, at), *_of_references(said, at, ids)]
    faults += _of_the_tree(service)
    return faults[:MOST_FAULTS]


def shown(fault: Fault) -> str:
    """A fault as one sentence, with its place."""
    return f"{fault.at}: {fault.says}" if fault.at else fault.says


def is_uuid(words: object) -> bool:
    """Whether it is an identifier as the published form wants it."""
    try:
        return isinstance(words, str) and str(UUID(words)) == words.lower()
    except ValueError:
        return False


def _within(said: Said, field: Field, at: str) -> Iterator[tuple[str, Any]]:
    place = f"{at}.{field.name}" if at else field.name
    value = said.get(field.name)
    if field.kind == "object" and value is not None:
        yield place, value
    if field.kind == "list" and isinstance(value, list):
        for number, one in enumerate(value):
            yield f"{place}[{number}]", one


def _of_form(said: Said, of: str, at: str) -> Iterator[Fault]:
    for name, field in fields_of(of).items():
        place = f"{at}.{name}" if at else name
        value = said.get(name)
        if value is None:
            if field.is_required:
                yield Fault(at=place, says=_("This must be said and is not."))
        elif says := _wrong(value, field):
            yield Fault(at=place, says=says)


def _wrong(value: Any, field: Field) -> str:
    if field.kind == "list":
        is_right = isinstance(value, list) and all(isinstance(one, dict) for one in value)
        return "" if is_right else _("This must be a list of objects.")
    if field.kind == "object":
        return "" if isinstance(value, dict) else _("This must be an object.")
    if field.kind == "number":
        is_right = isinstance(value, int | float) and not isinstance(value, bool)
        return "" if is_right else _("This must be a number.")
    if not isinstance(value, str):
        return _("This must be a text.")
    if field.words and value not in field.words:
        return _("This must be one of: %(words)s.") % {"words": ", ".join(field.words)}
    return "" if _has_form(value, field.kind) else _FORMS[field.kind]()


def _has_form(value: str, kind: str) -> bool:
    if kind == "uuid":
        return is_uuid(value)
    if kind == "email":
        name, _at, host = value.rpartition("@")
        return bool(name) and bool(host) and not any(one.isspace() for one in value)
    if kind == "uri":
        return _is_address(value)
    if kind == "date-time":
        return _is_instant(value)
    return True


def _is_address(value: str) -> bool:
    try:
        return bool(urlsplit(value).scheme) and not any(one.isspace() for one in value)
    except ValueError:
        return False


def _is_instant(value: str) -> bool:
    try:
        return "T" in value.upper() and datetime.fromisoformat(value.upper()).tzinfo is not None
    except ValueError:
        return False


_FORMS = {
    "uuid": lambda: _("This must be an identifier (a UUID)."),
    "email": lambda: _("This must be an e-mail address."),
    "uri": lambda: _("This must be an address of the web, with its scheme."),
    "date-time": lambda: _("This must be a day with a time and an offset from UTC."),
}


def _of_references(said: Said, at: str, ids: Ids) -> Iterator[Fault]:
    for name, of in LEADS_TO.items():
        value = said.get(name)
        if isinstance(value, str) and value and value.lower() not in ids.get(of, ()):
            yield Fault(
                at=f"{at}.{name}" if at else name,
                says=_("Nothing in this file is the %(of)s %(id)s.") % {"of": of, "id": value},
            )


def _of_the_tree(service: Said) -> Iterator[Fault]:
    """What an object says of the one it stands in, and an object that is not there, are told too."""
    mine = service.get("id")
    for name in ("organization", "program"):
        inner, key = service.get(name), service.get(f"{name}_id")
        if isinstance(inner, dict) and key is not None and inner.get("id") != key:
            yield Fault(
                at=f"{name}_id", says=_("It names another %(of)s than the one within.") % {"of": name}
            )
    if service.get("organization") is None and not service.get("organization_id"):
        yield Fault(at="organization", says=_("It does not say whose service it is."))
    for number, one in enumerate(service.get("service_at_locations") or ()):
        if not isinstance(one, dict):
            continue
        at = f"service_at_locations[{number}]"
        if one.get("service_id") not in (None, mine):
            yield Fault(at=f"{at}.service_id", says=_("It names another service than the one around it."))
        inner, key = one.get("location"), one.get("location_id")
        if inner is None and not key:
            yield Fault(at=f"{at}.location", says=_("It does not say at which location."))
        if isinstance(inner, dict) and key is not None and inner.get("id") != key:
            yield Fault(
                at=f"{at}.location_id",
                says=_("It names another %(of)s than the one within.") % {"of": "location"},
            )
