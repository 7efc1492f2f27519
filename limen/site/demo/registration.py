"""The desk of the demonstration: an invented family whose registration somebody left half done."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.registration.commands.drafting import keep, start
from limen.domain.registration.names.merging import Edit
from limen.domain.registration.names.typed import Fields, person_key
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.site.demo.people import NORTH

# A mother and her two children, none of whom ever lived. The zone is of no state: UTO stands for Utopia.
_MOTHER: dict[str, str | list[str]] = {
    "part": "applicant", "name": "Selam Haile Tesfay", "latin": "", "kinds": ["given", "fathers",
    "grandfathers"], "birth": "about 1988", "sex": "F", "nationality": "Eritrea", "language": "Tigrinya",
}  # fmt: skip
_CHILDREN: tuple[dict[str, str | list[str]], ...] = (
    {"part": "child", "name": "Natnael Dawit Mehari", "birth": "12.4.2015", "sex": "M"},
    {"part": "child", "name": "Saron", "birth": "3 years", "sex": "F"},
)


def leave_half_done(actors: dict[str, Actor], units: dict[str, UUID], *, now: datetime) -> None:
    """The registration clerk was called away in the middle of a family."""
    clerk, content, ids = actors["tenzin"], Fields(), list[str]()
    for person in (_MOTHER, *_CHILDREN):
        number = new_id()
        ids.append(str(number))
        content |= {person_key(number, field): value for field, value in person.items()}
    content |= {"family-persons": ids, "way-0-kind": "phone", "way-0-value": "+32 460 00 00 00",
                "way-0-safety": "conditions"}  # fmt: skip
    with acting_as(clerk):
        draft = start(unit_id=units[NORTH], by=clerk, at=now - timedelta(minutes=50))
        keep(draft.id, Edit(now=content, was={}), by=clerk, at=now - timedelta(minutes=40))
