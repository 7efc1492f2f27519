"""Registering a family in one act."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from limen.domain.cases.names import PartyPart
from limen.domain.cases.queries.parties import parties_of
from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.people.names import Told
from limen.domain.people.queries.sheets import person_sheet
from limen.domain.registration.commands.families import LikelySame
from limen.domain.registration.names.references import is_sound
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast
from tests.domain.registration.families import registered, told, two, typed, unheard
from tests.domain.told import Journal, obstacles


def test_persons_case_and_parts_are_there_in_one_act(cast: Cast, now: datetime) -> None:
    content, by = two("Karimi"), cast.costa.actor
    done = registered(content, by=cast.costa, at=now)
    with acting_as(by):
        sheet = case_sheet(done.case_id, by=by, at=now)
        parties = parties_of(done.case_id, by=by, at=now)
        child = person_sheet(done.person_ids[1], by=by, at=now)
    assert (sheet.called, sheet.reference) == ("Nadia Karimi", done.reference)
    assert [(one.called, one.part) for one in parties] == [
        ("Nadia Karimi", PartyPart.APPLICANT),
        ("Omid Karimi", PartyPart.CHILD),
    ]
    assert (child.sex, child.sex_state, child.birth.day and child.birth.day.told) == (
        None, Told.REFUSED, content[f"person-{done.person_ids[1]}-birth"]
    )  # fmt: skip


def test_references_run_on_and_prove_themselves(cast: Cast, now: datetime) -> None:
    first = registered(two(), by=cast.hana, at=now).reference
    second = registered(two(), by=cast.costa, at=now).reference
    assert [is_sound(first), is_sound(second)] == [True, True]
    assert not is_sound(first.replace("000001", "000007"))
    assert (first[:-2], second[:-2]) == (f"FU-{now.year}-000001", f"FU-{now.year}-000002")


def test_a_refused_registration_uses_no_number_and_leaves_nobody(cast: Cast, now: datetime) -> None:
    first = registered(two(), by=cast.hana, at=now).reference
    taken = two()
    assert obstacles(
        lambda: registered(taken, by=cast.hana, at=now, change={"reference": cast.reference})
    ) == {"taken"}
    done = registered(taken, by=cast.hana, at=now)
    assert (first[-8:-2], done.reference[-8:-2]) == ("000001", "000002")


def test_what_is_sent_again_is_done_once(cast: Cast, now: datetime) -> None:
    content, ids = two(), {"registration_id": new_id(), "case_id": new_id()}
    registered(content, by=cast.hana, at=now, **ids)
    for _again in range(2):
        assert obstacles(lambda: registered(content, by=cast.hana, at=now, **ids)) == {"received"}


def test_a_family_has_somebody_whom_the_case_is_about(cast: Cast, now: datetime) -> None:
    def refused(*people: dict[str, object]) -> set[str]:
        return obstacles(lambda: registered(typed(*people), by=cast.hana, at=now))

    assert refused() == {"nobody"}
    assert refused({"part": "child", "name": unheard()}) == {"central"}
    assert refused({"part": "applicant", "name": unheard()}, {"part": "child"}) == {"name"}
    assert obstacles(lambda: registered(two(), by=cast.hana, at=now, unit_id=cast.agency_unit)) == {"unit"}
    later = {"opened_on": ON + timedelta(days=1)}
    assert obstacles(lambda: registered(two(), by=cast.hana, at=now, change=later)) == {"opened_on"}


def test_whoever_may_be_on_record_is_shown_before_anything_is_written(cast: Cast, now: datetime) -> None:
    name = unheard()
    done = registered(two(name), by=cast.hana, at=now)
    again = two(name)
    with pytest.raises(LikelySame) as likely:
        registered(again, by=cast.hana, at=now)
    assert [{card.id for card in one.cards} for one in likely.value.likely] == [
        {done.person_ids[0]}, {done.person_ids[1]}
    ]  # fmt: skip
    assert {obstacle.code for obstacle in likely.value.obstacles} == {"likely"}


def test_whoever_was_compared_and_is_somebody_else_is_registered(cast: Cast, now: datetime) -> None:
    name = unheard()
    done = registered(two(name), by=cast.hana, at=now)
    again = two(name)
    people = [str(one) for one in again["family-persons"]]
    for person, seen in zip(people, done.person_ids, strict=True):
        again[f"person-{person}-seen"] = [str(seen)]
    second = registered(again, by=cast.hana, at=now)
    assert set(second.person_ids).isdisjoint(done.person_ids)
    assert second.dismissed == tuple(
        f"{person}={seen}" for person, seen in zip(people, done.person_ids, strict=True)
    )


def test_a_record_on_file_is_used_and_gains_what_is_new(cast: Cast, now: datetime) -> None:
    name = unheard()
    done = registered(two(name), by=cast.costa, at=now)
    again = typed(
        {"part": "applicant", "name": f"Nadja {name}", "record": str(done.person_ids[0]),
         "record_version": "1", "number": "P 123", "issuing_state": "AFG", "document": "passport"}
    )  # fmt: skip
    second = registered(again, by=cast.costa, at=now)
    assert second.person_ids == second.joined == (done.person_ids[0],)
    by = cast.costa.actor
    with acting_as(by):
        sheet = person_sheet(done.person_ids[0], by=by, at=now)
    assert [one.written for one in sheet.names] == [f"Nadia {name}", f"Nadja {name}"]
    assert [one.number for one in sheet.documents] == ["P 123"]


def test_a_record_that_was_changed_or_is_only_seen_is_not_used(cast: Cast, now: datetime) -> None:
    done = registered(two(), by=cast.costa, at=now)

    def again(version: str) -> dict[str, object]:
        return {"part": "applicant", "name": "x", "record": str(done.person_ids[0]),
                "record_version": version}  # fmt: skip

    assert obstacles(lambda: registered(typed(again("7")), by=cast.costa, at=now)) == {"changed"}
    assert obstacles(lambda: registered(typed(again("1")), by=cast.hana, at=now)) == {"reach"}
    with pytest.raises(Hidden):
        registered(typed(again("1")), by=cast.elio, at=now)


@pytest.mark.parametrize("role", ["berg", "farah", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        registered(two(), by=getattr(cast, role), at=now)


def test_a_stranger_cannot_see_the_family_nor_learn_of_its_ids(cast: Cast, now: datetime) -> None:
    content, ids = two(), {"registration_id": new_id(), "case_id": new_id()}
    done = registered(content, by=cast.hana, at=now, **ids)
    for stranger in (cast.elio, cast.dina):
        with acting_as(stranger.actor), pytest.raises(Hidden):
            person_sheet(done.person_ids[0], by=stranger.actor, at=now)
        with pytest.raises(Refused) as refused:
            registered(content, by=stranger, at=now, **ids)
        assert {one.code for one in refused.value.obstacles} == {"received"}


def test_it_says_what_happened_and_seals_the_names(cast: Cast, now: datetime, journal: Journal) -> None:
    done = registered(two(), by=cast.hana, at=now)
    assert done.size == 2
    assert journal.tells(
        done,
        by=cast.hana,
        after=("people.registered", "people.registered", "families.related", "families.related"),
    )


def test_the_same_page_read_twice_is_the_same_family() -> None:
    content, registration = two(), new_id()
    assert told(content, registration) == told(content, registration)
