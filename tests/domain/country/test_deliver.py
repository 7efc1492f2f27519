"""country.deliver, country.take_in and country.end_delivery, told five ways."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from limen.domain.country.commands.delivering import deliver, end_delivery, take_in
from limen.domain.country.commands.keeping import withdraw
from limen.domain.country.events import LineAdded, LineRefused
from limen.domain.country.names import LineState, LookedAt, PageText, SentLine
from limen.domain.country.queries.deliveries import (
    LineCard,
    deliveries,
    delivery,
    files_waiting,
    lines_in,
    looked_at,
    next_line,
)
from limen.domain.country.queries.reports import file_of, report_sheet
from limen.domain.country.rules import MOST_LINES
from limen.foundation.refusals import Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.domain.country.shelves import WELLS, archived

PAGES = [PageText(text=WELLS)]


def sent(number: int = 1, **changes: Any) -> SentLine:
    said = {"file": "a.pdf", "title": "Sample", "publisher": "Sample Institute", "countries": "ATA, BVT",
            "published_on": "2026-03-01"}  # fmt: skip
    return SentLine(number=number, file_name="a.pdf", said=said | changes, digest=uuid4().hex * 2)


def look(by: Player, *lines: SentLine) -> list[LookedAt]:
    with acting_as(by.actor):
        found = looked_at(lines, on=ON, by=by.actor)
    return [
        replace(one, file=replace(archived(), digest=one.line.digest))
        if one.state is LineState.READY else one for one in found
    ]  # fmt: skip


def delivered(by: Player, *lines: SentLine) -> UUID:
    return deliver("of-march.csv", look(by, *lines or (sent(),)), by=by.actor, at=AT).delivery_id


def lines_of(by: Player, id: UUID) -> list[LineCard]:
    with acting_as(by.actor):
        return lines_in(id, states=tuple(LineState), by=by.actor)


def take(by: Player, line: LineCard, **more: Any) -> LineAdded | LineRefused:
    told: dict[str, Any] = {"pages": PAGES, "on": ON, "by": by.actor, "at": AT}
    return take_in(line.id, **told | more)


def test_a_line_becomes_a_report_with_the_file_that_waited(cast: Cast) -> None:
    id = delivered(cast.lena)
    with acting_as(cast.mats.actor):
        card = delivery(id, by=cast.mats.actor)
        found = next_line(id, by=cast.mats.actor)
    assert (card.ready, card.lines, card.sent_by) == (1, 1, cast.lena.actor.name)
    assert found is not None
    event = take(cast.mats, found[0])
    assert isinstance(event, LineAdded)
    with acting_as(cast.berg.actor):
        kept = report_sheet(event.report_id, page=1, on=ON, by=cast.berg.actor).card
        assert (kept.countries, kept.title) == (("ATA", "BVT"), "Sample")
        assert file_of(event.report_id, by=cast.berg.actor).stored_as == found[1].stored_as
    (line,) = lines_of(cast.lena, id)
    assert (line.state, line.report_id) == (LineState.ADDED, event.report_id)
    with acting_as(cast.lena.actor):
        assert files_waiting(id, by=cast.lena.actor) == []
        assert next_line(id, by=cast.lena.actor) is None
    with pytest.raises(Hidden):
        take(cast.lena, line)


def test_a_look_says_what_is_there_what_is_twice_and_all_that_is_wrong(cast: Cast) -> None:
    first = sent()
    (line,) = lines_of(cast.lena, delivered(cast.lena, first))
    event = take(cast.lena, line)
    again = look(cast.mats, first, twin := sent(2), replace(twin, number=3), sent(4, title="", countries="Q"))
    assert [one.state for one in again] == [LineState.HERE, LineState.READY, LineState.WRONG, LineState.WRONG]
    assert again[2].whys == ("The very same file stands in line 2.",)
    assert len(again[3].whys) == 2
    assert isinstance(event, LineAdded)
    withdraw(event.report_id, why="Sample", by=cast.lena.actor, at=AT)
    assert [one.state for one in look(cast.mats, first)] == [LineState.READY]
    assert look(cast.lena, replace(sent(), said={}, whys=("No word of it.",)))[0].whys == ("No word of it.",)


def test_what_stands_against_it_meanwhile_is_written_down(cast: Cast) -> None:
    same = sent()
    first, second = delivered(cast.lena, same, sent(2), sent(3)), delivered(cast.mats, same)
    one, two, three = lines_of(cast.lena, first)
    assert isinstance(take(cast.lena, one), LineAdded)
    (late,) = lines_of(cast.mats, second)
    assert isinstance(take(cast.mats, late), LineRefused)
    assert [line.state for line in lines_of(cast.mats, second)] == [LineState.HERE]
    take(cast.lena, two, trouble="Sample: it has a password.")
    take(cast.lena, three, pages=[])
    told = lines_of(cast.lena, first)
    assert [line.state for line in told] == [LineState.ADDED, LineState.WRONG, LineState.WRONG]
    assert told[1].whys == ("Sample: it has a password.",)
    assert "could not be opened" in told[2].whys[0]


def test_it_is_ended_once_and_leaves_what_was_added(cast: Cast) -> None:
    id = delivered(cast.lena, sent(), sent(2))
    first, second = lines_of(cast.lena, id)
    take(cast.lena, first)
    assert end_delivery(id, by=cast.mats.actor, at=AT).left == 1
    assert [line.state for line in lines_of(cast.lena, id)] == [LineState.ADDED, LineState.LEFT]
    with pytest.raises(Hidden):
        take(cast.lena, second)
    with pytest.raises(Hidden):
        end_delivery(id, by=cast.lena.actor, at=AT)


def test_a_catalogue_has_lines_and_not_too_many(cast: Cast) -> None:
    for lines, code in (([], "empty"), ([sent()] * (MOST_LINES + 1), "too_many")):
        with pytest.raises(Refused) as refused:
            deliver("x.csv", look(cast.lena, *lines), by=cast.lena.actor, at=AT)
        assert [one.code for one in refused.value.obstacles] == [code]


def test_the_wrong_role_may_not_and_the_stranger_cannot_see_it(cast: Cast) -> None:
    id = delivered(cast.lena)
    (line,) = lines_of(cast.lena, id)
    for player in (cast.berg, cast.costa, cast.ivo, cast.dina):
        with pytest.raises(Forbidden):
            take(player, line)
        with pytest.raises(Forbidden):
            end_delivery(id, by=player.actor, at=AT)
        with acting_as(player.actor):
            assert deliveries(by=player.actor) == []
            assert lines_in(id, states=tuple(LineState), by=player.actor) == []
            with pytest.raises(Hidden):
                delivery(id, by=player.actor)
    with acting_as(cast.mats.actor):
        assert id in {card.id for card in deliveries(by=cast.mats.actor)}
