"""The decisions of a case, one with all of its parts, and those that wait for a second reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.assessments.queries.standing import BoardStanding, boards_standing
from limen.domain.decisions.models import (
    Answer,
    Comment,
    Concerned,
    Decision,
    Reading,
    Review,
    Service,
    Signature,
    Version,
)
from limen.domain.decisions.names import NOTHING_YET, OPEN, Content, DecisionState
from limen.domain.decisions.queries import rows
from limen.domain.decisions.queries.cards import ConcernedCard, DecisionCard, DecisionSheet, SourceCard
from limen.domain.decisions.queries.citing import NOT_FROZEN, in_order, sources_of
from limen.domain.decisions.queries.fields import fields_of, people_called
from limen.domain.decisions.queries.reach import compartment_of, decisions_seen_by, under
from limen.domain.decisions.queries.remedies import remedy_fields
from limen.domain.decisions.queries.resting import Resting, needs_asked, reports_under
from limen.domain.decisions.rules.structure import outcomes_for, structure_for
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.domain.policy.queries import Law, law_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A page of decisions that wait for a second reader, and where the next one begins."""

    cards: tuple[DecisionCard, ...]
    after: tuple[datetime, UUID] | None


def decisions_of(case_id: UUID, *, by: Actor, at: datetime) -> list[DecisionCard]:
    """The decisions of a case, the latest first; 50 at most. Four queries."""
    found = decisions_seen_by(by, at=at).filter(case_id=case_id).order_by("-begun_at", "-id")
    return _cards(found[:PAGE], by=by, at=at)


def waiting_for_reader(*, by: Actor, at: datetime, after: tuple[datetime, UUID] | None = None) -> Waiting:
    """What the actor could read as second reader, the oldest first: not what they wrote in themselves."""
    found = decisions_seen_by(by, at=at).filter(state=DecisionState.WITH_READER)
    found = found.exclude(pk__in=Version.objects.filter(written_by_id=by.id).values("decision_id"))
    if after is not None:
        found = found.filter(Q(begun_at__gt=after[0]) | Q(begun_at=after[0], id__gt=after[1]))
    taken = list(found.select_related("case").order_by("begun_at", "id")[: PAGE + 1])
    last = taken[PAGE - 1] if len(taken) > PAGE else None
    return Waiting(
        cards=tuple(_cards(taken[:PAGE], by=by, at=at)),
        after=(last.begun_at, last.pk) if last else None,
    )


def decision_sheet(decision_id: UUID, *, on: date, by: Actor, at: datetime) -> DecisionSheet:
    """One decision. `on` is today: the law in its edition is asked as of that day. Raises `Hidden`. A fixed
    number of queries."""
    seen = decisions_seen_by(by, at=at).filter(pk=decision_id)
    row = seen.select_related("case__organisation").first()
    if row is None:
        raise Hidden(f"decision {decision_id}")
    law = law_of(row.edition_id, by=by)
    concerned = concerned_by(decision_id, by=by, at=at)
    versions = list(under(Version, by, at=at).filter(decision_id=decision_id).order_by("-number")[:PAGE])
    comments = list(under(Comment, by, at=at).filter(decision_id=decision_id).order_by("written_at", "id"))
    answers = list(under(Answer, by, at=at).filter(decision_id=decision_id).order_by("answered_at", "id"))
    reviews = list(under(Review, by, at=at).filter(decision_id=decision_id).order_by("-reviewed_at"))
    services = list(under(Service, by, at=at).filter(decision_id=decision_id).order_by("served_at"))
    signature = under(Signature, by, at=at).filter(decision_id=decision_id).defer("pdf", "word").first()
    names = names_of(rows.writers(versions, comments, answers, reviews, services, signature), by=by)
    opened = under(Reading, by, at=at).filter(decision_id=decision_id, member_id=by.id)
    structure = structure_for(
        law.pack, {one.kind for one in concerned if one.kind}, asked_for=row.asked_for, on=on
    )
    content = Content.from_kept(versions[0].content) if versions else NOTHING_YET
    language = row.case.organisation.language
    persons = {one.person_id for one in concerned}
    boards = _boards(row, persons, by, at)
    rests = Resting(structure=structure, case_id=row.case_id, language=language, is_open=row.state in OPEN)
    return DecisionSheet(
        card=_cards([row], by=by, at=at, concerned=concerned)[0],
        law=law,
        structure=structure,
        outcomes=outcomes_for(law.pack, row.asked_for, on=on),
        content=content,
        fields=_frozen_fields(signature)
        or fields_of(row, concerned, by=by, at=at) | _remedies(law, concerned, on, language),
        language=language,
        sources=_sources(row, in_order(content, structure), signature, language, by, at),
        boards=boards,
        on=on,
        needs=needs_asked(rests, persons, by=by, at=at),
        reports=reports_under(rests, boards, by=by, at=at),
        versions=tuple(rows.version_card(one, names) for one in versions),
        comments=tuple(rows.comment_card(one, names) for one in comments),
        answers=tuple(rows.answer_card(one, names) for one in answers),
        reviews=tuple(rows.review_card(one, names) for one in reviews),
        services=tuple(rows.service_card(one, names) for one in services),
        signature=rows.signature_card(signature, names) if signature else None,
        opened=frozenset(opened.values_list("digest", flat=True)),
        is_author=is_author(decision_id, by=by, at=at),
    )


