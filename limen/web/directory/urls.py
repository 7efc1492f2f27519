"""The addresses of the directory, for one workspace. An act that nobody there is granted has no page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from limen.web.casefile.frame import roles_grant
from limen.web.directory import delivering, keeping, listing, looking, reading
from limen.web.page import page

Body = Callable[..., Any]
_READS, _KEEPS = "directory.read", "directory.keep"
_ONE, _FILE = "directory/services/<uuid:service_id>/", "directory/files/<uuid:sent_file_id>/"
_PAGES: tuple[tuple[str, Body, str, str], ...] = (
    ("directory/", listing.directory, "directory", _READS),
    (_ONE, reading.service, "directory_service", _READS),
    (f"{_ONE}print/", reading.paper, "directory_paper", _READS),
    ("directory/keep/", keeping.keep, "directory_keep", _KEEPS),
    (f"{_ONE}revise/", keeping.revise, "directory_revise", "directory.revise"),
    (f"{_ONE}place/", keeping.add_place, "directory_add_place", "directory.set_place"),
    (f"{_ONE}places/<uuid:place_id>/", keeping.set_place, "directory_set_place", "directory.set_place"),
    (f"{_ONE}verify/", looking.verify, "directory_verify", "directory.verify"),
    (f"{_ONE}capacity/", looking.say_capacity, "directory_say_capacity", "directory.say_capacity"),
    (f"{_ONE}publish/", looking.publish, "directory_publish", "directory.publish"),
    (f"{_ONE}withdraw/", looking.withdraw, "directory_withdraw", "directory.withdraw"),
    ("directory/services.json", delivering.export, "directory_export", _KEEPS),
    ("directory/files/", delivering.deliveries, "directory_deliveries", "directory.deliver"),
    ("directory/files/send/", delivering.deliver, "directory_deliver", "directory.deliver"),
    (_FILE, delivering.delivery, "directory_delivery", "directory.deliver"),
    (f"{_FILE}take/", delivering.take_in, "directory_take_in", "directory.take_in"),
    (f"{_FILE}left.json", delivering.left, "directory_left", "directory.deliver"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """The directory behind the door of this workspace."""
    return [
        path(where, page(workspace, permission=act)(body), name=name)
        for where, body, name, act in _PAGES
        if roles_grant(workspace, act)
    ]
