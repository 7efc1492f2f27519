"""What looks like a person's data is pointed at before others read it; what one may not read, never."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.practice.commands.asking import ask
from limen.domain.practice.commands.checking import confirm
from limen.domain.practice.commands.writing import submit
from limen.domain.practice.names import Looks, Ties
from limen.domain.practice.queries.notes import pointed_sheet
from limen.domain.practice.queries.pointing import pointed_at
from limen.domain.practice.rules import looks_like_somebody
from limen.foundation.refusals import Refused
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.domain.practice.papers import LATER, drafted, sheet


def _seen(text: str, by: Player, at: datetime) -> set[tuple[str, str]]:
    with acting_as(by.actor):
        return {(one.looks.value, one.words) for one in pointed_at(text, by=by.actor, at=at)}


@pytest.mark.parametrize(
    ("text", "looks", "words"),
    [
        ("Write to sample.person@example.org today", Looks.EMAIL, "sample.person@example.org"),
        ("born on 21.3.1991 in spring", Looks.DAY, "21.3.1991"),
        ("born on 1991-03-21 in spring", Looks.DAY, "1991-03-21"),
        ("born on 21 March 1991 in spring", Looks.DAY, "21 March 1991"),
        ("geboren am 3. Mai 1990 im Frühling", Looks.DAY, "3. Mai 1990"),
        ("ولد في ٢١/٣/١٩٩١ هناك", Looks.DAY, "21/3/1991"),
        ("ring +49 30 1234567 at noon", Looks.TELEPHONE, "+49 30 1234567"),
        ("ring 0171-2345678 at noon", Looks.TELEPHONE, "0171-2345678"),
        ("the file AP-2026-00017 says so", Looks.NUMBER, "AP-2026-00017"),
        ("passport AB1234567 was shown", Looks.NUMBER, "AB1234567"),
        ("number 123 456 789 was shown", Looks.NUMBER, "123 456 789"),
    ],
)
def test_shapes_of_a_persons_data_are_pointed_at(text: str, looks: Looks, words: str) -> None:
    assert [(one.looks, one.words) for one in looks_like_somebody(text)] == [(looks, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Regulation (EU) 2024/1347, Article 4(4), asks for it since 2026.",
        "In 1991 and 1992 registers were rewritten; see pages 12 to 140.",
        "Three of 5 witnesses came; it took 14 days, or 2-3 weeks.",
        "",
    ],
)
def test_laws_years_and_small_numbers_are_nobody(text: str) -> None:
    assert looks_like_somebody(text) == ()


@pytest.mark.parametrize("name", ["Nadia Karimi", "nadia karimi", "نادیا کریمی", "NADIA KARIMI"])
def test_a_name_is_pointed_at_for_those_who_may_read_the_file(
    cast: Cast, now: datetime, nadia: UUID, name: str
) -> None:
    text = f"Sample: it was {name} who told of the flood. Registers were rewritten."
    for player in (cast.berg, cast.costa):
        assert _seen(text, player, now) == {("name", name)}
    for player in (cast.farah, cast.grit, cast.hana, cast.dina, cast.elio, cast.sami):
        assert _seen(text, player, now) == set()


def test_a_reference_is_pointed_at_for_those_who_may_read_the_file(cast: Cast, now: datetime) -> None:
    assert (Looks.REFERENCE.value, cast.reference) in _seen(f"As in {cast.reference}.", cast.berg, now)
    for player in (cast.farah, cast.grit, cast.dina):
        assert "reference" not in {looks for looks, _ in _seen(f"As in {cast.reference}.", player, now)}


def test_ordinary_words_are_no_name(cast: Cast, now: datetime, nadia: UUID) -> None:
    text = (
        "There is a valley of karimi. A nadia is a ship there, and so is the other. Registers were rewritten."
    )
    assert _seen(text, cast.berg, now) == set()


def test_the_author_takes_it_out_or_says_why_it_is_none(cast: Cast, now: datetime, nadia: UUID) -> None:
    id = drafted(cast.berg, says="Sample: Nadia Karimi told of the flood on 21.3.1991.")
    with pytest.raises(Refused, match=r"Nadia Karimi, 21\.3\.1991"):
        submit(id, by=cast.berg.actor, at=now)
    submit(id, none_says="Sample: a day and a name of a novel", by=cast.berg.actor, at=now)
    with pytest.raises(Refused, match="say why it is none"):
        confirm(id, confirms=True, look_again_on=LATER, on=ON, by=cast.costa.actor, at=now)
    with acting_as(cast.farah.actor):
        seen = pointed_sheet(id, on=ON, by=cast.farah.actor, at=now)
    assert [one.words for one in seen.pointed] == ["21.3.1991"]  # no name that Farah may not read
    event = confirm(id, confirms=True, look_again_on=LATER, none_says="Sample: a novel", on=ON,
                    by=cast.costa.actor, at=now)  # fmt: skip
    assert event.pointed == 2
    assert sheet(id, cast.berg).checked_none_says == "Sample: a novel"


def test_no_question_is_sent_with_somebody_in_it(cast: Cast, now: datetime, nadia: UUID) -> None:
    says = "Sample: has anybody met Nadia Karimi before?"
    with pytest.raises(Refused, match="Nadia Karimi"):
        ask(says, ties=Ties(), by=cast.berg.actor, at=now)
    with pytest.raises(Refused, match=r"sample@example\.org"):
        ask("Sample: write to sample@example.org?", ties=Ties(), by=cast.farah.actor, at=AT)
