"""Loaded rows of a decision as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from limen.domain.decisions.models import Answer, Comment, Review, Service, Signature, Version
from limen.domain.decisions.names import AnswerKind, Content, ServiceWay
from limen.domain.decisions.queries.cards import (
    AnswerCard,
    CommentCard,
    ReviewCard,
    ServiceCard,
    SignatureCard,
    VersionCard,
)

Names = Mapping[UUID, str]


def writers(
    versions: Sequence[Version],
    comments: Sequence[Comment],
    answers: Sequence[Answer],
    reviews: Sequence[Review],
    services: Sequence[Service],
    signature: Signature | None,
) -> set[UUID]:
    """Everybody who is named beside them."""
    found = {one.written_by_id for one in versions} | {one.written_by_id for one in comments}
    found |= {one.resolved_by_id for one in comments if one.resolved_by_id}
    found |= {one.answered_by_id for one in answers} | {one.reviewed_by_id for one in reviews}
    found |= {one.served_by_id for one in services}
    return found | ({signature.signed_by_id} if signature else set())


def version_card(row: Version, names: Names) -> VersionCard:
    return VersionCard(
        number=row.number,
        digest=row.digest,
        by_id=row.written_by_id,
        by_name=names.get(row.written_by_id, ""),
        written_at=row.written_at,
        content=Content.from_kept(row.content),
    )


def comment_card(row: Comment, names: Names) -> CommentCard:
    return CommentCard(
        id=row.pk,
        number=row.number,
        section=row.section,
        quoted=row.quoted,
        says=row.says,
        by_id=row.written_by_id,
        by_name=names.get(row.written_by_id, ""),
        written_at=row.written_at,
        resolved_by=names.get(row.resolved_by_id, "") if row.resolved_by_id else "",
        resolved_at=row.resolved_at,
    )


def answer_card(row: Answer, names: Names) -> AnswerCard:
    return AnswerCard(
        question=row.question,
        kind=AnswerKind(row.kind),
        says=row.says,
        by_name=names.get(row.answered_by_id, ""),
        answered_at=row.answered_at,
    )


def review_card(row: Review, names: Names) -> ReviewCard:
    return ReviewCard(
        number=row.number,
        digest=row.digest,
        filled=row.filled,
        is_approved=row.is_approved,
        says=row.says,
        by_name=names.get(row.reviewed_by_id, ""),
        reviewed_at=row.reviewed_at,
    )


def signature_card(row: Signature, names: Names) -> SignatureCard:
    return SignatureCard(
        number=row.number,
        digest=row.digest,
        pdf_digest=row.pdf_digest,
        word_digest=row.word_digest,
        by_name=names.get(row.signed_by_id, ""),
        signed_at=row.signed_at,
    )


def service_card(row: Service, names: Names) -> ServiceCard:
    return ServiceCard(
        person_id=row.person_id,
        way=ServiceWay(row.way),
        served_on=row.served_on,
        language=row.language,
        proof=row.proof,
        remedy_says=row.remedy_says,
        clock_id=row.clock_id,
        last_day=row.last_day,
        by_name=names.get(row.served_by_id, ""),
        served_at=row.served_at,
    )
