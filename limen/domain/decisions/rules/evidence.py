"""What the file says of a condition that a pack names for a decision: on what it rests, and who is told. Pure
questions, one for each condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from limen.domain.citations.names import CitedState
from limen.domain.decisions.rules.boards import ARGUMENTS, OnBoard, not_addressed
from limen.domain.decisions.rules.structure import Structure
from limen.domain.decisions.rules.texts import fields_in
from limen.law.ages import oldest_day

REMEDY = "remedy:"  # what a field begins with that shows a remedy and its time as the law has them
_OLD = frozenset({CitedState.SUPERSEDED, CitedState.STALE, CitedState.WITHDRAWN})


@dataclass(frozen=True, kw_only=True)
class NeedSeen:
    """A special need on record, in words, and when it was last written about."""

    says: str
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReportSeen:
    """A report of the library on which the decision or its boards rest."""

    says: str
    published_on: date | None
    states: tuple[CitedState, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OnFile:
    """What the file holds of it on a day. `remedies`: the terms of the remedies of its outcomes;
    `persons`: whom it is about, as they are called."""

    on: date
    needs: Sequence[NeedSeen] = ()
    reports: Sequence[ReportSeen] = ()
    boards: Sequence[OnBoard] = ()
    remedies: frozenset[str] = frozenset()
    sections: Mapping[str, str] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Whether the file says that a condition holds; None where a person must. `missing` says what is not
    there; what a person answered before `after` does not answer it; a final no is answered by nobody."""

    holds: bool | None
    missing: str = ""
    after: datetime | None = None
    is_final: bool = False
    board: str = ""


def facts_concluded(found: OnFile, _structure: Structure) -> Answer:
    """By the boards of what is decided. Nobody confirms what a board denies."""
    weighed = [one for one in found.boards if one.is_weighed]
    if not weighed:
        return Answer(holds=None)
    lacking = [one for one in weighed if not one.has_facts or one.not_concluded]
    if not lacking:
        return Answer(holds=True)
    facts = "; ".join(each[:120] for one in lacking for each in one.not_concluded)
    missing = _("Nothing that can stand is concluded on: %(facts)s.") % {"facts": facts or lacking[0].called}
    return Answer(holds=False, missing=missing, is_final=True, board=lacking[0].id)


def special_needs_considered(found: OnFile, _structure: Structure) -> Answer:
    """A person says how each need on record was answered, after it was last written about. That none is on
    record says nothing of whether there is one."""
    if not found.needs:
        return Answer(holds=None)
    needs = "; ".join(one.says for one in found.needs)
    missing = _("Say how what is on record was answered, in the interview or here: %(needs)s.") % {
        "needs": needs
    }
    return Answer(holds=None, missing=missing, after=max(one.changed_at for one in found.needs))


def country_information_current(found: OnFile, structure: Structure) -> Answer:
    """By what is cited: each report that is older than the law lets it be, has a newer one, is to be looked
    at again or was withdrawn is named. That it still holds, a person says in words."""
    if not found.reports:
        return Answer(holds=None)
    old = [told for one in found.reports if (told := _said_of_age(one, found.on, structure))]
    if not old:
        return Answer(holds=True)
    missing = _("Not current: %(reports)s. Take a newer one, or say why it still holds.") % {
        "reports": "; ".join(old)
    }
    return Answer(holds=None, missing=missing)


def remedy_right(found: OnFile, _structure: Structure) -> Answer:
    """By the fields that the text pulls in from the law: one for each remedy of an outcome, and no other. A
    text without any says it in its own words, and a person compares them."""
    shown = fields_in(found.sections.values())
    pulled = {name.removeprefix(REMEDY) for name in shown if name.startswith(REMEDY)}
    if not pulled:
        return Answer(holds=None)
    wrong = _named(pulled - found.remedies)
    if wrong:
        missing = _("The text shows a remedy that no outcome has: %(names)s. Take it out.") % {"names": wrong}
        return Answer(holds=False, missing=missing, is_final=True)
    lacking = _named(found.remedies - pulled)
    if lacking:
        missing = _("The text does not show this remedy of the law: %(names)s. Pull it in.") % {
            "names": lacking
        }
        return Answer(holds=False, missing=missing, is_final=True)
    return Answer(holds=True)


def arguments_addressed(found: OnFile, _structure: Structure) -> Answer:
    """By the boards: each argument is cited in a section, or somebody said why it needs no answer. Of whom
    none is recorded, a person says that none was put forward, after the last one was withdrawn."""
    texts = tuple(found.sections.values())
    open_ones = [(board, one) for board in found.boards for one in not_addressed(board, texts)]
    if open_ones:
        named = "; ".join(one.says[:120].rstrip(".") for _board, one in open_ones)
        missing = _("Not addressed: %(arguments)s.") % {"arguments": named}
        return Answer(holds=False, missing=missing, is_final=True, board=open_ones[0][0].id)
    argued = {one.person for one in found.boards if one.arguments}
    silent = [called for person, called in found.persons.items() if person not in argued]
    if argued and not silent:
        return Answer(holds=True)
    missing = _(
        "No argument is recorded for %(persons)s. Write it down on the evidence board, or say in words that "
        "none was put forward."
    ) % {"persons": ", ".join(silent)}
    withdrawn = [at for one in found.boards if (at := one.argument_withdrawn_at) is not None]
    return Answer(holds=None, missing=missing if silent else "", after=max(withdrawn, default=None))


Ask = Callable[[OnFile, Structure], Answer]
ANSWERED: Mapping[str, Ask] = {
    ARGUMENTS: arguments_addressed,
    "country_information_current": country_information_current,
    "facts_concluded": facts_concluded,
    "remedy_right": remedy_right,
    "special_needs_considered": special_needs_considered,
}


def _said_of_age(report: ReportSeen, on: date, structure: Structure) -> str:
    """What is wrong with its age; empty when nothing is."""
    told = [str(one.label) for one in report.states if one in _OLD]
    most = structure.country_information
    published = report.published_on
    if most is not None and published is not None and published < oldest_day(most.value, on):
        too_old = _("older than %(length)s (%(source)s)")
        told.append(too_old % {"length": most.value, "source": most.source})
    return f"{report.says} – {', '.join(told)}" if told else ""


def _named(terms: Iterable[str]) -> str:
    return ", ".join(f"{{{{{REMEDY}{one}}}}}" for one in sorted(terms))
