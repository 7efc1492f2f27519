"""Receipts: printed at once, the same paper again, a copy that says so, and a code that opens nothing."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest
from pypdf import PdfReader

from limen.domain.cases.commands.joining import end_party, register_applicant
from limen.domain.cases.names import PartyPart
from limen.domain.hall.commands import receipts
from limen.domain.hall.commands.appointments import book
from limen.domain.hall.commands.receipts import issue_receipt
from limen.domain.hall.events import HoursSet, ReceiptIssued
from limen.domain.hall.queries.receipts import (
    case_of_code,
    read_back,
    receipt_sheet,
    receipts_of,
    written_down,
)
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.outside.printing import Typesetter
from tests.cast import ON, Cast, Player
from tests.domain.hall.visits import at, next_monday, visit
from tests.domain.people.registrations import NADIA, compared
from tests.domain.told import Journal, obstacles


@pytest.fixture
def registered(cast: Cast, now: datetime) -> tuple[UUID, UUID]:
    """A case and its applicant, registered at Hana's desk."""
    case, person = new_id(), new_id()
    register_applicant(
        NADIA, person_id=person, case_id=case, part=PartyPart.APPLICANT, unit_id=cast.unit,
        reference=f"HR-{str(case)[-12:]}", opened_on=ON, on=ON, by=cast.hana.actor, at=now,
    )  # fmt: skip
    return case, person


def _issue(
    registered: tuple[UUID, UUID], by: Player, now: datetime, language: str | None = "ukr"
) -> ReceiptIssued:
    case, person = registered
    return issue_receipt(case, person_id=person, language=language, receipt_id=new_id(), by=by.actor, at=now)


def test_the_paper_says_who_where_and_when_and_can_be_made_again(
    cast: Cast, now: datetime, hours: HoursSet, registered: tuple[UUID, UUID]
) -> None:
    monday = next_monday(now)
    book(
        registered[0], unit_id=cast.unit, visit=visit(at(monday, 10)), appointment_id=new_id(),
        by=cast.hana.actor, at=now,
    )  # fmt: skip
    issued = _issue(registered, cast.hana, now)
    with acting_as(cast.hana.actor):
        sheet = receipt_sheet(issued.receipt_id, by=cast.hana.actor, at=now)
    paper = Typesetter().receipt(sheet.receipt)
    assert hashlib.sha256(paper).hexdigest() == issued.digest == sheet.card.digest
    text = " ".join(PdfReader(io.BytesIO(paper)).pages[0].extract_text().split())
    for said in ("Nadia Karimi", "Office of Protection", "12 Quay Street", "10:00", "Room 4", "Співбесіда"):
        assert said in text
    assert issued.languages == ("uk", "en")


def test_a_second_one_is_a_copy(cast: Cast, now: datetime, registered: tuple[UUID, UUID]) -> None:
    assert [_issue(registered, cast.hana, now, None).number for _ in range(3)] == [1, 2, 3]
    with acting_as(cast.berg.actor):
        assert receipts_of(registered[0], by=cast.berg.actor, at=now) == []
    with acting_as(cast.costa.actor):
        assert [card.number for card in receipts_of(registered[0], by=cast.costa.actor, at=now)] == [3, 2, 1]


def test_the_code_holds_no_name_and_leads_only_those_who_may_see_the_case(
    cast: Cast, now: datetime, registered: tuple[UUID, UUID]
) -> None:
    issued = _issue(registered, cast.hana, now)
    with acting_as(cast.hana.actor):
        code = receipt_sheet(issued.receipt_id, by=cast.hana.actor, at=now).receipt.code
    reference, token = code.split()
    assert reference.startswith("HR-")
    assert len(token) == 26
    for part in ("Nadia", "Karimi", str(registered[1])):
        assert part.casefold() not in code.casefold()
    for reader in (cast.hana, cast.costa, cast.farah):
        with acting_as(reader.actor):
            assert case_of_code(code, by=reader.actor, at=now) == registered[0]
            assert case_of_code(token.lower(), by=reader.actor, at=now) == registered[0]
    for stranger in (cast.elio, cast.dina, cast.ivo):
        with acting_as(stranger.actor), pytest.raises(Hidden):
            case_of_code(code, by=stranger.actor, at=now)
    for wrong in ("", " ", reference, f"{reference} {'A' * 26}"):
        with acting_as(cast.hana.actor), pytest.raises(Hidden):
            case_of_code(wrong, by=cast.hana.actor, at=now)


def test_a_receipt_is_hidden_with_the_person_when_their_part_has_ended(
    cast: Cast, now: datetime, registered: tuple[UUID, UUID]
) -> None:
    from limen.domain.cases.commands.joining import add_party

    case, spouse = registered[0], new_id()
    added = compared(
        add_party,
        case,
        person_id=spouse,
        part=PartyPart.SPOUSE,
        told=NADIA,
        on=ON,
        by=cast.costa.actor,
        at=now,
    )
    issued = _issue((case, spouse), cast.hana, now)
    end_party(added.party_id, why="they live apart", by=cast.costa.actor, at=now)
    for reader in (cast.hana, cast.costa):
        with acting_as(reader.actor):
            assert receipts_of(case, by=reader.actor, at=now) == []
            with pytest.raises(Hidden):
                receipt_sheet(issued.receipt_id, by=reader.actor, at=now)
    assert obstacles(lambda: _issue((case, spouse), cast.hana, now)) == {"party"}


def test_an_unknown_language_a_paper_that_is_not_printed_and_one_sent_twice_are_refused(
    cast: Cast, now: datetime, registered: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert obstacles(lambda: _issue(registered, cast.hana, now, "xxx")) == {"language"}
    issued = _issue(registered, cast.hana, now)
    case, person = registered
    by = cast.hana.actor
    assert obstacles(
        lambda: issue_receipt(
            case, person_id=person, language=None, receipt_id=issued.receipt_id, by=by, at=now
        )
    ) == {"received"}
    monkeypatch.setattr(receipts, "_printer", Typesetter(seconds=0))
    assert obstacles(lambda: _issue(registered, cast.hana, now)) == {"not_printed"}


@pytest.mark.parametrize("role", ["berg", "farah", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(
    role: str, cast: Cast, now: datetime, registered: tuple[UUID, UUID]
) -> None:
    with pytest.raises(Forbidden):
        _issue(registered, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["dina", "elio"])
def test_a_stranger_cannot_even_see_the_case(
    role: str, cast: Cast, now: datetime, registered: tuple[UUID, UUID]
) -> None:
    with pytest.raises(Hidden):
        _issue(registered, getattr(cast, role), now)


def test_it_says_what_happened(
    cast: Cast, now: datetime, registered: tuple[UUID, UUID], journal: Journal
) -> None:
    assert journal.tells(_issue(registered, cast.hana, now), by=cast.hana)


def test_what_was_written_down_is_read_back_whole(
    cast: Cast, now: datetime, registered: tuple[UUID, UUID]
) -> None:
    issued = _issue(registered, cast.hana, now)
    with acting_as(cast.hana.actor):
        receipt = receipt_sheet(issued.receipt_id, by=cast.hana.actor, at=now).receipt
    assert read_back(written_down(receipt)) == receipt
    other = replace(receipt, registered_on=date(2020, 2, 29))
    assert read_back(written_down(other)) == other
