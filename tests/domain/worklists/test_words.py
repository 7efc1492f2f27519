"""Words in notes and documents over all cases: the latest first, within the walls, as far as is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.commands.sharing import share
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.documents.commands.saying import set_aside
from limen.domain.documents.queries.searching import BEGINS, ENDS
from limen.domain.identity.names import Compartment
from limen.domain.notes.commands import revise, write
from limen.domain.worklists.queries import words
from limen.domain.worklists.queries.words import Wanted, WordsFound, words_in_files
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player, clear
from tests.conftest import House
from tests.domain.documents.files import shown
from tests.workspaces.acting import ask, more_cases


def _found(player: Player, asked: str, *, before: UUID | None = None, **other: object) -> WordsFound:
    now = datetime.now(UTC)
    with acting_as(player.actor):
        wanted = Wanted(words=asked, **other)  # type: ignore[arg-type]
        return words_in_files(wanted, by=player.actor, at=now, before=before)


def _note(cast: Cast, text: str, now: datetime, *, by: Player | None = None, case: UUID | None = None,
          compartment: Compartment = Compartment.GENERAL) -> UUID:  # fmt: skip
    event = write(case or cast.case, text=text, happened_on=ON, compartment=compartment, on=ON,
                  by=(by or cast.berg).actor, at=now)  # fmt: skip
    return event.note_id


def _many(house: House, cast: Cast) -> None:
    """So many cases that not every place in them is looked at."""
    more_cases(house, cast.authority, cast.unit, 1001)


@pytest.mark.parametrize(
    ("asked", "places"),
    [("harbour", 3), ("HARBOUR closed", 2), ('"was closed"', 1), ("harbour -closed", 1), ("ميناء", 1),
     ("harb", 0), ("-harbour", 0), ("", 0), ("' & ) :* | !", 0)],
)  # fmt: skip
def test_notes_and_pages_the_latest_first(
    asked: str, places: int, house: House, cast: Cast, now: datetime
) -> None:
    _note(cast, "The harbour was closed", now)
    shown(house, cast, now, "closed: the harbour", "ميناء مغلق")
    _note(cast, "harbour again", now)
    assert len(_found(cast.berg, asked).hits) == places
    found = _found(cast.costa, asked)
    assert len(found.hits) == places
    assert [hit.id for hit in found.hits] == sorted((hit.id for hit in found.hits), reverse=True)
    assert not found.is_cut
    if places == 3:
        first, paper, last = found.hits
        assert f"{BEGINS}harbour{ENDS} again" in first.around
        assert (paper.title, paper.page, paper.document_id is None) == ("Letter of the aunt", 1, False)
        assert (last.reference, last.called, last.document_id) == (cast.reference, "Amina", None)


def test_what_was_said_better_is_found_as_it_is_said_now(cast: Cast, now: datetime) -> None:
    note = _note(cast, "harbour", now)
    revise(note, text="quay", version=1, by=cast.berg.actor, at=now)
    assert [len(_found(cast.berg, word).hits) for word in ("harbour", "quay")] == [0, 1]


@pytest.mark.parametrize("are_many", [False, True])
def test_strangers_find_nothing_nor_do_those_without_a_clearance(
    are_many: bool, house: House, cast: Cast, now: datetime
) -> None:
    if are_many:
        _many(house, cast)
    costa = clear(house.admin_dsn, cast.costa, "gbv")
    _note(cast, "harbour", now)
    shown(house, cast, now, "harbour")
    _note(cast, "harbour secret", now, by=costa, compartment=Compartment.GBV)
    shown(house, cast, now, "harbour secret", by=costa, compartment=Compartment.GBV)
    assert len(_found(costa, "harbour").hits) == 4
    assert len(_found(cast.berg, "harbour").hits) == 2
    strangers = (cast.elio, cast.dina, cast.grit, cast.farah, cast.hana, cast.ivo, cast.jun, cast.lena)
    for player in (*strangers, cast.sami):
        found = _found(player, "harbour")
        assert (found.hits, found.before, found.is_cut) == ((), None, False), player.login


@pytest.mark.parametrize("are_many", [False, True])
def test_a_restricted_case_is_for_those_named_for_it(
    are_many: bool, house: House, cast: Cast, now: datetime
) -> None:
    if are_many:
        _many(house, cast)
    _note(cast, "harbour", now)
    ask(house, "update cases_case set is_restricted = true where id = %s", cast.case)
    assert len(_found(cast.berg, "harbour").hits) == 1
    assert _found(cast.costa, "harbour").hits == ()


def test_a_share_shows_what_it_names(house: House, cast: Cast, now: datetime) -> None:
    costa = clear(house.admin_dsn, cast.costa, "medical")
    _note(cast, "harbour", now)
    shown(house, cast, now, "harbour")
    _note(cast, "harbour", now, by=costa, compartment=Compartment.MEDICAL)
    share(
        cast.case, unit_id=cast.agency_unit, purpose=SharePurpose.HEALTH, basis=ShareBasis.CONSENT,
        basis_says="signed", compartments=(), until_at=now + timedelta(days=30), by=cast.berg.actor, at=now,
    )  # fmt: skip
    assert {hit.compartment for hit in _found(cast.dina, "harbour").hits} == {Compartment.GENERAL}
    assert len(_found(cast.dina, "harbour").hits) == 2
    more_cases(house, cast.agency, cast.agency_unit, 1001)
    assert len(_found(cast.dina, "harbour").hits) == 2


def test_only_what_is_in_use(house: House, cast: Cast, now: datetime) -> None:
    document_id, _ = shown(house, cast, now, "harbour")
    set_aside(document_id, why="twice", by=cast.berg.actor, at=now)
    assert _found(cast.berg, "harbour").hits == ()


def test_pages_follow_each_other_by_key(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [_note(cast, f"harbour {number}", now) for number in range(5)]
    monkeypatch.setattr(words, "SHOWN", 2)
    seen: list[UUID] = []
    before = None
    for _page in range(3):
        found = _found(cast.berg, "harbour", before=before)
        seen += [hit.id for hit in found.hits]
        before = found.before
    assert (seen, before) == (made[::-1], None)


def test_of_common_words_the_newest_places_are_looked_at_and_it_says_so(
    house: House, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what one may not read counts as looked at: but not what other organisations have."""
    _many(house, cast)
    mine = _note(cast, "harbour", now, by=cast.grit, case=cast.other_case)
    _note(cast, "harbour", now)
    for _time in range(3):
        _note(cast, "harbour", now, by=cast.elio, case=cast.elio_case)
    monkeypatch.setattr(words, "LOOKED_AT", 3)
    assert [hit.id for hit in _found(cast.grit, "harbour").hits] == [mine]
    assert not _found(cast.grit, "harbour").is_cut
    monkeypatch.setattr(words, "LOOKED_AT", 1)
    assert _found(cast.grit, "harbour").hits == ()
    assert _found(cast.grit, "harbour").is_cut


