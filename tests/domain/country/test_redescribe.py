"""country.redescribe, told five ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from limen.domain.country.commands.describing import redescribe
from limen.domain.country.commands.keeping import withdraw
from limen.domain.country.events import Redescribed
from limen.domain.country.names import About, Level, Reliability, ReportKind
from limen.domain.country.queries.cards import ReportCard
from limen.domain.country.queries.describing import earlier_descriptions
from limen.domain.country.queries.reports import report_sheet
from limen.domain.country.queries.searching import Wanted, Way, passages_found
from limen.foundation.refusals import Conflict, Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from limen.outside.meaning import encoder_here
from tests.cast import AT, ON, Cast, Player
from tests.domain.country.shelves import ABOUT, shelved
from tests.domain.told import Journal

GERMAN = "Mustertext. In der Hafenstadt standen viele Häuser leer, wie entlassene Lehrer erzählten."


def card_of(report: UUID, by: Player) -> ReportCard:
    with acting_as(by.actor):
        return report_sheet(report, page=1, on=ON, by=by.actor).card


def right(report: UUID, by: Player, version: int = 1, about: About = ABOUT, **changes: Any) -> Redescribed:
    said = replace(about, **changes)
    return redescribe(report, said, version=version, on=ON, by=by.actor, at=AT)


def test_what_is_said_is_put_right_and_what_was_said_stays(cast: Cast) -> None:
    report = shelved(cast.lena).report_id
    asked = Reliability(who="A", what="B", why="C", when="D", how="E")
    event = right(
        report, cast.mats, publisher="Another (invented)", authors="Sample Author", kind=ReportKind.NEWS,
        countries=("BVT",), topics=("courts", "wells"), published_on=date(2026, 2, 1), reliability=asked,
    )  # fmt: skip
    five = {"who", "what", "why", "when", "how"}
    assert set(event.changed) == five | {
        "publisher", "authors", "kind", "countries", "topics", "published_on",
    }  # fmt: skip
    card = card_of(report, cast.berg)
    assert (card.publisher, card.kind, card.countries, card.version) == (
        "Another (invented)", ReportKind.NEWS, ("BVT",), 2,
    )  # fmt: skip
    assert card.reliability == asked
    with acting_as(cast.berg.actor):
        [before] = earlier_descriptions(report, by=cast.berg.actor)
    assert (before.version, before.said.publisher, before.replaced_by) == (1, ABOUT.publisher, "Mats")
    assert before.said == replace(ABOUT, accessed_on=ON)


def test_another_language_bends_the_words_by_another_grammar(cast: Cast) -> None:
    publisher = f"Sample {shelved(cast.lena).report_id}"
    about = replace(ABOUT, publisher=publisher)
    report = shelved(cast.lena, GERMAN, publisher=publisher).report_id

    def found() -> int:
        with acting_as(cast.berg.actor):
            wanted = Wanted(words="Haus", way=Way.WORDS, publisher=publisher)
            return len(passages_found(wanted, encoder=encoder_here(), on=ON, by=cast.berg.actor).hits)

    assert found() == 0
    right(report, cast.lena, about=about, language="deu")
    assert found() == 1


def test_who_may_read_it_stays_as_it_is(cast: Cast) -> None:
    report = shelved(cast.lena, level=Level.KEEPERS).report_id
    assert "level" not in right(report, cast.lena, publisher="Another").changed
    assert card_of(report, cast.lena).level is Level.KEEPERS


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "unchanged"),
        ({"title": " "}, "title"),
        ({"language": "xx"}, "language"),
        ({"countries": ()}, "countries"),
        ({"published_on": ON + timedelta(days=1)}, "published_on"),
        ({"covers_from": ON, "covers_until": date(2020, 1, 1)}, "covers"),
    ],
)
def test_what_cannot_stand_is_refused(changes: dict[str, Any], code: str, cast: Cast) -> None:
    report = shelved(cast.lena).report_id
    with pytest.raises(Refused) as refused:
        right(report, cast.lena, accessed_on=ON, **changes)
    assert code in {one.code for one in refused.value.obstacles}


def test_of_a_withdrawn_one_nothing_is_put_right(cast: Cast) -> None:
    report = shelved(cast.lena).report_id
    withdraw(report, why="Sample reason", by=cast.lena.actor, at=AT)
    with pytest.raises(Refused, match="withdrawn"):
        right(report, cast.lena, publisher="Another")


def test_who_was_slower_is_told_of_the_other_and_changes_nothing(cast: Cast) -> None:
    report = shelved(cast.lena).report_id
    right(report, cast.mats, publisher="Of Mats")
    with pytest.raises(Conflict) as told:
        right(report, cast.lena, publisher="Of Lena")
    assert (told.value.version, told.value.theirs.by_name) == (2, "Mats")
    assert card_of(report, cast.berg).publisher == "Of Mats"
    right(report, cast.lena, version=2, publisher="Of Lena")
    assert card_of(report, cast.berg).publisher == "Of Lena"


def test_only_who_keeps_the_library_puts_it_right(cast: Cast) -> None:
    report = shelved(cast.lena).report_id
    for player in (cast.berg, cast.hana, cast.ivo, cast.sami):
        with pytest.raises(Forbidden):
            right(report, player, publisher="Another")


def test_nothing_is_put_right_of_what_is_not_there(cast: Cast) -> None:
    with pytest.raises(Hidden):
        right(UUID(int=1), cast.lena, publisher="Another")
    hidden = shelved(cast.lena, level=Level.KEEPERS).report_id
    right(hidden, cast.lena, publisher="Another")
    with acting_as(cast.berg.actor):
        assert earlier_descriptions(hidden, by=cast.berg.actor) == []


def test_the_journal_tells_it(cast: Cast, journal: Journal) -> None:
    report = shelved(cast.lena).report_id
    assert journal.tells(right(report, cast.lena, publisher="Another"), by=cast.lena)
