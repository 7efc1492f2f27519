"""Trying out an edition on open cases, in steps: each is short, and a broken one is simply done again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from limen.domain.deadlines.events import TriedOut
from limen.domain.deadlines.models import Trial
from limen.domain.deadlines.queries.lab import CASES_AT_ONCE, count_open_cases, look_at, rows_for_trial
from limen.domain.deadlines.queries.tallies import Tally
from limen.domain.deadlines.queries.trials import TrialCard, candidate_of, locked_trial, trial_sheet
from limen.domain.policy.queries import packed
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Obstacle, Refused
from limen.law.library import read_library
from limen.law.reading.troubles import PackTroubles
from limen.law.refusing import Unanswerable


@command("deadlines.try_out")
def try_out(pack: str, *, files: Mapping[str, str], by: Actor, at: datetime) -> TriedOut:
    """Begin to look at what an edition would change on open cases. Refused when the pack has troubles."""
    try:
        library = read_library(files, only=(pack,))
        found = library.pack(pack)
    except PackTroubles as wrong:
        raise Refused([Obstacle("unsound", str(one)) for one in wrong.troubles]) from wrong
    except Unanswerable as wrong:
        raise Refused([Obstacle("unsound", str(wrong))]) from wrong
    trial = Trial.objects.create(
        id=new_id(),
        organisation_id=by.organisation_id,
        asked_by_id=by.id,
        pack=pack,
        fingerprint=found.fingerprint,
        says=found.says,
        files=packed(library.bundle(pack)),
        total=count_open_cases(),
        begun_at=at,
    )
    return TriedOut(trial_id=trial.id, pack=pack, fingerprint=found.fingerprint)


def go_on(trial_id: UUID, *, on: date, by: Actor, at: datetime, cases: int = CASES_AT_ONCE) -> TrialCard:
    """Look at the next cases of a trial, and say how far it has come. `on` is today.

    Not an act: nothing of any case changes, and the journal has the line of `try_out`.
    """
    trial = locked_trial(trial_id, by=by)
    if trial.done_at is None:
        rows = rows_for_trial(trial.after_case, at_most=cases)
        tally = Tally.from_kept(trial.tally)
        look_at(rows, candidate_of(trial_id, on=on, by=by), tally)
        trial.tally = tally.as_kept()
        if rows:
            trial.after_case = rows[-1].case_id
        else:
            trial.done_at = at
        trial.save(update_fields=["tally", "after_case", "done_at"])
    return trial_sheet(trial_id, by=by)
