"""Reading the ways of withdrawing, and looking up what they name elsewhere in the pack."""

from __future__ import annotations

from collections.abc import Iterator

from limen.law.packs import Pack
from limen.law.reading.dating import read_certainty
from limen.law.reading.nodes import Place
from limen.law.refusing import meant
from limen.law.withdrawals import Consequence, TakenBackBy, Withdrawal

_FIELDS = {
    "says", "about", "by", "procedures", "acts", "stages", "decision", "heard_first", "reopened_within",
    "reopened_by", "consequences", "since", "until", "source", "certainty", "note",
}  # fmt: skip
_CONSEQUENCE = {"says", "since", "until", "source", "certainty", "note", "interpretation"}


def read_withdrawal(id: str, place: Place) -> Withdrawal:
    """One way of withdrawing."""
    fields = place.fields(_FIELDS)
    fields.need("procedures", "[international_protection]")
    fields.need("acts", "[withdraw]")
    return Withdrawal(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        by=fields.choice("by", TakenBackBy),
        procedures=fields.words("procedures"),
        acts=fields.words("acts"),
        stages=fields.words("stages"),
        decision=fields.text_or("decision"),
        heard_first=fields.text_or("heard_first"),
        reopened_within=fields.text_or("reopened_within"),
        reopened_by=fields.words("reopened_by"),
        consequences={name: _consequence(name, one) for name, one in fields.named("consequences").items()},
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        note=fields.text_or("note"),
    )


def _consequence(id: str, place: Place) -> Consequence:
    fields = place.fields(_CONSEQUENCE)
    return Consequence(
        id=id,
        says=fields.text("says"),
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        note=fields.text_or("note"),
        interpretation=fields.text_or("interpretation"),
    )


def faults_of_withdrawal(one: Withdrawal, pack: Pack) -> Iterator[tuple[str, str]]:
    """Whatever a way of withdrawing names that is not there."""
    for name in filter(None, (one.heard_first, one.reopened_within)):
        if name not in pack.terms:
            says = f"“{one.id}” names “{name}”, which is no term.{meant(name, pack.terms)}"
            yield says, "Mend withdrawals.yaml."
    if one.decision and one.decision not in pack.outcomes:
        says = f"“{one.id}” is decided by “{one.decision}”, which is no outcome."
        yield says, f"Mend the name.{meant(one.decision, pack.outcomes)}"
    for name in one.procedures:
        procedure = pack.procedures.get(name)
        if procedure is None:
            yield f"“{one.id}” is of “{name}”, which is no procedure.", "Add it to procedure.yaml."
            continue
        acts = {move.act for move in procedure.moves}
        for act in (*one.acts, *one.reopened_by):
            if act not in acts:
                yield f"“{one.id}” names “{act}”, which is no act of “{name}”.", "Mend it."
        for stage in one.stages:
            if stage not in procedure.stages:
                yield f"“{one.id}” names “{stage}”, which is no stage of “{name}”.", "Mend it."
