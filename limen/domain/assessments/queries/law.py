"""What the law says for a board: how it weighs, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import ApplicationCard, applications_of
from limen.domain.assessments.queries.cards import BoardCard
from limen.domain.policy.queries import law_in_force, law_of
from limen.foundation.actors import Actor
from limen.law.analysis import Analysis, analysis_for
from limen.law.weighing import UNWEIGHED, Weighing, weighing_for


@dataclass(frozen=True, kw_only=True)
class Weighable:
    """An application for which a board can be opened, how its law weighs, and what it asks; one may be
    None."""

    application: ApplicationCard
    template: Weighing | None
    analysis: Analysis | None

    @property
    def says(self) -> str:
        """What its law calls them."""
        return ", ".join(one.says for one in (self.template, self.analysis) if one)


def weighable(case_id: UUID, *, by: Actor, at: datetime) -> list[Weighable]:
    """The lodged applications of a case whose law says how evidence is weighed, or what is asked."""
    lodged = [
        one for one in applications_of(case_id, by=by, at=at) if one.state is not ApplicationState.DRAFT
    ]
    made = [
        Weighable(application=one, template=template_of(one, by=by), analysis=asked_of_law(one, by=by))
        for one in lodged
    ]
    return [one for one in made if one.template or one.analysis]


def template_of(application: ApplicationCard, *, by: Actor) -> Weighing | None:
    """How the law of an application weighs: by its own edition, for its procedure, on the day it was made."""
    pack = law_of(application.edition_id, by=by).pack
    procedure = pack.applications[application.type].procedure
    return weighing_for(pack.weighing.values(), procedure, application.made_on)


def asked_of_law(application: ApplicationCard, *, by: Actor) -> Analysis | None:
    """The guided analysis of the law of an application, for its procedure on the day it was made."""
    pack = law_of(application.edition_id, by=by).pack
    procedure = pack.applications[application.type].procedure
    return analysis_for(pack.analyses.values(), procedure, application.made_on)


def template_on(card: BoardCard, *, by: Actor) -> Weighing:
    """The template that was fixed when the board was opened; an empty one where its law has none."""
    return law_of(card.edition_id, by=by).pack.weighing[card.template] if card.template else UNWEIGHED


@dataclass(frozen=True, kw_only=True)
class LaterAnalysis:
    """What the edition in force asks for an application whose own edition asked nothing."""

    edition_id: UUID
    fingerprint: str
    as_of: date
    analysis: Analysis


def later_analysis(card: BoardCard, *, by: Actor) -> LaterAnalysis | None:
    """What somebody can open on a board that has no analysis: by the edition of its pack that is in force,
    for the procedure of its application, on the day on which that was made. Three queries at most."""
    law = law_in_force(card.pack, by=by)
    if law is None:
        return None
    procedure = law_of(card.edition_id, by=by).pack.applications[card.asked_as].procedure
    found = analysis_for(law.pack.analyses.values(), procedure, card.governed_on)
    if found is None:
        return None
    return LaterAnalysis(
        edition_id=law.edition_id, fingerprint=law.pack.fingerprint, as_of=law.pack.as_of, analysis=found
    )
