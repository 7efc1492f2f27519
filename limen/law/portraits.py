"""A pack laid out flat, as named parts, so that two versions of it can be held against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from limen.law.packs import Pack
from limen.law.portraying import others
from limen.law.portraying.applications import of_application
from limen.law.portraying.facets import Facet, Facets
from limen.law.portraying.terms import of_term


class Sort(StrEnum):
    """The sorts of things that a pack holds, in the order in which they are told."""

    PACK = "pack"
    TERM = "term"
    COUNTING = "way of counting"
    REGIME = "regime"
    PROCEDURE = "procedure"
    OUTCOME = "outcome"
    GROUNDS = "list of grounds"
    REQUIREMENTS = "list of requirements"
    LIST = "list of countries"
    HOLD = "hold"
    AMOUNT = "amount"
    ENTITLEMENT = "entitlement"
    PLAN = "plan"
    APPLICATION = "application type"
    WITHDRAWAL = "way of withdrawing"
    WEIGHING = "way of weighing evidence"
    ANALYSIS = "legal analysis"
    FACT = "fact"
    WORD = "word"
    LETTER = "part of letters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One thing of a pack. `facets`: by (part, what); the part is "" for the thing itself, or as in
    “situation mass”, and what is a field's name in words. An empty text is not there."""

    says: str
    facets: Mapping[tuple[str, str], Facet]


def portraits(pack: Pack) -> dict[tuple[Sort, str], Portrait]:
    """Everything of the pack, with what it inherits, by its sort and id."""
    shelves: tuple[tuple[Sort, Mapping[str, Any], Callable[[Any], Facets]], ...] = (
        (Sort.TERM, pack.terms, of_term),
        (Sort.COUNTING, pack.countings, others.of_counting),
        (Sort.REGIME, pack.regimes, others.of_regime),
        (Sort.PROCEDURE, pack.procedures, others.of_procedure),
        (Sort.OUTCOME, pack.outcomes, lambda entry: others.of_entry("", entry)),
        (Sort.GROUNDS, pack.grounds, others.of_catalogue),
        (Sort.REQUIREMENTS, pack.requirements, others.of_catalogue),
        (Sort.LIST, pack.lists, others.of_list),
        (Sort.HOLD, pack.holds, others.of_hold),
        (Sort.AMOUNT, pack.amounts, others.of_amount),
        (Sort.ENTITLEMENT, pack.entitlements, others.of_entitlement),
        (Sort.PLAN, pack.plans, others.of_plan),
        (Sort.APPLICATION, pack.applications, of_application),
        (Sort.WITHDRAWAL, pack.withdrawals, others.of_withdrawal),
        (Sort.WEIGHING, pack.weighing, others.of_weighing),
        (Sort.ANALYSIS, pack.analyses, others.of_analysis),
        (Sort.FACT, pack.facts, others.of_fact),
    )
    found = {(Sort.PACK, pack.id): Portrait(says=pack.says, facets=_there(others.of_pack(pack)))}
    for sort, shelf, draw in shelves:
        for id, one in shelf.items():
            found[sort, id] = Portrait(says=one.says, facets=_there(draw(one)))
    for sort, texts in ((Sort.WORD, pack.words), (Sort.LETTER, pack.letters)):
        for id, by_language in texts.items():
            languages: Facets = {("", language): text for language, text in by_language.items()}
            found[sort, id] = Portrait(says=by_language.get("says", id), facets=_there(languages))
    return found


def _there(facets: Facets) -> Facets:
    return {name: facet for name, facet in facets.items() if facet}
