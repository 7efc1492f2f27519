"""Every question about the library of country information, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from limen.domain.country.names import LineState
from limen.domain.country.queries import (
    collections,
    deliveries,
    describing,
    inquiries,
    reach,
    reports,
    searching,
)
from limen.outside.meaning import SIZE, Encoded
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

NOT_ASKED_OF_COUNTRY = {
    "reports_within": "a filter", "passages_within": "a filter",
    "collections_within": "a filter",
    "inquiries_within": "a filter", "report_card": "of a loaded row", "passage_card": "of a loaded row",
    "leaning_together": "of cards", "joined": "of ids", "passages_without_meaning": "the worker's",
    "keep_meanings": "the worker's", "columns_of": "of what is said", "about_of": "of a loaded row",
    "written_down": "of what is said", "changed_in": "of what is said",
    "deliveries_within": "a filter", "archived": "of a loaded row", "whys_of": "of what is said",
    "looked_at": "of what is sent; whether a file is there is asked by is_kept",
    "lines_of": "of what is sent", "file_of_line": "of what is sent", "about": "of what is sent",
    "as_written": "of what is sent", "put_deliveries_away": "the worker's",
}  # fmt: skip


class _Alike:
    """Every text means what the passages of a scene mean."""

    def encoded(self, texts: Any) -> list[Encoded]:
        return [Encoded(vector=b"\0" * 2 * SIZE, signs="1" * SIZE) for _ in texts]


def asked_of_country(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every report, every question, and searches that would find all passages."""
    by, on = scene.people[name].actor, at.date()
    kept = [row["id"] for row in facts.all("country_report")]
    asked = [row["id"] for row in facts.all("country_inquiry")]
    digests = [row["digest"] for row in facts.all("country_report")]
    wanted = [
        searching.Wanted(words="passage", way=way, with_old=is_old, publisher="x")
        for way in searching.Way
        for is_old in (False, True)
    ]

    def sheet(key: Any, **who: Any) -> Any:
        return reports.report_sheet(key, page=1, on=on, **who)

    def question(key: Any, **who: Any) -> Any:
        return inquiries.inquiry(key, on=on, **who)

    laid = [row["id"] for row in facts.all("country_collection")]

    def collection(key: Any, **who: Any) -> Any:
        return collections.collection_sheet(key, on=on, **who)

    sent = [row["id"] for row in facts.all("country_delivery")]
    lines = [row["id"] for row in facts.all("country_deliveryline")]
    states = tuple(LineState)

    return {
        "deliveries": lambda: deliveries.deliveries(by=by),
        "delivery": each(deliveries.delivery, sent, by=by),
        "lines_in": each(deliveries.lines_in, sent, states=states, by=by),
        "next_line": each(deliveries.next_line, sent, by=by),
        "files_waiting": each(deliveries.files_waiting, sent, by=by),
        "is_free": each(deliveries.is_free, sent, by=by),
        "locked_delivery": each(deliveries.locked_delivery, sent, by=by),
        "locked_line": each(deliveries.locked_line, lines, by=by),
        "collections": lambda: collections.collections(on=on, by=by),
        "collection_sheet": each(collection, laid, by=by),
        "places_of": each(collections.places_of, laid, by=by),
        "locked_collection": each(reach.locked_collection, laid, by=by),
        "reports": lambda: [reports.reports(on=on, with_old=old, by=by) for old in (False, True)],
        "countries_of_library": lambda: reports.countries_of_library(by=by),
        "languages_of_library": lambda: reports.languages_of_library(by=by),
        "earlier_descriptions": each(describing.earlier_descriptions, kept, by=by),
        "report_sheet": each(sheet, kept, by=by),
        "file_of": each(reports.file_of, kept, by=by),
        "report_within": each(reach.report_within, kept, by=by),
        "locked_report": each(reach.locked_report, kept, by=by),
        "is_kept": lambda: [reach.is_kept(one, by=by) for one in digests],
        "inquiries": lambda: inquiries.inquiries(on=on, by=by),
        "inquiry": each(question, asked, by=by),
        "locked_inquiry": each(reach.locked_inquiry, asked, by=by),
        "passages_found": lambda: [
            searching.passages_found(one, encoder=_Alike(), on=on, by=by) for one in wanted
        ],
        "passages_by_words": lambda: [
            (row.pk, row.report_id) for one in wanted for row in searching.passages_by_words(one, by=by)
        ],
        "by_words": lambda: [searching.by_words(one, ["eng"], by=by) for one in wanted],
        "by_meaning": lambda: [searching.by_meaning(one, encoder=_Alike(), by=by) for one in wanted],
    }
