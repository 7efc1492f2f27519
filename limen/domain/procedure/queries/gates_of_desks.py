"""What the interview desk and the decision desk say of a condition.

Where Limen holds the record or the decision, it answers. Where it holds none, it was taken down elsewhere,
and a person says so by name.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from limen.domain.decisions.names import DecisionState
from limen.domain.procedure.names import GateAnswer
from limen.domain.procedure.queries.asking import Asked

Ask = Callable[[Asked], GateAnswer]

_SIGNED = (DecisionState.SIGNED, DecisionState.SERVED)


def _interpreter(asked: Asked) -> GateAnswer:
    is_arranged = any(one.has_interpreter for one in asked.records)
    why = "" if is_arranged else _("No interpreter is named for an interview in this file.")
    holds = True if is_arranged else None
    return GateAnswer(gate="interpreter_arranged", holds=holds, why=why, mend="interviews")


def _report(asked: Asked) -> GateAnswer:
    records = asked.records
    why, holds = "", None
    if any(one.has_record for one in records):
        holds = True
    elif records:
        holds, why = False, _("The record of the interview was not closed yet.")
    return GateAnswer(gate="report_in_file", holds=holds, why=why, mend="interviews")


def _comments(asked: Asked) -> GateAnswer:
    records = [one for one in asked.records if one.has_record]
    why, holds = "", None
    if records and all(one.is_commented for one in records):
        holds = True
    elif records:
        holds = False
        why = _("The applicant has neither confirmed the record nor said why not.")
    return GateAnswer(gate="record_comments_answered", holds=holds, why=why, mend="interviews")


def _put(asked: Asked) -> GateAnswer:
    """What was noted at the interview desk, and what is noted on the evidence boards."""
    count = sum(one.not_put for one in asked.records)
    on_boards = [each for one in asked.boards for each in one.not_put]
    is_told = any(one.has_record for one in asked.records) or bool(asked.boards)
    why = _("Not put to the applicant yet: {count}.").format(count=count) if count else ""
    if on_boards:
        said = "; ".join(one[:120] for one in on_boards)
        why = f"{why} {_('On the evidence board: {what}.').format(what=said)}".strip()
    holds = False if count or on_boards else (True if is_told else None)
    return GateAnswer(
        gate="inconsistencies_put", holds=holds, why=why, mend="boards" if on_boards else "interviews"
    )


def _elements(asked: Asked) -> GateAnswer:
    """By the legal analysis of everybody for whom the application was made. Where the law of the application
    has none, and no board of an older edition either, a person says so."""
    analysed = [one for one in asked.boards if one.is_analysed]
    if not analysed and asked.analysis is None:
        return GateAnswer(gate="elements_answered", holds=None)
    done = {one.person_id for one in analysed}
    lacking = [key for key, one in asked.sheet.covered.items() if one.is_covered and key not in done]
    waits = [each.says for one in analysed for each in one.unanswered]
    why = []
    if lacking:
        why.append(_("For somebody whom the application is for, no legal analysis is open."))
    if waits:
        said = "; ".join(one[:120] for one in waits)
        why.append(_("Not answered in the legal analysis: {what}.").format(what=said))
    return GateAnswer(gate="elements_answered", holds=not why, why=" ".join(why), mend="boards")


def _concluded(asked: Asked) -> GateAnswer:
    """What the evidence boards of the application say; without one, a person does."""
    weighed = [one for one in asked.boards if one.is_weighed]
    open_facts = [each for one in weighed for each in one.not_concluded]
    bare = [one.called for one in weighed if not one.has_facts]
    holds = not (open_facts or bare) if weighed else None
    why = ""
    if open_facts:
        said = "; ".join(one[:120] for one in open_facts)
        why = _("Nothing that can stand is concluded on: {facts}.").format(facts=said)
    elif bare:
        why = _("No fact is stated yet on the evidence board.")
    return GateAnswer(gate="facts_concluded", holds=holds, why=why, mend="boards")


def _argued(asked: Asked) -> GateAnswer:
    """By the boards and the texts: each argument is cited in a decision, or somebody said why it needs no
    answer. Where everything is signed it was asked before the signature. Of whom no argument is written down,
    a person says that none was put forward."""
    decisions = asked.decisions
    if decisions and all(one.state in _SIGNED for one in decisions):
        return GateAnswer(gate="arguments_addressed", holds=True, mend="decisions")
    argued = [(one.person_id, each) for one in asked.boards for each in one.arguments]
    waits = [each.says for _id, each in argued if not each.is_left and str(each.key) not in asked.cited]
    if waits:
        said = "; ".join(one[:120].rstrip(".") for one in waits)
        why = _("Neither cited in a decision nor left with a reason: {arguments}.").format(arguments=said)
        return GateAnswer(gate="arguments_addressed", holds=False, why=why, mend="boards")
    silent = {key for key, one in asked.sheet.covered.items() if one.is_covered} - {id for id, _one in argued}
    holds = True if argued and not silent else None
    return GateAnswer(gate="arguments_addressed", holds=holds, mend="boards")


def _represented(asked: Asked) -> GateAnswer:
    """Of everybody who has a representative or adviser on file: whether the decision went to them. Where
    nobody has one, or nothing was sent to them by way of a decision, a person says how they were told."""
    lacking = [one for one in asked.acting if one.person_id not in asked.told_representatives]
    names = ", ".join(dict.fromkeys(one.name for one in lacking))
    why = _("Nothing in the file says that it was sent to: {names}.").format(names=names) if lacking else ""
    holds = True if asked.acting and not lacking else None
    return GateAnswer(gate="representative_informed", holds=holds, why=why, mend="decisions")


def _at_signing(gate: str) -> Ask:
    """A condition that nobody can sign without: see the gates of a decision."""

    def ask(asked: Asked) -> GateAnswer:
        decisions = asked.decisions
        holds = all(one.state in _SIGNED for one in decisions) if decisions else None
        why = _("The decision in this file is not signed.") if holds is False else ""
        return GateAnswer(gate=gate, holds=holds, why=why, mend="decisions")

    return ask


def _served(asked: Asked) -> GateAnswer:
    decisions = asked.decisions
    holds = all(one.state is DecisionState.SERVED for one in decisions) if decisions else None
    why = _("The decision in this file was not served on everybody.") if holds is False else ""
    return GateAnswer(gate="notified_in_language", holds=holds, why=why, mend="decisions")


ANSWERED_AT_DESKS: dict[str, Ask] = {
    "interpreter_arranged": _interpreter,
    "report_in_file": _report,
    "record_comments_answered": _comments,
    "inconsistencies_put": _put,
    "elements_answered": _elements,
    "notified_in_language": _served,
    "facts_concluded": _concluded,
    "arguments_addressed": _argued,
    "representative_informed": _represented,
    **{
        gate: _at_signing(gate)
        for gate in (
            "considerations_answered",
            "country_information_current",
            "decision_in_writing",
            "decision_sections_filled",
            "outcome_for_each_person",
            "reasons_given",
            "remedy_named",
            "remedy_right",
            "second_reader_approved",
            "special_needs_considered",
        )
    },
}
