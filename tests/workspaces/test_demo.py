"""The demonstration: it fills an empty database once, and never one in which real people are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import conninfo

from limen.site.demo import load
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast
from tests.conftest import House
from tests.stage import TEMPLATE

# Stage, decision and outcome of each case of the immigration service.
OF_THE_SERVICE = [
    ("travel", "served", "approved"),
    ("card_issued", "served", "approved"),
    ("evidence_asked", "", ""),
    ("", "", ""),
    ("reviewed", "with_reader", "approved"),
    ("decided", "served", "denied"),
    ("withdrawn", "", ""),
]
LOOKING = """
import django; django.setup()
from django.conf import settings
from limen.jobs.looking import look_at_waiting
from limen.outside.storage.folder import FolderStore
print(look_at_waiting(FolderStore(settings.FILES), "", should_stop=lambda: False), "looked at")
"""
FINDING = """
import django; django.setup()
from datetime import UTC, datetime
from limen.jobs.finding import find
print(find(datetime.now(UTC)))
"""
LOADING = "import django; django.setup(); from limen.site.demo import load; load(say=print)"


@pytest.fixture
def empty(house: House) -> Iterator[str]:
    """An empty house of its own, by its superuser's address."""
    name = f"{house.dbname}_demo"
    admin = conninfo.make_conninfo(house.admin_dsn, dbname="postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"create database {name} template {TEMPLATE}")
        provision(admin, database=name, passwords={})
        yield conninfo.make_conninfo(house.admin_dsn, dbname=name)
        connection.execute(f"drop database {name} with (force)")


@pytest.mark.slow
def test_the_invented_people_live_once(house: House, empty: str, tmp_path: Path) -> None:
    first = _load(house, empty, tmp_path)
    assert "60 cases" in first
    assert "already" in _load(house, empty, tmp_path)
    with psycopg.connect(empty) as connection:
        counted = connection.execute(
            "select (select count(*) from cases_case), (select count(*) from cases_share),"
            " (select count(*) from cases_wall), (select count(*) from cases_opening),"
            " (select count(*) from cases_case where is_restricted),"
            " (select count(*) from notes_note where text not ilike all (array['%sample%', '%invent%',"
            " '%вигадана%', '%مُختلَقة%'])),"
            " (select count(*) from journal_entry where kind = 'notes.written'),"
            " (select count(*) from notes_note),"
            " (select count(*) from identity_session where revoked_at is null),"
            " (select count(*) from policy_adoption where state = 'adopted'),"
            " (select count(distinct case_id) from deadlines_clock),"
            " (select count(*) from deadlines_clock where state = 'running' and due_on < current_date),"
            " (select count(*) from deadlines_clock where state = 'stopped'),"
            " (select count(*) from deadlines_clock where state = 'met'),"
            " (select count(*) from deadlines_clock where work_to < due_on),"
            " (select count(*) from deadlines_extension),"
            " (select count(*) from people_person)"
        ).fetchone()
        phases: dict[str, int] = dict(
            connection.execute(
                "select phase, count(*) from cases_case where id in"
                " (select case_id from applications_application) group by 1"
            ).fetchall()
        )
        stands = connection.execute(
            "select (select count(*) from applications_application),"
            " (select count(*) from applications_application where state = 'withdrawn'),"
            " (select count(*) from applications_answers where told::text like '%Sample words (invented)%'),"
            " (select count(*) from procedure_confirmation where words not like 'Sample%'),"
            " (select count(*) from procedure_casestage s where until_at is null and exists"
            "   (select 1 from procedure_casestage b where b.application_id = s.application_id"
            "    and b.since_on > s.since_on))"
        ).fetchone()
        ends = connection.execute(
            "select c.reference, coalesce(s.stage, ''), coalesce(d.state, ''), coalesce(p.outcome, '')"
            " from cases_case c"
            " join applications_application a on a.case_id = c.id"
            " left join procedure_casestage s on s.application_id = a.id and s.until_at is null"
            " left join decisions_decision d on d.application_id = a.id"
            " left join decisions_concerned p on p.decision_id = d.id"
            " where a.pack = 'us' order by 1"
        ).fetchall()
        persons = connection.execute(
            "select (select count(distinct script) from people_name), (select count(distinct birth_precision)"
            " from people_person), (select count(distinct birth_calendar) from people_person),"
            " (select count(*) from people_language), (select count(*) from people_persondocument),"
            " (select count(*) from families_relationship), (select count(*) from families_dweller),"
            " (select count(*) from contacts_way), (select count(*) from people_need),"
            " (select count(*) from hall_ticket), (select count(*) from duplicates_proposal"
            " where state = 'open'), (select count(*) from families_appointment),"
            " (select count(*) from people_need where seen not like '%(invented)%')"
        ).fetchone()
    assert counted is not None
    assert counted[:6] == (67, 2, 1, 1, 1, 0)
    assert counted[6] == counted[7] > 100
    assert counted[8] == 0
    assert counted[9:11] == (3, 63)
    assert all(number > 2 for number in counted[11:]), counted
    assert len(phases) >= 7, phases
    assert stands == (28, 2, 22, 0, 0)
    assert [one[1:] for one in ends] == OF_THE_SERVICE
    assert persons is not None
    assert all(number > 2 for number in persons[:10]), persons
    assert persons[10:] == (2, 1, 0)
    _papers_are_there(house, empty, tmp_path)
    _something_to_allocate_by_and_to_hear(house, empty, tmp_path)


def _something_to_allocate_by_and_to_hear(house: House, empty: str, files: Path) -> None:
    """Skills of colleagues; one case stands too long, and the night says so; a sound lies beside a record."""
    with psycopg.connect(empty) as connection:
        asked = connection.execute("select count(*) from procrastinate_jobs where task_name = 'limen.find'")
        assert asked.fetchone() == (1,), "the worker looks as soon as it runs"
        known = connection.execute("select count(*) from identity_member where languages <> '{}'").fetchone()
        sounds = connection.execute(
            "select r.file_name, r.media_type, i.state, (select count(*) from interviews_block b"
            "   where b.interview_id = i.id and b.said_at >= r.begins_at"
            "   and b.said_at < r.begins_at + interval '270 seconds')"
            " from interviews_recording r join interviews_interview i on i.id = r.interview_id"
        ).fetchall()
    assert known == (8,), "an interpreter and seven colleagues"
    assert sounds == [("sample-tones-no-speech-invented.wav", "audio/wav", "confirmed", 2)]
    _run(FINDING, house, empty, files, DatabaseRole.JOBS)
    with psycopg.connect(empty) as connection:
        found = connection.execute(
            "select distinct c.reference, t.because from tasks_task t join cases_case c on c.id = t.case_id"
            " where t.finding like 'stage:%'"
        ).fetchall()
    assert [reference for reference, _because in found] == ["OFP-2026-00007"]
    assert "Your organisation finds more than 120 days too long" in found[0][1]


def _papers_are_there(house: House, empty: str, files: Path) -> None:
    """The papers wait in a folder of their own; the worker finds and shows every one, and each says what it
    is."""
    assert "8 looked at" in _run(LOOKING, house, empty, files, DatabaseRole.JOBS)
    with psycopg.connect(empty) as connection:
        shown = connection.execute(
            "select (select count(*) from documents_version where state = 'shown'),"
            " (select count(*) from documents_document where translation = 'disputed'),"
            " (select count(*) from documents_document where compartment = 'medical'),"
            " (select sum(pages) from documents_version), (select count(*) from documents_page where picture"
            " is null), (select count(*) from documents_page where text ilike '%invented%'),"
            " (select count(*) from documents_page where not is_read_by_machine and text ilike"
            " '%sample, invented%')"
        ).fetchone()
    assert shown is not None
    assert shown[:5] == (8, 1, 1, 11, 0)
    assert shown[6] == 3
    assert shown[5] == (11 if shutil.which("tesseract") else 3)


def test_it_never_joins_real_people(house: House, cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="not a demonstration"):
        load(house.admin_dsn)


def _load(house: House, empty: str, files: Path) -> str:
    return _run(LOADING, house, empty, files, DatabaseRole.APP)


def _run(script: str, house: House, empty: str, files: Path, role: DatabaseRole) -> str:
    """It works in a process of its own, as a role in that database."""
    place = conninfo.conninfo_to_dict(empty)
    environment = os.environ | {
        "LIMEN_ADMIN_DSN": empty, "LIMEN_AS": role.name.lower(), "LIMEN_POOL": "0",
        "LIMEN_FILES": str(files),
    }  # fmt: skip
    for one in DatabaseRole:
        where = f"?host={place['host']}&port={place['port']}"
        environment[one.variable] = f"postgresql://{one}:{house.password}@/{place['dbname']}{where}"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