def test_a_period_and_only_what_was_given(cast: Cast, now: datetime) -> None:
    _note(cast, "harbour", now)
    _note(cast, "harbour", now, by=cast.costa, case=cast.other_case)
    assert len(_found(cast.costa, "harbour").hits) == 2
    assert len(_found(cast.berg, "harbour", is_given=True).hits) == 1
    assert _found(cast.costa, "harbour", is_given=True).hits == ()
    hour = timedelta(hours=1)
    assert len(_found(cast.costa, "harbour", since=now - hour, until=now + hour).hits) == 2
    assert _found(cast.costa, "harbour", until=now - hour).hits == ()
    assert _found(cast.costa, "harbour", since=now + hour).hits == ()


def test_it_asks_three_questions(house: House, cast: Cast, now: datetime) -> None:
    for number in range(4):
        _note(cast, f"harbour {number}", now)
        shown(house, cast, now, "harbour")
    with acting_as(cast.berg.actor), CaptureQueriesContext(connection) as asked:
        words_in_files(Wanted(words="harbour"), by=cast.berg.actor, at=now)
    assert len(asked) == 3


def test_a_case_that_nobody_may_read_is_read_by_nobody_even_when_its_id_is_known(
    house: House, cast: Cast, now: datetime
) -> None:
    """What the search gives back is read again through the walls."""
    note = _note(cast, "harbour", now)
    _, version = shown(house, cast, now, "harbour")
    ((page,),) = ask(house, "select id from documents_page where version_id = %s", version)
    for player, places in ((cast.berg, 2), (cast.costa, 2), (cast.grit, 0), (cast.elio, 0), (cast.farah, 0)):
        with acting_as(player.actor):
            hits = words.places_among([note], [page], "harbour", by=player.actor, at=now)
        assert len(hits) == places, player.login
