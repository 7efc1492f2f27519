"""Every question about the directory of services, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from limen.domain.directory.models import Service
from limen.domain.directory.names.words import LineState
from limen.domain.directory.queries import deliveries, exchange, finding, keeping, reach
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

NOT_ASKED_OF_DIRECTORY = {
    "services_within": "a filter", "providers_within": "a filter", "places_within": "a filter",
    "place_card": "of a loaded row", "service_card": "of a loaded row", "capacities_of": "of a loaded row",
    "said_of": "of what was typed", "columns_of": "of what is said", "place_columns": "of what is said",
    "location_of": "of what was typed", "with_capacity": "of what is said", "verified_in": "of what is said",
    "written": "of an instant", "written_line": "of a line",
    "published": "asked without anybody: tests/site/test_public_directory.py",
    "published_providers": "asked without anybody: tests/site/test_public_directory.py",
}  # fmt: skip


def asked_of_directory(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every service, every place, and searches that would find all."""
    by = scene.people[name].actor
    kept = [row["id"] for row in facts.all("directory_service")]
    places = [(row["service_id"], row["id"]) for row in facts.all("directory_place") if row["service_id"]]
    known = [row["known_as"] for row in facts.all("directory_place")]
    towns = [row["city"] for row in facts.all("directory_place")]
    sent = [row["id"] for row in facts.all("directory_delivery")]
    sought = [
        finding.Sought(words=words, with_old=with_old) for words in ("", "help") for with_old in (False, True)
    ]

    def sheet(key: Any, **who: Any) -> Any:
        return finding.service_sheet(key, at=at, **who)

    def place(key: Any, **who: Any) -> Any:
        return finding.place_of(*key, at=at, **who), reach.own_place(key[1], service_id=key[0], **who)

    def mended(key: Any, **who: Any) -> Any:
        return deliveries.said_in(key, tuple(LineState), **who)

    return {
        "services_found": lambda: [finding.services_found(one, at=at, by=by) for one in sought],
        "service_sheet": each(sheet, kept, by=by),
        "place_of": each(place, places, by=by),
        "own_place": lambda: None,
        "topics_kept": lambda: finding.topics_kept(by=by),
        "languages_kept": lambda: finding.languages_kept(by=by),
        "point_near": lambda: [town for town in towns if finding.point_near(town, by=by)],
        "service_within": each(reach.service_within, kept, by=by),
        "own_service": each(reach.own_service, kept, by=by),
        "deliveries_within": lambda: list(reach.deliveries_within(by)),
        "locked_delivery": each(reach.locked_delivery, sent, by=by),
        "exported": lambda: exchange.exported(by=by),
        "looked_at": lambda: deliveries.looked_at([{"id": "x"}], by=by),
        "deliveries": lambda: deliveries.deliveries(by=by),
        "delivery": each(deliveries.delivery, sent, by=by),
        "said_in": each(mended, sent, by=by),
        "own_provider": lambda: keeping.own_provider("x", by=by).name,
        "is_published_elsewhere": lambda: keeping.is_published_elsewhere(Service(), by=by),
        "confidential_of": lambda: [one for one in known if keeping.confidential_of(one, by=by)],
    }
