"""Notes are found by topic and by words, page by page, and stand beside a case by what it is about."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from limen.domain.practice.commands.keeping import withdraw
from limen.domain.practice.names import Ties
from limen.domain.practice.queries.cards import PracticeCard
from limen.domain.practice.queries.notes import NotesFound, Sought, notes_found
from limen.domain.practice.queries.topics import beside_case, ties_of_case, topics_here
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.domain.practice.papers import ASYLUM, LATER, RISK, in_use, waiting
from tests.petitions import LAW, ready

ANALYSIS = """
shelter:
  says: Shelter is owed
  about: "What the Act asks."
  procedures: [shelter]
  since: 2020-01-01
  source: "Act, section 1"
  certainty: verified
  questions:
    flood: {says: "The water rose", per: harm, since: 2020-01-01, source: "Act, 1", certainty: verified}
"""
FLOOD, SHELTER = "atlantis:shelter/flood", "atlantis:shelter"


def found(by: Player, after: str = "", **sought: Any) -> NotesFound:
    with acting_as(by.actor):
        return notes_found(Sought(**sought), after=after, on=ON, by=by.actor)


def ids(by: Player, **sought: Any) -> list[UUID]:
    return [card.id for card in found(by, **sought).cards]


def test_by_topic(cast: Cast) -> None:
    id = in_use(cast.berg, cast.costa)
    waiting(cast.berg)
    for ties in (Ties(elements=(RISK,)), Ties(countries=("ATA", "BVT")), Ties(claims=(ASYLUM,))):
        assert ids(cast.farah, ties=ties) == [id]
    assert ids(cast.farah, ties=Ties(countries=("BVT",))) == []
    for stranger in (cast.dina, cast.elio, cast.lena, cast.sami, cast.ivo):
        assert ids(stranger) == []


def test_by_words_in_the_grammar_of_the_language(cast: Cast) -> None:
    flood = in_use(
        cast.berg, cast.costa, title="Sample: floods", says="Sample text about rewriting registers."
    )
    sea = in_use(cast.berg, cast.costa, title="Sample: ships", says="Sample text about a register of ships.")
    house = in_use(cast.berg, cast.costa, title="Muster: Häuser", says="Mustertext.", language="deu")
    assert set(ids(cast.farah, words="registers")) == {flood, sea}
    assert ids(cast.farah, words="rewrite register") == [flood]
    assert ids(cast.farah, words="register -ship") == [flood]
    assert ids(cast.farah, words="Haus") == [house]
    some = found(cast.farah, words="flood zebras")
    assert (some.is_some, [card.id for card in some.cards]) == (True, [flood])
    assert ids(cast.farah, words="zebras") == []


def test_page_by_page_and_never_by_how_many_stand_by_it(cast: Cast) -> None:
    made = [in_use(cast.berg, cast.costa, title=f"Sample {number}") for number in range(28)]
    first = found(cast.farah)
    rest = found(cast.farah, after=first.after)
    assert [card.id for card in (*first.cards, *rest.cards)] == made[::-1]
    assert (len(first.cards), rest.after) == (25, "")


def test_what_was_withdrawn_is_left_out_unless_asked_for(cast: Cast) -> None:
    id = in_use(cast.berg, cast.costa)
    assert [one.id for one in found_on(cast.farah, LATER)] == [id]
    withdraw(id, why="Sample", by=cast.berg.actor, at=AT)
    assert ids(cast.farah) == []
    assert ids(cast.farah, with_old=True) == [id]


def found_on(by: Player, on: date) -> tuple[PracticeCard, ...]:
    with acting_as(by.actor):
        return notes_found(Sought(is_overdue=True), on=on, by=by.actor).cards


def test_beside_a_case_by_what_it_is_about(cast: Cast, now: datetime, nadia: UUID) -> None:
    ready(cast, nadia, now, law=LAW | {"atlantis/analysis.yaml": ANALYSIS})
    of_law = in_use(cast.berg, cast.costa, ties=Ties(elements=(FLOOD,)))
    of_claim = in_use(cast.berg, cast.costa, ties=Ties(claims=(SHELTER,), elements=(FLOOD,)))
    of_country = in_use(cast.berg, cast.costa, ties=Ties(countries=("AFG",), claims=(SHELTER,)))
    in_use(cast.berg, cast.costa)
    with acting_as(cast.berg.actor):
        topics = topics_here(on=now.date(), by=cast.berg.actor)
        ties = ties_of_case(cast.case, on=now.date(), by=cast.berg.actor, at=now)
        beside = beside_case(cast.case, on=now.date(), by=cast.berg.actor, at=now)
    assert [(one.tie, one.says) for one in topics.elements] == [(FLOOD, "The water rose")]
    assert [one.tie for one in topics.claims] == [SHELTER]
    assert ties == Ties(elements=(FLOOD,), countries=("AFG",), claims=(SHELTER,))
    assert [card.id for card in beside.of_countries] == [of_country]
    assert [card.id for card in beside.of_claims] == [of_claim]
    assert [card.id for card in beside.of_elements] == [of_law]
    with acting_as(cast.farah.actor):
        assert not ties_of_case(cast.case, on=now.date(), by=cast.farah.actor, at=now)


def test_a_note_to_look_at_again_is_shown_as_such(cast: Cast) -> None:
    id = in_use(cast.berg, cast.costa)
    (card,) = found_on(cast.farah, LATER)
    assert card.id == id
    assert card.is_overdue
    assert found_on(cast.farah, LATER - timedelta(days=1)) == ()
