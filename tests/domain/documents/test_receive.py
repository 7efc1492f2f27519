"""Receiving a document: it lies sealed and unseen until it was looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from limen.domain.documents.commands.receiving import add_version, receive
from limen.domain.documents.names import LookState, Translation
from limen.domain.documents.queries.files import original_of
from limen.domain.documents.queries.sheets import document_sheet, documents_of, reading_of
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast
from tests.domain.documents.files import LETTER, described, letter, sent
from tests.domain.told import Journal, obstacles


def test_it_is_there_and_waits_to_be_looked_at(cast: Cast, now: datetime) -> None:
    file = sent()
    document_id, _ = letter(cast, now, file=file)
    with acting_as(cast.berg.actor):
        by = cast.berg.actor
        card = documents_of(cast.case, by=by, at=now).cards[0]
        sheet = document_sheet(document_id, by=by, at=now)
        opened = original_of(document_id, 1, by=by, at=now)
        with pytest.raises(Hidden):
            reading_of(document_id, 1, 1, by=by, at=now)
    assert (card.id, card.title, card.language) == (document_id, "Letter of the aunt", "tir")
    assert sheet.document == card
    assert (card.latest.state, card.latest.digest, card.latest.by_name) == (
        LookState.WAITING, file.digest, "Berg",
    )  # fmt: skip
    assert (opened.stored_as, opened.key) == (file.stored_as, file.key)


def test_a_better_scan_is_a_version_and_the_first_is_kept(cast: Cast, now: datetime) -> None:
    document_id, _ = letter(cast, now)
    add_version(document_id, file=sent(b"better", "better.pdf"), by=cast.costa.actor, at=now)
    with acting_as(cast.berg.actor):
        sheet = document_sheet(document_id, by=cast.berg.actor, at=now)
        card = documents_of(cast.case, by=cast.berg.actor, at=now).cards[0]
    assert [(one.number, one.file_name) for one in sheet.versions] == [(2, "better.pdf"), (1, "letter.pdf")]
    assert card.latest.number == 2


def test_the_same_file_is_no_further_version(cast: Cast, now: datetime) -> None:
    document_id, _ = letter(cast, now)
    assert obstacles(lambda: add_version(document_id, file=sent(), by=cast.berg.actor, at=now)) == {"same"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "title"),
        ({"received_on": ON + timedelta(days=1)}, "received_on"),
        ({"language": "xx"}, "language"),
        ({"translation": Translation.DISPUTED}, "translation"),
    ],
)
def test_what_makes_no_sense_is_refused(
    change: dict[str, object], code: str, cast: Cast, now: datetime
) -> None:
    assert obstacles(lambda: receive(
        cast.case, file=sent(), described=described(**change), compartment=Compartment.GENERAL, on=ON,
        by=cast.berg.actor, at=now,
    )) == {code}  # fmt: skip


def test_nobody_puts_a_document_where_they_could_not_read_it(cast: Cast, now: datetime) -> None:
    berg = replace(cast.berg.actor, clearances=frozenset({"general"}))
    assert obstacles(lambda: receive(
        cast.case, file=sent(), described=LETTER, compartment=Compartment.MEDICAL, on=ON, by=berg, at=now,
    )) == {"compartment"}  # fmt: skip


@pytest.mark.parametrize("role", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        letter(cast, now, by=getattr(cast, role))


@pytest.mark.parametrize("role", ["elio", "dina", "grit"])
def test_the_stranger_cannot_even_see_the_case(role: str, cast: Cast, now: datetime) -> None:
    document_id, _ = letter(cast, now)
    player = getattr(cast, role)
    with pytest.raises(Hidden):
        letter(cast, now, by=player)
    with pytest.raises(Hidden):
        add_version(document_id, file=sent(b"other"), by=player.actor, at=now)
    with acting_as(player.actor):
        assert documents_of(cast.case, by=player.actor, at=now).cards == ()
        for question in (document_sheet, lambda key, **who: original_of(key, 1, **who)):
            with pytest.raises(Hidden):
                question(document_id, by=player.actor, at=now)


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    event = receive(
        cast.case, file=sent(), described=LETTER, compartment=Compartment.GENERAL, on=ON,
        by=cast.berg.actor, at=now,
    )  # fmt: skip
    assert journal.tells(event, by=cast.berg)
    file = sent(b"better")
    assert journal.tells(add_version(event.document_id, file=file, by=cast.berg.actor, at=now), by=cast.berg)
