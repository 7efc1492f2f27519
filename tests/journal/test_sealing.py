"""Seals: who may set them, what they cover, and that setting them never stands in anybody's way."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import psycopg
import pytest

from limen.foundation.journal import keys, verifier
from limen.foundation.journal.keys import BadKey, SealKey
from limen.foundation.journal.sealing import write_anchor
from limen.site.postgres.roles import DatabaseRole
from tests.cast import AT
from tests.journal.conftest import KEY, Archive


def test_nothing_grew_so_nothing_is_sealed(archive: Archive) -> None:
    assert archive.seal() is None
    archive.write(archive.cast.case)
    assert archive.seal() is not None
    assert archive.seal() is None


def test_a_seal_counts_what_it_covers(archive: Archive) -> None:
    archive.write(archive.cast.case, 3)
    archive.write(archive.cast.other_case, 2)
    one = archive.seal()
    archive.write(archive.cast.case, 1)
    two = archive.seal()
    assert one is not None
    assert two is not None
    assert (one.number, one.lines, one.streams) == (1, 5, 2)
    assert (two.number, two.lines, two.streams) == (2, 6, 1)
    assert verifier.root_of(two, one.root) == two.root
    assert verifier.is_signed(two.key, two.signature, verifier.SIGNED + two.root)
    assert archive.verify(trusted={KEY.id}).is_sound


def test_a_seal_that_was_not_signed_leaves_nothing(archive: Archive) -> None:
    """The list of chains without the seal over it cannot be committed."""
    archive.write(archive.cast.case)
    with psycopg.connect(archive.dsn(DatabaseRole.JOBS)) as connection:
        connection.execute("select journal.draft_seal(%s, 'ed25519:x')", [AT])
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            connection.commit()
    seal = archive.seal()
    assert seal is not None
    assert seal.number == 1


def test_a_seal_without_a_list_is_refused(archive: Archive) -> None:
    with (
        psycopg.connect(archive.dsn(DatabaseRole.JOBS)) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="was not drafted"),
    ):
        connection.execute("select journal.set_seal(1, %s, 'ed25519:x', 'x')", [AT])


@pytest.mark.parametrize(
    "role", [DatabaseRole.APP, DatabaseRole.DOOR, DatabaseRole.REPORTS, DatabaseRole.BACKUP]
)
def test_only_the_worker_seals(archive: Archive, role: DatabaseRole) -> None:
    with (
        psycopg.connect(archive.dsn(role)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("select journal.draft_seal(%s, 'ed25519:x')", [AT])


def test_a_chain_in_the_middle_of_an_act_waits_for_the_next_seal(archive: Archive) -> None:
    """So sealing waits for nobody and is never part of a deadlock."""
    archive.write(archive.cast.case)
    archive.write(archive.cast.other_case)
    with psycopg.connect(archive.dsn(DatabaseRole.APP)) as busy:
        archive.append(busy, archive.cast.case)
        seal = archive.seal()
    assert seal is not None
    assert seal.streams == 1
    later = archive.seal()
    assert later is not None
    assert (later.streams, later.lines) == (1, 3)
    assert archive.verify().is_sound


def test_sealing_while_everybody_writes(archive: Archive) -> None:
    def write(case: object) -> None:
        for _ in range(40):
            archive.write(case)  # type: ignore[arg-type]

    writers = [
        threading.Thread(target=write, args=[case])
        for case in (archive.cast.case, archive.cast.other_case, None)
    ]
    for writer in writers:
        writer.start()
    seals = 0
    while any(writer.is_alive() for writer in writers):
        seals += archive.seal() is not None
    archive.seal()
    verdict = archive.verify(trusted={KEY.id})
    assert verdict.is_sound, verdict.shown
    assert (verdict.lines, verdict.unsealed) == (120, 0)
    assert seals > 1


def test_an_anchor_says_what_the_seal_says_and_nothing_about_anybody(
    archive: Archive, tmp_path: Path
) -> None:
    archive.write(archive.cast.case)
    seal = archive.seal()
    assert seal is not None
    path = write_anchor(seal, tmp_path / "anchors")
    said = json.loads(path.read_text())
    assert path.name == "seal-00000001.json"
    assert (said["number"], said["root"], said["key"]) == (1, seal.root.hex(), KEY.id)
    assert str(archive.cast.case) not in path.read_text()
    assert archive.verify(anchors=[said]).is_sound


def test_a_key_comes_from_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIMEN_SEAL_KEY", raising=False)
    monkeypatch.delenv("LIMEN_SEAL_KEY_FILE", raising=False)
    with pytest.raises(BadKey, match="is not set"):
        keys.from_environment()
    text = "c2VhbC1rZXktb2YtdGhlLXRlc3RzLW9mLWxpbWVuLSE"
    monkeypatch.setenv("LIMEN_SEAL_KEY", f"ed25519:{text}")
    assert keys.from_environment().id == KEY.id
    (tmp_path / "seal_key").write_text(f"{text}\n")
    monkeypatch.setenv("LIMEN_SEAL_KEY_FILE", str(tmp_path / "seal_key"))
    assert keys.from_environment().id == KEY.id
    monkeypatch.setenv("LIMEN_SEAL_KEY_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(BadKey, match="cannot be read"):
        keys.from_environment()


@pytest.mark.parametrize("text", ["", "short", "ed448:" + "A" * 43, "ä" * 43, "A" * 60])
def test_what_is_no_key_is_refused_and_never_repeated(text: str) -> None:
    with pytest.raises(BadKey) as refused:
        SealKey.from_text(text)
    assert not text or text not in str(refused.value)
    assert "A" * 43 not in repr(KEY)
