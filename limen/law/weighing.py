"""How evidence is weighed: the template of a jurisdiction, with its indicators, circumstances and conditions.

A template is data of a pack and says nothing of any case. It holds no sum and no score: people conclude, with
reasons, and what must be there before they conclude against somebody is named here with its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from limen.law.dated import Certainty
from limen.law.entries import Catalogue, Entry


class ConcludesOn(StrEnum):
    """What a conclusion is about: each material fact alone, or the account of somebody as a whole."""

    FACT = "fact"
    ACCOUNT = "account"


class Weighed(StrEnum):
    """The closed lists of a template, in the order in which they are worked through."""

    ELEMENTS = "elements"  # what a fact can bear on
    INDICATORS = "indicators"  # what is looked at in statements and documents
    CIRCUMSTANCES = "circumstances"  # of the person, and where they come from
    OF_APPLICANT = "distorted_by_applicant"  # why an account may differ without being untrue
    OF_OFFICER = "distorted_by_officer"
    OF_INTERPRETER = "distorted_by_interpreter"
    OF_SETTING = "distorted_by_setting"
    EXPLANATIONS = "explanations"  # of what differs
    WITHOUT_PROOF = "without_proof"  # conditions for believing what nothing but statements support
    BEFORE_NEGATIVE = "before_negative"  # what must be there before a conclusion against somebody


class Needed(StrEnum):
    """What Limen can look for before a conclusion against somebody; the items of `BEFORE_NEGATIVE`."""

    PUT = "put_to_applicant"  # every discrepancy it rests on, with the answer
    CIRCUMSTANCES = "circumstances_considered"
    CONDITIONS = "conditions_answered"  # those of `WITHOUT_PROOF`, each
    REASONS = "reasons_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """One template, for the cases of some procedures."""

    id: str
    says: str
    about: str
    procedures: tuple[str, ...]
    concludes_on: ConcludesOn
    lists: Mapping[Weighed, Catalogue]
    since: date
    until: date | None
    source: str
    certainty: Certainty
    note: str = ""

    def holds_for(self, procedure: str, on: date) -> bool:
        """Whether it is the template of that procedure on that day."""
        return procedure in self.procedures and self.since <= on and (self.until is None or on < self.until)

    def items(self, of: Weighed, on: date) -> tuple[Entry, ...]:
        """The items of one list by the law of that day; empty where the template has no such list."""
        found = self.lists.get(of)
        return tuple(one for one in found.items.values() if one.holds_on(on)) if found else ()

    def needs(self, on: date) -> frozenset[Needed]:
        """What must be there on that day before a conclusion against somebody."""
        return frozenset(Needed(one.id) for one in self.items(Weighed.BEFORE_NEGATIVE, on))


# Where a law asks its questions and does not say how an account is weighed.
UNWEIGHED = Weighing(
    id="", says="", about="", procedures=(), concludes_on=ConcludesOn.FACT, lists={}, since=date.max,
    until=None, source="", certainty=Certainty.UNVERIFIED,
)  # fmt: skip


def weighing_for(found: Iterable[Weighing], procedure: str, on: date) -> Weighing | None:
    """The template of a procedure on a day. Reading the pack has seen to it that there is one at most."""
    return next((one for one in found if one.holds_for(procedure, on)), None)
