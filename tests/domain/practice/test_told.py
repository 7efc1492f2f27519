"""Every act on practice notes and questions says what happened, and no line of the journal holds a text."""

from __future__ import annotations

from dataclasses import replace

from limen.domain.practice.commands.asking import ask, close, reply, take_back
from limen.domain.practice.commands.checking import confirm, send_back
from limen.domain.practice.commands.keeping import end_endorsement, endorse, look_again, withdraw
from limen.domain.practice.commands.writing import make_note, revise, submit, write
from limen.domain.practice.names import Ties
from tests.cast import AT, ON, Cast
from tests.conftest import House
from tests.domain.practice.papers import LATER, WORDING
from tests.domain.told import Journal
from tests.workspaces.acting import ask as looked_up

MARK = "Sample mark that no journal keeps"


def test_every_act_on_a_note_is_told(cast: Cast, journal: Journal) -> None:
    berg, costa, farah = cast.berg, cast.costa, cast.farah
    begun = write(replace(WORDING, says=MARK), by=berg.actor, at=AT)
    id = begun.note_id
    assert journal.tells(begun, by=berg)
    worded = replace(WORDING, says=f"{MARK} 21.3.1991")
    assert journal.tells(revise(id, worded, version=1, by=berg.actor, at=AT), by=berg)
    assert journal.tells(submit(id, none_says="Sample: a law", by=berg.actor, at=AT), by=berg)
    assert journal.tells(send_back(id, why="Sample: too near", by=costa.actor, at=AT), by=costa)
    submit(id, none_says="Sample: a law", by=berg.actor, at=AT)
    put_to_use = confirm(id, confirms=True, look_again_on=LATER, none_says="Sample: a law", on=ON,
                         by=costa.actor, at=AT)  # fmt: skip
    assert journal.tells(put_to_use, by=costa)
    assert journal.tells(endorse(id, by=farah.actor, at=AT), by=farah)
    assert journal.tells(end_endorsement(id, by=farah.actor, at=AT), by=farah)
    looked = look_again(id, look_again_on=LATER, on=ON, by=farah.actor, at=AT)
    assert journal.tells(looked, by=farah)
    assert journal.tells(withdraw(id, why="Sample: outdated", by=costa.actor, at=AT), by=costa)


def test_every_act_on_a_question_is_told(cast: Cast, journal: Journal, house: House) -> None:
    berg, farah = cast.berg, cast.farah
    asked = ask(MARK, ties=Ties(), by=berg.actor, at=AT)
    assert journal.tells(asked, by=berg)
    replied = reply(asked.question_id, says=MARK, none_says="", by=farah.actor, at=AT)
    assert journal.tells(replied, by=farah)
    assert journal.tells(make_note(asked.question_id, by=farah.actor, at=AT), by=farah)
    assert journal.tells(close(asked.question_id, by=berg.actor, at=AT), by=berg)
    other = ask(MARK, ties=Ties(), by=berg.actor, at=AT)
    assert journal.tells(take_back(other.question_id, by=berg.actor, at=AT), by=berg)
    kept = "select 1 from journal_entry where facts::text like %s union all"
    kept += " select 1 from journal_personalfact where value like %s"
    assert looked_up(house, kept, f"%{MARK}%", f"%{MARK}%") == []
