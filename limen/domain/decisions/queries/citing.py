"""What the text of a decision rests on: live until it is signed, then as the signature froze it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import translation

from limen.domain.assessments.queries.naming import cited_and_facts
from limen.domain.citations.names import Key, PageKey, key_from, keys_in, short
from limen.domain.citations.queries.cards import Cited
from limen.domain.citations.queries.wording import confidential_words
from limen.domain.decisions.models import Version
from limen.domain.decisions.names import Content, DecisionState
from limen.domain.decisions.queries.cards import SourceCard
from limen.domain.decisions.queries.reach import under
from limen.domain.decisions.rules.structure import Structure
from limen.domain.decisions.rules.texts import RunKind, sources_in
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor

Frozen = Mapping[str, Mapping[str, str]]
NOT_FROZEN: Frozen = {}
MOST = 50


@dataclass(frozen=True, kw_only=True)
class CitingDecision:
    """A decision whose last version cites a document, and which pages of it."""

    id: UUID
    state: DecisionState
    number: int
    pages: tuple[int, ...]


def in_order(content: Content, structure: Structure) -> list[str]:
    """The texts of the sections as they are read."""
    return [content.sections.get(one.id, "") for one in structure.sections]


def sources_of(
    texts: Sequence[str],
    case_id: UUID,
    *,
    compartment: Compartment,
    language: str,
    frozen: Frozen = NOT_FROZEN,
    by: Actor,
    at: datetime,
) -> tuple[SourceCard, ...]:
    """What texts of a decision in that compartment rest on, numbered as they are read. `frozen` is what a
    signature kept. Four queries at most, those of the boards more where a fact is cited, and none where
    nothing is."""
    found = cited_and_facts(keys_in(texts), case_id, language=language, by=by, at=at)
    shared = frozenset({Compartment.GENERAL, compartment})
    cards = []
    with translation.override(language):
        for number, run in enumerate(sources_in(texts), 1):
            key = key_from(run.name) if run.kind is RunKind.CITED else None
            if key is None:
                cards.append(SourceCard(number=number, key=None, words=run.says, line=run.says))
            elif kept := frozen.get(str(key)):
                cards.append(_frozen(number, key, kept, found.get(key)))
            else:
                cards.append(_live(number, key, found.get(key), shared))
    return tuple(cards)


def shown_words(sources: Iterable[SourceCard]) -> dict[str, str]:
    """What paper says of each cited thing, by its name: the same to everybody who reads the decision."""
    return {str(one.key): one.words for one in sources if one.key is not None}


def shared_facts(sources: Iterable[SourceCard]) -> dict[str, str]:
    """What a second reader relies on of each cited thing, without what only some may see of it."""
    return {
        str(one.key): " · ".join(
            (one.line, *(() if one.is_confidential or one.found is None else one.found.states))
        )
        for one in sources
        if one.key is not None
    }


def as_kept(sources: Iterable[SourceCard]) -> dict[str, dict[str, str]]:
    """What a signature keeps of them."""
    return {str(one.key): {"words": one.words, "line": one.line} for one in sources if one.key is not None}


def decisions_citing(case_id: UUID, document_id: UUID, *, by: Actor, at: datetime) -> list[CitingDecision]:
    """The decisions of a case whose last version cites a document, of those that the actor may read; 50 at
    most. One query."""
    of = short(document_id)
    last = under(Version, by, at=at).filter(case_id=case_id, number=F("decision__number"))
    rows = last.select_related("decision").order_by("-decision__begun_at", "-decision_id")[:MOST]
    found = []
    for row in rows:
        keys = keys_in(Content.from_kept(row.content).sections.values())
        pages = sorted({key.page for key in keys if isinstance(key, PageKey) and key.of == of})
        if pages:
            found.append(
                CitingDecision(
                    id=row.decision_id,
                    state=DecisionState(row.decision.state),
                    number=row.number,
                    pages=tuple(pages),
                )
            )
    return found


def _live(number: int, key: Key, found: Cited | None, shared: frozenset[Compartment]) -> SourceCard:
    """Whoever may not see it, and whoever may but reads it for everybody, are given the same words."""
    if found is None or found.compartment not in shared:
        words = confidential_words(key)
        return SourceCard(number=number, key=key, words=words, line=words, found=found, is_confidential=True)
    return SourceCard(number=number, key=key, words=found.words, line=found.line, found=found)


def _frozen(number: int, key: Key, kept: Mapping[str, Any], found: Cited | None) -> SourceCard:
    return SourceCard(
        number=number, key=key, words=kept["words"], line=kept["line"], found=found, is_frozen=True
    )
