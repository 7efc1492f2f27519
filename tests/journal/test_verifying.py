"""Every tampering is found, and the right line is named (AD-01)."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from limen.foundation.journal import verifier
from limen.foundation.journal.snapshots import snapshot
from limen.foundation.journal.verifying import verify_database, verify_lately
from limen.site.postgres.roles import DatabaseRole
from tests.journal.conftest import KEY, Archive
from tests.journal.forging import first, forge

NASTY = [
    'quotes " and \\ backslashes \\" \\\\n',
    "".join(map(chr, range(1, 32))) + "\x7f\x80\x9f",
    "a/b </script> & ' %s {} $$",
    "😀 👩‍👩‍👧 \U0010ffff \ufeff \ufffe \uffff",
    "\u200f\u202e\u0645\u0631\u062d\u0628\u0627\u202c\u2066\u05e2\u05d1\u05e8\u05d9\u05ea\u2069",
    "\u2028 \u2029 \u00a0 e\u0301 é Å",
    "",
]


def test_an_untouched_journal_is_sound(sealed: Archive) -> None:
    verdict = sealed.verify(trusted={KEY.id})
    assert verdict.is_sound, verdict.shown
    assert (verdict.lines, verdict.streams, verdict.seals) == (19, 3, 2)
    assert (verdict.personal, verdict.erased, verdict.unsealed) == (19, 0, 2)
    assert verdict.keys == {KEY.id}


def test_one_case_alone_and_what_came_after_a_seal(sealed: Archive) -> None:
    assert sealed.verify(case=sealed.cast.case).lines == 10
    later = sealed.verify(since=1)
    assert later.is_sound, later.shown
    assert (later.lines, later.seals) == (10, 1)
    assert verify_lately(sealed.dsn()).lines == 10
    assert sealed.verify(since=2).lines == 2


def test_the_line_is_the_one_that_the_database_makes(archive: Archive) -> None:
    for text in NASTY:
        archive.write(archive.cast.case, 1, said=text)
    with archive.admin() as connection:
        made = connection.execute(
            "select journal.line(e) from journal_entry e order by stream_id, seq"
        ).fetchall()
    with snapshot(archive.dsn()) as at_hand:
        assert [verifier.canonical(row[:12]).decode() for row in at_hand.lines()] == [row[0] for row in made]
    assert archive.verify().is_sound


@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_written_as_postgresql_writes_it(
    archive_once: psycopg.Connection[Any], text: str
) -> None:
    made = archive_once.execute("select jsonb_build_array(%s::text, 'x')::text", [text]).fetchone()
    assert made == (verifier.canonical([text, "x"]).decode(),)


@pytest.fixture(scope="module")
def archive_once(house: Any) -> Any:
    with psycopg.connect(house.admin_dsn) as connection:
        yield connection


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("facts", '{"number":7}'),
        ("at", "2020-01-01T00:00Z"),
        ("at", "infinity"),
        ("at", "20000-01-01T00:00Z"),
        ("by_id", "00000000-0000-0000-0000-000000000001"),
        ("by_id", None),
        ("by_system", "night watch"),
        ("kind", "trial.revised"),
        ("act_id", "00000000-0000-0000-0000-000000000001"),
        ("session_id", None),
        ("organisation_id", "00000000-0000-0000-0000-000000000001"),
        ("case_id", None),
        ("compartment", "health"),
        ("hash", b"\0" * 32),
    ],
)
def test_an_altered_line_is_named(sealed: Archive, column: str, value: object) -> None:
    case = sealed.cast.case
    sealed.tamper(f"update journal_entry set {column} = %s where stream_id = %s and seq = 3", value, case)
    stream, seq, what = first(sealed)
    assert (stream, seq) == (str(case), 3)
    assert "altered" in what


def test_it_goes_on_and_counts(sealed: Archive) -> None:
    case = sealed.cast.case
    sealed.tamper(
        "update journal_entry set compartment = 'x' where stream_id = %s and seq in (3, 5, 9)", case
    )
    verdict = sealed.verify()
    assert [(fault.stream, fault.seq) for fault in verdict.shown] == [(str(case), n) for n in (3, 5, 9)]
    assert (verdict.faults, verdict.lines) == (3, 19)


def test_a_deleted_line_is_missed(sealed: Archive) -> None:
    sealed.tamper("delete from journal_entry where stream_id = %s and seq = 6", sealed.cast.case)
    assert first(sealed) == (str(sealed.cast.case), 7, "line 6 is missing before it")


def test_a_deleted_line_with_the_numbers_closed_up_is_missed(sealed: Archive) -> None:
    case = sealed.cast.case
    sealed.tamper("delete from journal_entry where stream_id = %s and seq = 6", case)
    sealed.tamper("update journal_entry set seq = -seq where stream_id = %s and seq > 6", case)
    sealed.tamper("update journal_entry set seq = -seq - 1 where stream_id = %s and seq < 0", case)
    stream, seq, what = first(sealed)
    assert (stream, seq) == (str(case), 6)
    assert "does not follow line 5" in what


def test_a_cut_tail_is_missed_by_its_head(sealed: Archive) -> None:
    sealed.tamper("delete from journal_entry where stream_id = %s and seq > 9", sealed.cast.case)
    stream, seq, what = first(sealed)
    assert (stream, seq) == (str(sealed.cast.case), 10)
    assert "was cut: its head counts 10 lines, and 9 are here" in what


def wind_back(archive: Archive, to: int) -> None:
    case = archive.cast.case
    archive.tamper("delete from journal_entry where stream_id = %s and seq > %s", case, to)
    archive.tamper(
        "update journal_head set seq = %s, sealed_seq = least(sealed_seq, %s), hash ="
        " (select hash from journal_entry e where e.stream_id = %s and e.seq = %s) where stream_id = %s",
        to, to, case, to, case,
    )  # fmt: skip


def test_a_cut_tail_with_its_head_wound_back_is_missed_by_a_seal(sealed: Archive) -> None:
    wind_back(sealed, 7)
    assert first(sealed) == (str(sealed.cast.case), 8, "it is missing: seal 2 recorded line 8 of this chain")


def test_a_tail_cut_before_it_was_sealed_is_not_found(sealed: Archive) -> None:
    """The honest limit: until a seal is set, whoever owns the server can take back the newest lines."""
    wind_back(sealed, 8)
    assert sealed.verify().is_sound


def test_a_chain_that_is_gone_altogether_is_missed(sealed: Archive) -> None:
    case = sealed.cast.other_case
    sealed.tamper("delete from journal_entry where stream_id = %s", case)
    sealed.tamper("delete from journal_head where stream_id = %s", case)
    assert first(sealed) == (str(case), 1, "it is missing: seal 1 recorded line 5 of this chain")


def test_a_chain_without_a_head_and_a_head_without_a_chain(sealed: Archive) -> None:
    case = sealed.cast.case
    sealed.tamper("delete from journal_head where stream_id = %s", case)
    sealed.tamper("insert into journal_head values ('ffffffff-0000-0000-0000-000000000000', 1, '\\x00', 0)")
    verdict = sealed.verify()
    assert [fault.what for fault in verdict.shown] == [
        "the chain has no head",
        "the chain was cut: its head counts 1 lines, and 0 are here",
    ]


def test_swapped_lines_are_named(sealed: Archive) -> None:
    case = sealed.cast.case
    for before, after in ((3, -1), (4, 3), (-1, 4)):
        sealed.tamper(
            "update journal_entry set seq = %s where stream_id = %s and seq = %s", after, case, before
        )
    stream, seq, what = first(sealed)
    assert (stream, seq) == (str(case), 3)
    assert "does not follow line 2" in what


def test_an_inserted_line_is_named(sealed: Archive) -> None:
    case = sealed.cast.case
    sealed.tamper("update journal_entry set seq = -seq where stream_id = %s and seq > 5", case)
    sealed.tamper("update journal_entry set seq = 1 - seq where stream_id = %s and seq < 0", case)
    sealed.tamper(
        "insert into journal_entry (stream_id, seq, act_id, kind, at, by_id, by_system, organisation_id,"
        " case_id, compartment, facts, prev, hash) select stream_id, 6, act_id, kind, at, by_id, by_system,"
        " organisation_id, case_id, compartment, '{}', hash, sha256('forged') from journal_entry"
        " where stream_id = %s and seq = 5",
        case,
    )
    stream, seq, what = first(sealed)
    assert (stream, seq) == (str(case), 6)
    assert "altered" in what


def test_a_chain_rewritten_with_right_hashes_is_betrayed_by_a_seal(sealed: Archive) -> None:
    forge(sealed, 0, 10)
    assert first(sealed) == (str(sealed.cast.case), 4, "it is not the line that seal 1 recorded")


def test_the_end_rewritten_since_the_last_seal_is_not_found(sealed: Archive) -> None:
    """The same limit, for a learned forger."""
    forge(sealed, 8, 2)
    assert sealed.verify().is_sound


def test_an_altered_personal_value_is_named(sealed: Archive) -> None:
    case = sealed.cast.case
    sealed.tamper(
        "update journal_personalfact set value = '\"Basim\"' where entry_id ="
        " (select id from journal_entry where stream_id = %s and seq = 7)",
        case,
    )
    stream, seq, what = first(sealed)
    assert (stream, seq) == (str(case), 7)
    assert what == "the personal value kept for `called` is not the one of this line"


def test_a_personal_value_that_was_never_there_is_named(sealed: Archive) -> None:
    sealed.tamper(
        "insert into journal_personalfact (entry_id, field, value, salt) select id, 'more', '1', '\\x00'"
        " from journal_entry where stream_id = %s and seq = 2",
        sealed.cast.case,
    )
    stream, seq, what = first(sealed)
    assert (stream, seq) == (str(sealed.cast.case), 2)
    assert "`more`" in what


def test_only_the_role_for_backups_sees_everything(sealed: Archive) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        verify_database(sealed.dsn(DatabaseRole.JOBS))


def test_verifying_writes_nothing(sealed: Archive) -> None:
    with snapshot(sealed.dsn()) as at_hand, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        at_hand._connection.execute("update journal_head set seq = 1")
