"""Taking a worklist out: alone up to a limit, and above it once a second person has agreed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.worklists import rules
from limen.domain.worklists.events import Exported, ReleaseAgreed, ReleaseAsked, ReleaseRefused
from limen.domain.worklists.models import Release
from limen.domain.worklists.names import Question
from limen.domain.worklists.queries.lists import count_of
from limen.domain.worklists.queries.releases import locked_release
from limen.foundation.actors import Actor, Reach
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("worklists.export")
def export(
    question: Question,
    *,
    columns: tuple[str, ...],
    asked: str,
    why: str,
    release_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Exported:
    """Take a worklist out of Limen as a table. `asked` is the question as its address says it; `release_id`
    is what a second person agreed to, for this very question."""
    count = count_of(question, by=by, at=at)
    if release_id is None:
        refuse_if(rules.obstacles_to_exporting(count=count, why=why))
    else:
        release = locked_release(release_id, by=by)
        if (release.unit_id, release.asked) != (question.unit_id, asked):
            raise Hidden(f"release {release_id} is of another list")
        refuse_if(
            rules.obstacles_to_taking(
                count=count,
                agreed_to=release.count if release.is_agreed else None,
                is_mine=release.member_id == by.id,
                is_taken=release.taken_at is not None,
            )
        )
        if not Release.objects.filter(pk=release_id).update(taken_at=at):
            raise Hidden(f"release {release_id} is not the actor's to take")
        why = release.why
    return Exported(
        unit_id=question.unit_id,
        columns=columns,
        asked=asked,
        count=count.found,
        why=why,
        release_id=release_id,
    )


@command("worklists.ask_release")
def ask_release(question: Question, *, asked: str, why: str, by: Actor, at: datetime) -> ReleaseAsked:
    """Ask a second person to let the list of a unit out that is too long for one."""
    unit_id = question.unit_id
    if unit_id is None or unit_id not in by.units_within(Reach.READ):
        raise Hidden(f"no second person reads the list of {unit_id}")
    count = count_of(question, by=by, at=at)
    refuse_if(rules.obstacles_to_asking(count=count, asked=asked, why=why))
    row = Release(
        id=new_id(),
        organisation_id=by.organisation_id,
        unit_id=unit_id,
        member_id=by.id,
        asked=asked,
        count=count.found,
        why=why.strip(),
        asked_at=at,
    )
    row.save(force_insert=True)
    return ReleaseAsked(release_id=row.id, unit_id=unit_id, asked=asked, count=row.count, why=row.why)


@command("worklists.answer_release")
def answer_release(
    release_id: UUID, *, is_agreed: bool, why: str, by: Actor, at: datetime
) -> ReleaseAgreed | ReleaseRefused:
    """Say, as somebody else than who asked, whether a list may leave."""
    release = locked_release(release_id, by=by)
    refuse_if(
        rules.obstacles_to_answering(
            is_mine=release.member_id == by.id,
            is_answered=release.answered_at is not None,
            is_agreed=is_agreed,
            why=why,
        )
    )
    answer = {"answered_by_id": by.id, "answered_at": at, "is_agreed": is_agreed, "answer_why": why.strip()}
    if not Release.objects.filter(pk=release_id).update(**answer):
        raise Hidden(f"release {release_id} is not the actor's to answer")
    kind = ReleaseAgreed if is_agreed else ReleaseRefused
    return kind(release_id=release_id, unit_id=release.unit_id, count=release.count, why=why.strip())