def _boards(row: Decision, persons: set[UUID], by: Actor, at: datetime) -> tuple[BoardStanding, ...]:
    """The evidence boards of its application about whom it is about, of those that everybody who reads the
    decision may read."""
    if row.application_id is None or row.state not in OPEN:
        return ()
    shared = {Compartment.GENERAL, compartment_of(row.compartment)}
    found = boards_standing(row.case_id, among=shared, by=by, at=at)
    return tuple(
        one for one in found if one.application_id == row.application_id and one.person_id in persons
    )


def _sources(
    row: Decision, texts: Sequence[str], signature: Signature | None, language: str, by: Actor, at: datetime
) -> tuple[SourceCard, ...]:
    return sources_of(
        texts,
        row.case_id,
        compartment=compartment_of(row.compartment),
        language=language,
        frozen=signature.said.get("cited", NOT_FROZEN) if signature else NOT_FROZEN,
        by=by,
        at=at,
    )


def _remedies(law: Law, concerned: Sequence[Concerned], on: date, language: str) -> dict[str, str]:
    terms = {one.remedy for one in concerned if one.remedy}
    return remedy_fields(law.pack, terms, on=on, language=language)


def _frozen_fields(signature: Signature | None) -> dict[str, str]:
    """What the fields said when it was signed: what changes in the file later does not change the text."""
    return dict(signature.said.get("fields", {})) if signature else {}


def concerned_by(decision_id: UUID, *, by: Actor, at: datetime) -> list[Concerned]:
    """Whom a decision is about, in one order."""
    return list(under(Concerned, by, at=at).filter(decision_id=decision_id).order_by("id"))


def latest_version(decision_id: UUID, *, by: Actor, at: datetime) -> Version | None:
    """The last version, or None before the first."""
    return under(Version, by, at=at).filter(decision_id=decision_id).order_by("-number").first()


def is_author(decision_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether the actor wrote any version of it."""
    mine = under(Version, by, at=at).filter(decision_id=decision_id, written_by_id=by.id)
    return mine.exists()


def _cards(
    found: Iterable[Decision] | QuerySet[Decision],
    *,
    by: Actor,
    at: datetime,
    concerned: Sequence[Concerned] | None = None,
) -> list[DecisionCard]:
    taken = list(found.select_related("case") if isinstance(found, QuerySet) else found)
    if concerned is None:
        theirs = under(Concerned, by, at=at).filter(decision_id__in=[one.pk for one in taken])
        concerned = list(theirs.order_by("id"))
    called = people_called({one.person_id for one in concerned}, by=by, at=at)
    names = names_of({one.begun_by_id for one in taken}, by=by)
    return [
        DecisionCard(
            id=one.pk,
            case_id=one.case_id,
            reference=one.case.reference,
            application_id=one.application_id,
            compartment=compartment_of(one.compartment),
            state=DecisionState(one.state),
            is_separate=one.is_separate,
            instead_of_id=one.instead_of_id,
            number=one.number,
            persons=tuple(
                ConcernedCard(
                    person_id=who.person_id,
                    called=called.get(who.person_id, ""),
                    outcome=who.outcome,
                    outcome_says=who.outcome_says,
                    kind=who.kind,
                    remedy=who.remedy,
                )
                for who in concerned
                if who.decision_id == one.pk
            ),
            begun_by=names.get(one.begun_by_id, ""),
            begun_at=one.begun_at,
        )
        for one in taken
    ]
