"""Reading a file of services: its outer shape, and each service made whole with what the file says of it
elsewhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from limen.domain.directory.names.checking import objects_in
from limen.domain.directory.names.words import Said


class Unreadable(Exception):
    """Not a file of services; what it says to a person."""


def services_in(content: bytes) -> list[Any]:
    """The services of a file: a list, a page of an interface, or an object with `services`. Raises
    `Unreadable`."""
    try:
        read = json.loads(content)
        words = json.dumps(read, ensure_ascii=False, allow_nan=False)
        words.encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This file is not JSON: %(why)s") % {"why": str(error)[:200]}) from error
    if "\\u0000" in words:
        raise Unreadable(_("There is a character in this file that stands for nothing (NUL)."))
    if isinstance(read, dict):
        read = next((read[name] for name in ("services", "contents") if name in read), [read])
    if not isinstance(read, list) or not read:
        raise Unreadable(_("There is no list of services in this file."))
    return read


def made_whole(services: Sequence[Any]) -> list[Any]:
    """Each service with its organisation, locations and terms within it, where the file has them elsewhere.
    Something that is said in full somewhere is found by its identifier."""
    full: dict[tuple[str, str], Said] = {}
    for service in services:
        for _at, of, said in objects_in(service, "service"):
            key = (of, str(said.get("id", "")).lower())
            if key[1] and len(said) > len(full.get(key, {})):
                full[key] = said
    return [_whole(service, full) if isinstance(service, dict) else service for service in services]


def without_nothing(said: Any) -> Any:
    """The same without fields that say nothing (`null`)."""
    if isinstance(said, dict):
        return {name: without_nothing(value) for name, value in said.items() if value is not None}
    return [without_nothing(one) for one in said] if isinstance(said, list) else said


def _whole(service: Said, full: dict[tuple[str, str], Said]) -> Said:
    whole = _filled(service, "organization", "organization", full)
    offers = service.get("service_at_locations")
    if isinstance(offers, list):
        whole["service_at_locations"] = [
            _filled(one, "location", "location", full) if isinstance(one, dict) else one for one in offers
        ]
    return whole


def _filled(said: Said, name: str, of: str, full: dict[tuple[str, str], Said]) -> Said:
    """`name` by the identifier beside it, where it is not there itself."""
    key = said.get(f"{name}_id")
    if said.get(name) is not None or not isinstance(key, str):
        return dict(said)
    found = full.get((of, key.lower()))
    return {**said, name: found} if found else dict(said)
