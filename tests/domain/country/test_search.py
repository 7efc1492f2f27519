"""Searching the library by words, by meaning, and by both; and what the worker has the model tell."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from limen.domain.country.commands.keeping import withdraw
from limen.domain.country.names import Level
from limen.domain.country.queries.cards import Found
from limen.domain.country.queries.searching import BEGINS, ENDS, RANKED, SHOWN, Wanted, Way, passages_found
from limen.foundation.rows import acting_as
from limen.jobs.meaning import mean_what_waits
from limen.outside.meaning import encoder_here
from tests.cast import AT, ON, Cast, Player
from tests.conftest import House
from tests.domain.country.shelves import COURTS, WELLS, shelved
from tests.jobs.nights import as_worker

SPANISH = "Texto de muestra. Los tribunales del puerto rechazaron las quejas de los maestros despedidos."
PERSIAN = "\u0645\u062a\u0646 \u0646\u0645\u0648\u0646\u0647 \u062f\u0627\u062f\u06af\u0627\u0647"


def found(by: Player, words: str, way: Way = Way.WORDS, after: int = 0, **asked: Any) -> tuple[Found, ...]:
    wanted = Wanted(words=words, way=way, **asked)
    with acting_as(by.actor):
        return passages_found(wanted, encoder=encoder_here(), on=ON, by=by.actor, after=after).hits


def texts(hits: tuple[Found, ...]) -> list[str]:
    return [one.passage.text for one in hits]


def shelf(cast: Cast) -> str:
    """A publisher of this test alone, so that reports of others do not come in between."""
    name = f"Sample shelf {uuid4()}"
    shelved(cast.lena, publisher=name, title="English")
    shelved(
        cast.lena, SPANISH, publisher=name, title="Spanish", language="spa", published_on=date(2024, 5, 1)
    )
    shelved(cast.lena, PERSIAN, publisher=name, title="Persian", language="fas", countries=("BVT",))
    return name


def meant(house: House) -> int:
    with as_worker(house):
        return mean_what_waits(encoder_here(), should_stop=lambda: False)


def test_words_are_bent_by_the_grammar_of_each_language(cast: Cast) -> None:
    here = shelf(cast)
    (one,) = found(cast.berg, "court complaint", publisher=here)
    assert (one.passage.text, one.passage.page, one.by_words, one.by_meaning) == (COURTS, 2, 1, 0)
    assert f"{BEGINS}Courts{ENDS}" in one.around
    assert texts(found(cast.berg, "tribunal maestro", publisher=here)) == [SPANISH]
    assert texts(found(cast.berg, PERSIAN.split()[2], publisher=here)) == [PERSIAN]
    assert found(cast.berg, "harbour -teachers", publisher=here) == ()
    assert found(cast.berg, '"teachers dismissed"', publisher=here) == ()
    assert found(cast.berg, "  ", publisher=here) == ()


def test_a_search_is_narrowed_down(cast: Cast) -> None:
    here = shelf(cast)
    word = PERSIAN.split()[2]
    assert texts(found(cast.berg, word, publisher=here, country="BVT")) == [PERSIAN]
    assert found(cast.berg, word, publisher=here, country="ATA") == ()
    assert texts(found(cast.berg, "tribunal", publisher=here, until=date(2024, 12, 31))) == [SPANISH]
    assert found(cast.berg, "tribunal", publisher=here, since=date(2025, 1, 1)) == ()
    assert found(cast.berg, "tribunal", publisher=here, language="eng") == ()
    assert found(cast.berg, "tribunal", publisher="Sample nobody") == ()


def test_what_means_the_same_is_found_in_another_language(cast: Cast, house: House) -> None:
    here = shelf(cast)
    assert found(cast.berg, "judges and school staff who lost their work", Way.MEANING, publisher=here) == ()
    assert meant(house) >= 4
    assert meant(house) == 0
    hits = found(cast.berg, "judges and school staff who lost their work", Way.MEANING, publisher=here)
    assert set(texts(hits)[:2]) == {COURTS, SPANISH}
    assert [one.by_meaning for one in hits] == list(range(1, len(hits) + 1))
    both = found(cast.berg, "court complaint", Way.BOTH, publisher=here)
    assert (both[0].passage.text, both[0].by_words > 0, both[0].by_meaning > 0) == (COURTS, True, True)
    assert texts(found(cast.berg, "judges", Way.MEANING, publisher=here, language="spa")) == [SPANISH]


def test_what_was_withdrawn_or_replaced_is_found_only_when_asked_for(cast: Cast, house: House) -> None:
    here = f"Sample shelf {uuid4()}"
    old, gone = shelved(cast.lena, WELLS, publisher=here), shelved(cast.lena, COURTS, publisher=here)
    shelved(cast.lena, WELLS + " Again.", publisher=here, follows=old.report_id)
    withdraw(gone.report_id, why="Sample reason", by=cast.lena.actor, at=AT)
    meant(house)
    for way in Way:
        assert texts(found(cast.berg, "wells courts", way, publisher=here))[:1] in ([], [WELLS + " Again."])
        assert texts(found(cast.berg, "wells", way, publisher=here)) == [WELLS + " Again."]
        hits = found(cast.berg, "wells", way, publisher=here, with_old=True)
        assert WELLS in texts(hits)
    assert texts(found(cast.berg, "courts", publisher=here, with_old=True)) == [COURTS]


def test_nobody_finds_what_they_may_not_read(cast: Cast, house: House) -> None:
    here = f"Sample shelf {uuid4()}"
    shelved(cast.lena, WELLS, publisher=here, level=Level.KEEPERS)
    shelved(cast.lena, COURTS, publisher=here, level=Level.ORGANISATION)
    meant(house)
    for way in Way:
        seen = {
            player.actor.name: set(texts(found(player, "wells courts sample", way, publisher=here)))
            | set(texts(found(player, "wells", way, publisher=here)))
            | set(texts(found(player, "courts", way, publisher=here)))
            for player in (cast.mats, cast.berg, cast.hana, cast.dina, cast.elio, cast.sami, cast.ivo)
        }
        assert seen == {
            "Mats": {WELLS, COURTS}, "Berg": {COURTS}, "Hana": {COURTS}, "Dina": set(), "Elio": set(),
            "Sami": set(), "Ivo": set(),
        }  # fmt: skip


def test_places_come_page_by_page_and_end(cast: Cast) -> None:
    here = f"Sample shelf {uuid4()}"
    shelved(cast.lena, *(f"{WELLS} Page {number} of the sample." for number in range(130)), publisher=here)
    seen, after = list[str](), 0
    with acting_as(cast.berg.actor):
        while True:
            page = passages_found(
                Wanted(words="wells", way=Way.WORDS, publisher=here), encoder=encoder_here(), on=ON,
                by=cast.berg.actor, after=after,
            )  # fmt: skip
            assert len(page.hits) == SHOWN
            seen += texts(page.hits)
            if not page.after:
                break
            after = page.after
    assert (len(seen), len(set(seen)), page.in_all) == (RANKED, RANKED, RANKED)


def test_where_few_have_all_the_words_those_with_some_come_after(cast: Cast) -> None:
    here = f"Sample shelf {uuid4()}"
    shelved(cast.lena, WELLS, publisher=here)
    shelved(cast.lena, COURTS, publisher=here)

    def told(words: str) -> list[str]:
        return texts(found(cast.berg, words, Way.WORDS, publisher=here))

    assert told("wells flocks") == [WELLS]
    assert told("which wells, flocks and teachers")[0] == WELLS
    assert set(told("wells flocks teachers")) == {WELLS, COURTS}
    assert told('"wells teachers"') == []
    assert told("flocks -teachers") == [WELLS]
    assert told("wolves") == []
