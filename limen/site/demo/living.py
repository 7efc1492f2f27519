"""What the invented people did before the visitor came: opened cases, gave them away, wrote, shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.cases.commands import assigning, breaking_glass, opening, sharing, walling
from limen.domain.cases.names import OpeningGround, Part, ShareBasis, SharePurpose, WallGround
from limen.domain.identity.names import Compartment
from limen.domain.notes import commands as notes
from limen.foundation.actors import Actor
from limen.foundation.rows import acting_as
from limen.site.demo.allocating import ask_for_a_night, set_what_is_known
from limen.site.demo.applying import apply
from limen.site.demo.bringing import bring
from limen.site.demo.cases import Sample, notes_of, samples
from limen.site.demo.hall import fill_hall
from limen.site.demo.law import adopt_law
from limen.site.demo.library import fill_library
from limen.site.demo.people import COUNSELLING
from limen.site.demo.peopling import put_on_record
from limen.site.demo.practice import tell_what_was_learned
from limen.site.demo.reckoning import run_clocks
from limen.site.demo.serving import serve_families
from limen.site.demo.tales import tell

Say = Callable[[str], None]
Actors = dict[str, Actor]


def live(
    actors: Actors, members: dict[str, UUID], units: dict[str, UUID], *, now: datetime, say: Say
) -> None:
    """Everything that happened, in order, through the commands."""
    opened: dict[str, UUID] = {}
    for sample in samples():
        opened[sample.reference] = _open(sample, actors, members, units, now)
    say(f"{len(opened)} cases")
    written = sum(_write(sample, opened[sample.reference], actors, now) for sample in samples())
    say(f"{written} notes")
    _revise(opened, actors, now)
    _share(opened, actors, units, now)
    _keep_apart(opened, actors, members, now)
    _emergency(actors, now)
    say("two shares, a wall, a restricted case, an emergency opening to review")
    persons = put_on_record(opened, actors, now=now)
    say(f"{persons} persons in their cases, a household, a child with a guardian, two pairs to decide")
    packs = adopt_law(actors, now=now)
    count = run_clocks(opened, actors, packs, now=now)
    applications = apply(opened, actors, packs, now=now)
    say(f"{applications} applications, from those being filled in to those under appeal")
    brought = bring(opened, actors, now=now)
    say(f"{brought} documents, to be looked at when the worker runs")
    files = tell(opened, actors, units, now=now)
    say(f"{files} files with interviews and decisions to go on with")
    filed = serve_families(actors, members, units, packs, now=now)
    say(f"{filed} cases of the immigration service, with families and work permits")
    numbers = fill_hall(opened, actors, units, now=now)
    say(f"{numbers} numbers in the hall, and two appointments")
    say(f"{count} clocks, by {len(packs)} packs of law that two people adopted each")
    say(f"{fill_library(actors, now=now)} invented reports in the library, and two questions to it")
    say(f"{tell_what_was_learned(actors, now=now)} practice notes, and two questions among colleagues")
    known = set_what_is_known(actors, members, now=now)
    ask_for_a_night(now)
    say(f"languages and countries of {known} colleagues, and one case that stands too long")


def _open(
    sample: Sample, actors: Actors, members: dict[str, UUID], units: dict[str, UUID], now: datetime
) -> UUID:
    at = now - timedelta(days=sample.days_ago)
    event = opening.open(
        unit_id=units[sample.unit],
        reference=sample.reference,
        called=sample.called,
        opened_on=at.date(),
        on=at.date(),
        by=actors[sample.opened_by],
        at=at,
    )
    if sample.held_by and sample.assigned_by:
        assigning.assign(
            event.case_id,
            member_id=members[sample.held_by],
            part=Part.LEAD,
            why="Sample reason (invented): speaks the language and has room.",
            by=actors[sample.assigned_by],
            at=at + timedelta(hours=3),
        )
    return event.case_id


def _write(sample: Sample, case_id: UUID, actors: Actors, now: datetime) -> int:
    """The notes of a case, by whoever holds it; what they are not cleared for, their supervisor writes."""
    at = now - timedelta(days=sample.days_ago)
    count = 0
    for words in notes_of(sample.number):
        at += timedelta(days=2, hours=1)
        for key in (sample.held_by, sample.assigned_by, sample.opened_by):
            writer = actors[key] if key else None
            if writer and writer.may("notes.write") and words.compartment in writer.clearances:
                notes.write(
                    case_id,
                    text=words.text,
                    happened_on=at.date(),
                    compartment=words.compartment,
                    on=at.date(),
                    by=writer,
                    at=at,
                )
                count += 1
                break
    return count


def _revise(opened: dict[str, UUID], actors: Actors, now: datetime) -> None:
    """One note with an earlier version, and one that was left unfinished."""
    yusuf, case_id, at = actors["yusuf"], opened["OFP-2026-00006"], now - timedelta(days=1)
    event = notes.write(
        case_id,
        text="Sample note (invented): Telephoned. To be invited for the 14th.",
        happened_on=at.date(),
        compartment=Compartment.GENERAL,
        on=at.date(),
        by=yusuf,
        at=at,
    )
    text = "Sample note (invented): Telephoned. To be invited for the 15th; the 14th is a holiday."
    notes.revise(event.note_id, text=text, version=1, by=yusuf, at=at + timedelta(hours=2))
    with acting_as(yusuf):
        notes.keep_draft(
            opened["OFP-2026-00010"],
            note_id=None,
            text="Sample note (invented): The interpreter cannot come on",
            base_version=0,
            by=yusuf,
            at=now - timedelta(hours=4),
        )


def _share(opened: dict[str, UUID], actors: Actors, units: dict[str, UUID], now: datetime) -> None:
    given = (("OFP-2026-00003", SharePurpose.RECEPTION, ()), ("OFP-2026-00010", SharePurpose.LEGAL_AID, ()))
    for reference, purpose, compartments in given:
        sharing.share(
            opened[reference],
            unit_id=units[COUNSELLING],
            purpose=purpose,
            basis=ShareBasis.CONSENT,
            basis_says="Sample consent (invented), given in writing.",
            compartments=compartments,
            until_at=now + timedelta(days=60),
            by=actors["ruth"],
            at=now - timedelta(days=5),
        )


def _keep_apart(opened: dict[str, UUID], actors: Actors, members: dict[str, UUID], now: datetime) -> None:
    """One person walled off from a case, and one case restricted to those named for it."""
    ruth, at = actors["ruth"], now - timedelta(days=4)
    walling.wall_off(
        opened["OFP-2026-00004"],
        member_id=members["lars"],
        ground=WallGround.FAMILY,
        why="Sample reason (invented): a relative by marriage.",
        by=ruth,
        at=at,
    )
    hidden = opened["OFP-2026-00008"]
    why = "Sample reason (invented): to be handled by the supervisor alone."
    assigning.assign(hidden, member_id=members["ruth"], part=Part.LEAD, why=why, by=ruth, at=at)
    opening.restrict(hidden, is_restricted=True, by=ruth, at=at + timedelta(minutes=5))


def _emergency(actors: Actors, now: datetime) -> None:
    breaking_glass.break_glass(
        reference="OFP-2026-00014",
        ground=OpeningGround.PERSON_PRESENT,
        reason="Sample reason (invented): the person stood at the counter and nobody assigned was in.",
        by=actors["lars"],
        at=now - timedelta(hours=3),
    )
