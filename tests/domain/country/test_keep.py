"""country.keep and country.withdraw, told five ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from limen.domain.country.commands.keeping import keep, withdraw
from limen.domain.country.names import Level, PageText, TextState, cut
from limen.domain.country.queries.reports import file_of, leaning_together, report_sheet, reports
from limen.foundation.actors import Actor
from limen.foundation.refusals import Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.domain.country.shelves import ABOUT, COURTS, WELLS, archived, shelved


def titles(by: Player, with_old: bool = False) -> list[str]:
    with acting_as(by.actor):
        return [card.title for card in reports(on=ON, by=by.actor, with_old=with_old).cards]


def test_a_report_is_kept_page_by_page_and_read_by_other_organisations(cast: Cast) -> None:
    title = f"Sample {uuid4()}"
    kept = shelved(cast.lena, title=title)
    assert (kept.pages, kept.passages) == (2, 2)
    for reader in (cast.berg, cast.hana, cast.dina, cast.elio, cast.mats):
        with acting_as(reader.actor):
            sheet = report_sheet(kept.report_id, page=2, on=ON, by=reader.actor)
            assert [one.text for one in sheet.passages] == [COURTS]
            assert sheet.card.text_state is TextState.READ
            assert sheet.card.is_ours is (reader is cast.berg or reader in (cast.hana, cast.mats))
            assert file_of(kept.report_id, by=reader.actor).key == b"key"


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        (Level.INSTALLATION, "berg costa hana lena mats dina elio"),
        (Level.ORGANISATION, "berg costa hana lena mats"),
        (Level.KEEPERS, "lena mats"),
    ],
)
def test_a_level_says_who_reads_it_and_the_others_cannot_tell_that_it_is_there(
    level: Level, readers: str, cast: Cast
) -> None:
    kept = shelved(cast.lena, level=level)
    seen = set()
    for player in cast.everyone:
        with acting_as(player.actor):
            try:
                report_sheet(kept.report_id, page=1, on=ON, by=player.actor)
            except Hidden:
                continue
            seen.add(player.actor.name.casefold())
    assert seen == set(readers.split()) | ({"farah", "grit"} if level is not Level.KEEPERS else set())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "title"),
        ({"publisher": ""}, "publisher"),
        ({"language": "xx"}, "language"),
        ({"countries": ()}, "countries"),
        ({"countries": ("QQQ",)}, "country"),
        ({"published_on": None}, "published_on"),
        ({"published_on": date(2026, 11, 3)}, "published_on"),
        ({"covers_from": date(2026, 2, 1), "covers_until": date(2026, 1, 1)}, "covers"),
        ({"accessed_on": date(2026, 11, 3)}, "accessed_on"),
    ],
)
def test_it_says_what_it_is_and_of_when(changes: dict[str, Any], code: str, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        shelved(cast.lena, **changes)
    assert [one.code for one in refused.value.obstacles] == [code]


def test_the_same_file_is_kept_once_until_it_was_withdrawn(cast: Cast) -> None:
    file, pages = archived(), [PageText(text=WELLS)]

    def again(by: Actor) -> object:
        return keep(ABOUT, file=replace(file, stored_as=uuid4()), pages=pages, on=ON, by=by, at=AT)

    kept = keep(ABOUT, file=file, pages=pages, on=ON, by=cast.lena.actor, at=AT)
    with pytest.raises(Refused, match="in the library already"):
        again(cast.mats.actor)
    again(cast.elio.actor) if cast.elio.actor.may("country.keep") else None
    withdraw(kept.report_id, why="Sample reason", by=cast.lena.actor, at=AT)
    again(cast.mats.actor)


def test_a_newer_report_takes_the_place_of_an_older_one_once(cast: Cast) -> None:
    name = f"Sample {uuid4()}"
    old = shelved(cast.lena, title=f"{name} old")
    new = shelved(cast.mats, title=f"{name} new", follows=old.report_id)
    assert f"{name} old" not in titles(cast.berg)
    assert {f"{name} old", f"{name} new"} <= set(titles(cast.berg, with_old=True))
    with acting_as(cast.berg.actor):
        sheet = report_sheet(old.report_id, page=1, on=ON, by=cast.berg.actor)
    assert (sheet.card.is_superseded, sheet.followed_by) == (True, new.report_id)
    with pytest.raises(Refused, match="taken the place"):
        shelved(cast.lena, follows=old.report_id)


def test_a_withdrawn_report_stays_with_the_reason(cast: Cast) -> None:
    kept = shelved(cast.lena)
    with pytest.raises(Refused, match="Say why"):
        withdraw(kept.report_id, why=" ", by=cast.lena.actor, at=AT)
    event = withdraw(
        kept.report_id, why="Sample reason: taken back by its publisher", by=cast.mats.actor, at=AT
    )
    assert event.title == ABOUT.title
    with acting_as(cast.berg.actor):
        sheet = report_sheet(kept.report_id, page=1, on=ON, by=cast.berg.actor)
    assert sheet.card.withdrawn_why == "Sample reason: taken back by its publisher"
    assert [one.text for one in sheet.passages] == [WELLS]
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw(kept.report_id, why="again", by=cast.lena.actor, at=AT)


def test_the_wrong_role_may_not_and_another_house_cannot_touch_it(cast: Cast) -> None:
    kept = shelved(cast.lena)
    for player in (cast.berg, cast.costa, cast.dina, cast.sami):
        with pytest.raises(Forbidden):
            shelved(player)
        with pytest.raises(Forbidden):
            withdraw(kept.report_id, why="x", by=player.actor, at=AT)
    for player in (cast.sami, cast.ivo, cast.jun):
        with acting_as(player.actor), pytest.raises(Hidden):
            report_sheet(kept.report_id, page=1, on=ON, by=player.actor)


def test_a_scan_without_text_is_kept_and_says_so(cast: Cast) -> None:
    kept = shelved(cast.lena, "", " \n ")
    half = shelved(cast.lena, WELLS, "")
    with acting_as(cast.berg.actor):
        states = [
            report_sheet(one.report_id, page=1, on=ON, by=cast.berg.actor).card.text_state
            for one in (kept, half)
        ]
    assert states == [TextState.NONE, TextState.PARTLY]


def test_a_report_of_nine_hundred_pages_is_kept(cast: Cast) -> None:
    page = "\n\n".join(f"Sample paragraph {number}. {WELLS} {COURTS}" for number in range(3))
    kept = shelved(cast.lena, *[page] * 900)
    assert (kept.pages, kept.passages) == (900, 2700)


def test_reports_that_lean_on_one_source_are_told(cast: Cast) -> None:
    source = f"Sample agency {uuid4()}"
    first = shelved(cast.lena, leans_on=(source,))
    second = shelved(cast.lena, leans_on=(source.upper(), "Another (invented)"))
    third = shelved(cast.lena, publisher=source)
    alone = shelved(cast.lena, leans_on=("Nobody else (invented)",))
    with acting_as(cast.berg.actor):
        cards = [
            report_sheet(one.report_id, page=1, on=ON, by=cast.berg.actor).card
            for one in (first, second, third, alone)
        ]
        sheet = report_sheet(first.report_id, page=1, on=ON, by=cast.berg.actor)
    together = leaning_together(cards)
    assert [{card.id for card in group} for group in together.values()] == [
        {first.report_id, second.report_id, third.report_id}
    ]
    assert {card.id for card in sheet.same_source} == {third.report_id}


def test_a_passage_ends_where_a_sentence_does_and_never_runs_over_a_page() -> None:
    sentence = "A sample sentence of some length that says nothing about anybody at all. "
    pages = [PageText(text=sentence * 40), PageText(text="Short.\n\nAlso short."), PageText(text="x" * 5000)]
    found = list(cut(pages))
    assert {one.page for one in found} == {1, 2, 3}
    assert all(one.text.endswith(".") for one in found if one.page < 3)
    assert [one.text for one in found if one.page == 2] == ["Short. Also short."]
    assert "".join(one.text for one in found if one.page == 3) == "x" * 5000
    assert max(len(one.text) for one in found) <= 1800
    assert [one.number for one in found if one.page == 1] == list(
        range(1, sum(o.page == 1 for o in found) + 1)
    )
