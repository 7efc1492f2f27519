"""The boards of a case, and one with everything on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import F

from limen.domain.assessments.models import Board, Draft, Version
from limen.domain.assessments.names import Look, PieceKind
from limen.domain.assessments.queries.cards import (
    BesideCard,
    BoardCard,
    BoardSheet,
    DiscrepancyCard,
    HappeningCard,
    PieceCard,
)
from limen.domain.assessments.queries.law import template_on
from limen.domain.assessments.queries.reach import board_drafts, boards_seen_by, on_boards
from limen.domain.assessments.rules.concluding import Around, digest_beside, open_items, troubles_of
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.domain.interviews.queries.standing import NotedCard, inconsistencies_noted
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden
from limen.law.weighing import Weighed, Weighing

MOST_BOARDS = 50


def boards_of(case_id: UUID, *, by: Actor, at: datetime) -> list[BoardCard]:
    """The boards of a case, the first opened first; 50 at most. Three queries."""
    return [card for _row, card in _cards(case_id, by, at)]


def board_sheets(case_id: UUID, *, by: Actor, at: datetime) -> list[BoardSheet]:
    """The boards of a case with everything on them. A fixed number of queries, and one more for each edition
    that was not read before."""
    return _sheets([card for _row, card in _cards(case_id, by, at)], case_id, by, at)


def board_sheet(board_id: UUID, *, by: Actor, at: datetime) -> BoardSheet:
    """One board. Raises `Hidden`. A fixed number of queries."""
    row = boards_seen_by(by, at=at).filter(pk=board_id).select_related("application").first()
    if row is None:
        raise Hidden(f"board {board_id}")
    return _sheets(_made([row], by, at), row.case_id, by, at)[0]


@dataclass(frozen=True, kw_only=True)
class BoardDraftCard:
    """What somebody was typing in one place of a board."""

    typed: Mapping[str, str]
    base_version: int
    saved_at: datetime


def board_draft_of(board_id: UUID, slot: str, *, by: Actor, at: datetime) -> BoardDraftCard | None:
    """What the actor was typing there, or None. One query."""
    row: Draft | None = board_drafts(board_id, slot, by=by, at=at).first()
    if row is None:
        return None
    return BoardDraftCard(typed=row.typed, base_version=row.base_version, saved_at=row.saved_at)


def around_of(sheet: BoardSheet, beside: BesideCard) -> Around:
    """What a conclusion there must look at."""
    return _around(
        sheet.template,
        sheet.card,
        discrepancies=_weighing_on(sheet, beside),
        circumstances=sheet.circumstances,
        conditions=beside.conditions,
    )


def beside_digest(sheet: BoardSheet, beside: BesideCard) -> str:
    """The digest of what lies around a conclusion there, now."""
    return _digest(beside, sheet.account, sheet.facts, sheet.circumstances, sheet.distortions)


def _weighing_on(sheet: BoardSheet, beside: BesideCard) -> tuple[DiscrepancyCard, ...]:
    """Those of a fact and of the account; of the account, all."""
    if beside.fact is None:
        return tuple(one for each in (*sheet.facts, sheet.account) for one in each.discrepancies)
    return (*beside.discrepancies, *sheet.account.discrepancies)


def _around(
    template: Weighing,
    card: BoardCard,
    *,
    discrepancies: Iterable[DiscrepancyCard],
    circumstances: PieceCard | None,
    conditions: PieceCard | None,
) -> Around:
    on = card.governed_on

    def open_of(which: Weighed, piece: PieceCard | None) -> tuple[str, ...]:
        look: Look | None = piece.look if piece else None
        return open_items(which, template.items(which, on), look)

    return Around(
        needs=template.needs(on),
        not_put=tuple(one.differs for one in discrepancies if not one.is_put),
        circumstances_open=open_of(Weighed.CIRCUMSTANCES, circumstances),
        conditions_open=open_of(Weighed.WITHOUT_PROOF, conditions),
    )


def _digest(
    beside: BesideCard,
    account: BesideCard,
    facts: Sequence[BesideCard],
    circumstances: PieceCard | None,
    distortions: PieceCard | None,
) -> str:
    near = [beside, account] if beside.fact else [account, *facts]
    pieces = {
        one.id: one
        for each in near
        for one in (each.fact, each.indicators, each.conditions, *each.evidence, *_differing(each))
        if one is not None
    }
    pieces |= {one.id: one for one in (circumstances, distortions) if one is not None}
    return digest_beside((one.id, one.number, one.is_withdrawn) for one in pieces.values())


def _differing(beside: BesideCard) -> tuple[PieceCard, ...]:
    return tuple(one.piece for one in beside.discrepancies)


def _cards(case_id: UUID, by: Actor, at: datetime) -> list[tuple[Board, BoardCard]]:
    rows = boards_seen_by(by, at=at).filter(case_id=case_id).select_related("application")
    taken = list(rows.order_by("opened_at", "id")[:MOST_BOARDS])
    return list(zip(taken, _made(taken, by, at), strict=True))


def _made(rows: Sequence[Board], by: Actor, at: datetime) -> list[BoardCard]:
    if not rows:
        return []
    openers = {row.opened_by_id for row in rows} | {row.analysis_opened_by_id for row in rows}
    names = names_of({one for one in openers if one is not None}, by=by)
    called = _called({row.person_id for row in rows}, by, at)
    return [BoardCard.of(row, called=called.get(row.person_id, ""), names=names) for row in rows]


def _called(ids: set[UUID], by: Actor, at: datetime) -> dict[UUID, str]:
    seen = persons_within(by, need=Reach.LIST, at=at).filter(pk__in=ids)
    return dict(seen.values_list("pk", "called"))


def _sheets(cards: Sequence[BoardCard], case_id: UUID, by: Actor, at: datetime) -> list[BoardSheet]:
    if not cards:
        return []
    rows = on_boards(Version, by, at=at).filter(
        board_id__in=[card.id for card in cards], number=F("piece__number")
    )
    versions = list(rows.select_related("piece").order_by("piece__place", "piece__laid_at", "piece_id"))
    names = names_of(
        {row.written_by_id for row in versions}
        | {row.piece.withdrawn_by_id for row in versions if row.piece.withdrawn_by_id},
        by=by,
    )
    pieces: dict[UUID, list[PieceCard]] = {}
    for row in versions:
        pieces.setdefault(row.board_id, []).append(PieceCard.of(row, names))
    noted = {one.id: one for one in inconsistencies_noted(case_id, by=by, at=at)}
    return [_sheet(card, template_on(card, by=by), pieces.get(card.id, []), noted) for card in cards]


def _sheet(
    card: BoardCard, template: Weighing, pieces: Sequence[PieceCard], noted: Mapping[UUID, NotedCard]
) -> BoardSheet:
    shared = {Compartment.GENERAL, card.compartment}
    known = {key: one for key, one in noted.items() if one.compartment in shared}
    live = [one for one in pieces if not one.is_withdrawn]
    gone = {one.id for one in pieces if one.is_withdrawn}
    live = [one for one in live if one.of_id not in gone]
    account = _beside(None, live, known)
    facts = tuple(_beside(one, live, known) for one in live if one.kind is PieceKind.FACT)
    bare = BoardSheet(
        card=card,
        template=template,
        facts=facts,
        account=account,
        circumstances=_only(PieceKind.CIRCUMSTANCES, live, None),
        distortions=_only(PieceKind.DISTORTIONS, live, None),
        withdrawn=tuple(one for one in pieces if one.is_withdrawn),
        happenings=_happenings(live),
        harms=tuple(one for one in live if one.kind is PieceKind.HARM),
        answers=tuple(one for one in live if one.kind is PieceKind.ANSWER),
        arguments=tuple(one for one in live if one.kind is PieceKind.ARGUMENT),
        left_over=tuple(one for one in pieces if one.kind is PieceKind.ANSWER and one.of_id in gone),
    )
    return replace(
        bare, facts=tuple(_looked_at(bare, one) for one in facts), account=_looked_at(bare, account)
    )


def _happenings(live: Sequence[PieceCard]) -> tuple[HappeningCard, ...]:
    """The events of the account, the earliest first; those of which nobody says when, last."""
    found = [
        HappeningCard(
            piece=one,
            tellings=tuple(each for each in live if each.kind is PieceKind.TELLING and each.of_id == one.id),
        )
        for one in live
        if one.kind is PieceKind.HAPPENING
    ]
    return tuple(sorted(found, key=lambda one: (not one.earliest, one.earliest, one.piece.place)))


def _beside(fact: PieceCard | None, live: Sequence[PieceCard], noted: Mapping[UUID, NotedCard]) -> BesideCard:
    of = fact.id if fact else None
    mine = [one for one in live if one.of_id == of and one.kind is not PieceKind.FACT]
    return BesideCard(
        fact=fact,
        evidence=tuple(one for one in mine if one.kind is PieceKind.EVIDENCE),
        discrepancies=tuple(
            DiscrepancyCard(piece=one, noted=_noted(one, noted))
            for one in mine
            if one.kind is PieceKind.DISCREPANCY
        ),
        indicators=_only(PieceKind.INDICATORS, mine, of),
        conditions=_only(PieceKind.CONDITIONS, mine, of),
        conclusion=_only(PieceKind.CONCLUSION, mine, of),
        troubles=(),
        is_changed=False,
    )


def _looked_at(sheet: BoardSheet, beside: BesideCard) -> BesideCard:
    """The same, with what stands against its conclusion as the board lies now."""
    if beside.conclusion is None:
        return beside
    drawn = beside.conclusion.conclusion
    return BesideCard(
        fact=beside.fact,
        evidence=beside.evidence,
        discrepancies=beside.discrepancies,
        indicators=beside.indicators,
        conditions=beside.conditions,
        conclusion=beside.conclusion,
        troubles=tuple(troubles_of(drawn, around_of(sheet, beside))),
        is_changed=drawn.beside != beside_digest(sheet, beside),
    )


def _noted(piece: PieceCard, noted: Mapping[UUID, NotedCard]) -> NotedCard | None:
    named = piece.discrepancy.noted
    return noted.get(UUID(named)) if named else None


def _only(kind: PieceKind, among: Iterable[PieceCard], of: UUID | None) -> PieceCard | None:
    return next((one for one in among if one.kind is kind and one.of_id == of), None)
