"""The addresses of the library, for one workspace. An act that nobody there is granted has no page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from limen.web.casefile.frame import roles_grant
from limen.web.country import (
    asking,
    collecting,
    delivered,
    delivering,
    describing,
    keeping,
    putting_away,
    reading,
    searching,
)
from limen.web.page import page

Body = Callable[..., Any]
_READS = "country.ask"
_ONE, _QUESTION = "country/reports/<uuid:report_id>/", "country/questions/<uuid:inquiry_id>/"
_COLLECTION = "country/collections/<uuid:collection_id>/"
_DELIVERY = "country/catalogues/<uuid:delivery_id>/"
_PAGES: tuple[tuple[str, Body, str, str], ...] = (
    ("country/", searching.country, "country", _READS),
    ("country/reports/", reading.reports, "country_reports", _READS),
    (_ONE, reading.report, "country_report", _READS),
    (f"{_ONE}file/", reading.file, "country_file", _READS),
    ("country/keep/", keeping.keep, "country_keep", "country.keep"),
    (f"{_ONE}follow/", keeping.follow, "country_follow", "country.keep"),
    (f"{_ONE}redescribe/", describing.redescribe, "country_redescribe", "country.redescribe"),
    (f"{_ONE}withdraw/", keeping.withdraw, "country_withdraw", "country.withdraw"),
    (f"{_ONE}collect/", collecting.put_in, "country_put_in", "country.put_in"),
    ("country/catalogues/", delivered.deliveries, "country_deliveries", "country.deliver"),
    ("country/catalogues/send/", delivering.deliver, "country_deliver", "country.deliver"),
    (_DELIVERY, delivered.delivery, "country_delivery", "country.deliver"),
    (f"{_DELIVERY}add/", delivering.take_in, "country_take_in", "country.take_in"),
    (f"{_DELIVERY}failures/", delivering.failures, "country_failures", "country.deliver"),
    (f"{_DELIVERY}end/", delivering.end_delivery, "country_end_delivery", "country.end_delivery"),
    ("country/collections/", collecting.collections, "country_collections", _READS),
    (
        "country/collections/make/",
        collecting.make_collection,
        "country_make_collection",
        "country.make_collection",
    ),
    (_COLLECTION, collecting.collection, "country_collection", _READS),
    (
        f"{_COLLECTION}change/",
        collecting.change_collection,
        "country_change_collection",
        "country.change_collection",
    ),
    (f"{_COLLECTION}away/", putting_away.put_away, "country_put_away", "country.put_away"),
    (f"{_COLLECTION}back/", putting_away.bring_back, "country_bring_back", "country.bring_back"),
    (
        f"{_COLLECTION}<uuid:collected_id>/out/",
        collecting.take_out,
        "country_take_out",
        "country.take_out",
    ),
    ("country/questions/", asking.questions, "country_inquiries", _READS),
    ("country/questions/ask/", asking.ask, "country_ask", "country.ask"),
    (_QUESTION, asking.question, "country_inquiry", _READS),
    (f"{_QUESTION}answer/", asking.answer, "country_answer", "country.answer"),
    (f"{_QUESTION}review/", asking.review, "country_review", "country.review"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """The library behind the door of this workspace."""
    return [
        path(where, page(workspace, permission=act)(body), name=name)
        for where, body, name, act in _PAGES
        if roles_grant(workspace, act)
    ]
