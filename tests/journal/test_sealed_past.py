"""What only seals, keys and anchors can tell: a past that was rewritten with every hash right."""

from __future__ import annotations

import pytest

from limen.foundation.journal.keys import SealKey
from limen.foundation.journal.sealing import as_json
from limen.foundation.journal.snapshots import snapshot
from tests.journal.conftest import KEY, Archive
from tests.journal.forging import first, forge


def test_a_deleted_seal_is_missed(sealed: Archive) -> None:
    for table, column in (("journal_sealedhead", "seal_id"), ("journal_seal", "id")):
        sealed.tamper(f"delete from {table} where {column} = 1")
    assert "seal 1 is missing before it" in {fault.what for fault in sealed.verify().shown}


def test_the_last_seal_deleted_is_missed_by_the_heads(sealed: Archive) -> None:
    for table, column in (("journal_sealedhead", "seal_id"), ("journal_seal", "id")):
        sealed.tamper(f"delete from {table} where {column} = 2")
    assert "the head says sealed to line 8, the seals say 4" in {
        fault.what for fault in sealed.verify().shown
    }


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "update journal_sealedhead set hash = sha256('x') where seal_id = 2",
            "its list of chains was altered",
        ),
        ("update journal_seal set at = now() where id = 2", "its root does not follow"),
        ("update journal_seal set lines = 99 where id = 2", "its root does not follow"),
        ("update journal_seal set root = sha256('x') where id = 2", "its root does not follow"),
        ("update journal_seal set signature = sha512('x') where id = 2", "its signature is wrong"),
    ],
)
def test_an_altered_seal_is_named(sealed: Archive, statement: str, what: str) -> None:
    sealed.tamper(statement)
    faults = [fault for fault in sealed.verify().shown if not fault.stream]
    assert faults[0].seq == 2
    assert what in faults[0].what


def forget_seals(archive: Archive) -> None:
    archive.tamper("delete from journal_sealedhead")
    archive.tamper("delete from journal_seal")
    archive.tamper("update journal_head set sealed_seq = 0")


def test_a_past_sealed_anew_is_betrayed_by_the_key_and_by_an_anchor(sealed: Archive) -> None:
    with snapshot(sealed.dsn()) as at_hand:
        anchor = as_json(next(at_hand.seals()))
    forge(sealed, 0, 10)
    forget_seals(sealed)
    sealed.seal(SealKey.from_text("QW5vdGhlci1rZXktdGhhdC1ub2JvZHkta25vd3Mub2s"))
    assert sealed.verify().is_sound  # nothing inside the database can tell
    assert "key that is not known" in first(sealed, trusted={KEY.id})[2]
    assert "the past was exchanged" in first(sealed, anchors=[anchor])[2]


def test_a_past_sealed_anew_with_the_stolen_key_is_betrayed_by_an_anchor(sealed: Archive) -> None:
    with snapshot(sealed.dsn()) as at_hand:
        anchors = [as_json(seal) for seal in at_hand.seals()]
    assert sealed.verify(trusted={KEY.id}, anchors=anchors).is_sound
    forge(sealed, 0, 10)
    forget_seals(sealed)
    sealed.seal()
    verdict = sealed.verify(trusted={KEY.id}, anchors=anchors)
    assert [(fault.seq, fault.what.split(":")[0]) for fault in verdict.shown] == [
        (1, "it is not the seal of which the anchor was kept"),
        (2, "an anchor was kept of it, and it is missing"),
    ]


def test_a_restored_yesterday_is_betrayed_by_an_anchor(archive: Archive) -> None:
    archive.write(archive.cast.case, 3)
    seal = archive.seal()
    assert seal is not None
    anchor = {**as_json(seal), "number": 9}
    assert "missing: the journal is older" in first(archive, anchors=[anchor])[2]
