"""In which sections of which decisions an argument of a board is addressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from limen.domain.citations.names import ArgumentKey, keys_in
from limen.domain.decisions.models import Version
from limen.domain.decisions.names import Content, DecisionState
from limen.domain.decisions.queries.reach import under
from limen.domain.decisions.queries.sheets import latest_version
from limen.domain.decisions.rules.structure import Words, structure_for
from limen.domain.policy.queries import law_of
from limen.foundation.actors import Actor

MOST = 50


@dataclass(frozen=True, kw_only=True)
class AddressedIn:
    """A section of a decision that cites an argument, and how far the decision has come."""

    name: str
    decision_id: UUID
    state: DecisionState
    section: str
    says: Words


def arguments_addressed_in(case_id: UUID, *, on: date, by: Actor, at: datetime) -> list[AddressedIn]:
    """The sections of the decisions of a case that cite arguments, of the decisions that count and that the
    actor may read; of the latest 50. One query, and one more for each edition of a law that was not read
    before. `on` is today."""
    last = under(Version, by, at=at).filter(case_id=case_id, number=F("decision__number"))
    rows = last.exclude(decision__state=DecisionState.VOID).select_related("decision")
    taken = rows.order_by("-decision__begun_at", "-decision_id")[:MOST]
    return [one for row in taken for one in _addressed(row, on, by)]


def names_cited_in(decision_id: UUID, *, by: Actor, at: datetime) -> frozenset[str]:
    """The names that the last version of a decision cites. One query."""
    row = latest_version(decision_id, by=by, at=at)
    texts = Content.from_kept(row.content).sections.values() if row is not None else ()
    return frozenset(map(str, keys_in(texts)))


def _addressed(row: Version, on: date, by: Actor) -> Iterator[AddressedIn]:
    cited = {
        section: [key for key in keys_in((text,)) if isinstance(key, ArgumentKey)]
        for section, text in Content.from_kept(row.content).sections.items()
    }
    if not any(cited.values()):
        return
    decision = row.decision
    pack = law_of(decision.edition_id, by=by).pack
    for section in structure_for(pack, (), asked_for=decision.asked_for, on=on).sections:
        for key in cited.get(section.id, ()):
            yield AddressedIn(
                name=str(key),
                decision_id=decision.pk,
                state=DecisionState(decision.state),
                section=section.id,
                says=section.says,
            )
