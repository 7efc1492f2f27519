"""Every question of the registration desk, as one of the scene would ask it; and what nobody may be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from limen.domain.people.names import NameTold, Registration
from limen.domain.registration.names.told import MemberTold
from limen.domain.registration.queries import drafts, likely, pictures
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.likeness.names import Part
from tests.security.expectations_of_registration import EXPECTED_OF_REGISTRATION
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_REGISTRATION = {
    "pictures_within": "the application's own wall",
    "found_draft": "of drafts already filtered", "sheet_of": "of a loaded row",
}  # fmt: skip


def asked_of_registration(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """About every draft, and about everybody on record as if they came again."""
    by: Any = scene.people[name].actor
    every = [row["id"] for row in facts.all("registration_draft")]
    members = [_as_if_new(row["called"]) for row in facts.all("people_person")]
    return {
        "unfinished": lambda: drafts.unfinished(by=by),
        "thrown_away": lambda: drafts.thrown_away(by=by, at=at),
        "draft_sheet": each(drafts.draft_sheet, every, by=by),
        "locked_draft": each(lambda key, **who: drafts.locked_draft(key, **who).pk, every, by=by),
        "pictures_of": each(pictures.pictures_of, every, by=by),
        "draft_picture": lambda: [
            found for row in facts.all("registration_draftpicture") if (found := _shown_picture(row, by=by))
        ],
        "likely_for": lambda: _found(
            likely.likely_for(one.told, person_id=one.person_id, by=by, at=at) for one in members
        ),
        "not_looked_at": lambda: _found(likely.not_looked_at(members, by=by, at=at)),
    }


def secrets_of_registration(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of rows that this one must never be told."""
    return {
        str(row["id"]): f"a row of {table}"
        for table, expected in EXPECTED_OF_REGISTRATION.items()
        for row in facts.all(table)
        if not expected.sees(me, row)
    }


def _found(answers: Iterable[likely.Likely]) -> list[object]:
    """What was found; `called` is only the name that the one who asks has typed."""
    return [(one.person_id, one.cards, one.writable) for one in answers]


def _shown_picture(row: Fact, **who: Any) -> tuple[Any, ...] | None:
    """A picture and its id, when it is shown."""
    try:
        return row["id"], pictures.draft_picture(row["draft_id"], row["id"], **who)
    except Hidden:
        return None


def _as_if_new(called: str) -> MemberTold:
    from limen.domain.cases.names import PartyPart

    names = (NameTold(parts=(Part(text=called),)),)
    return MemberTold(person_id=new_id(), part=PartyPart.FAMILY, told=Registration(names=names))
