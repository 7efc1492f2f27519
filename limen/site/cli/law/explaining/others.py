"""What is not a term, in words: entitlements, regimes, lists, plans, outcomes, procedures and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from limen.law.analysis import Analysis
from limen.law.benefits import Amount, Entitlement
from limen.law.counting import Counting
from limen.law.entries import Catalogue, Entry
from limen.law.facts import Fact
from limen.law.library import Library
from limen.law.packs import CountryList, Hold, Listed, Pack, Plan, Procedure, Regime
from limen.law.portraying.others import answers_in_words
from limen.law.weighing import Weighing
from limen.law.withdrawals import Withdrawal
from limen.site.cli.law.explaining.applications import of_application
from limen.site.cli.law.explaining.dated import days, sourced, versions, worked
from limen.site.cli.law.words import plain, section, wrapped

Lines = Iterator[str]


def of_others(pack: Pack, id: str, library: Library) -> Iterator[list[str]]:
    """Everything of that id that is not a term, each with its examples."""
    for sort, (shelf, words, asked) in shelves(pack).items():
        if id not in shelf:
            continue
        examples = [
            one
            for folder in pack.chain
            for one in library.examples.get(folder, ())
            if asked and getattr(one, asked) == id
        ]
        one = shelf[id]
        lines = [f"{one.says} ({sort} {id})"]
        if getattr(one, "about", ""):
            lines += ["", wrapped(one.about, first="  ")]
        yield [*lines, "", *words(one), *section("Worked examples", worked(examples))]


def shelves(pack: Pack) -> dict[str, tuple[Mapping[str, Any], Callable[[Any], Lines], str]]:
    """What the pack has beside terms, how it is put into words, and which field of an example asks it."""
    return {
        "regime": (pack.regimes, _regime, "regime"),
        "procedure": (pack.procedures, _procedure, ""),
        "outcome": (pack.outcomes, _entry, ""),
        "grounds": (pack.grounds, _catalogue, ""),
        "requirements": (pack.requirements, _catalogue, ""),
        "list": (pack.lists, _list, "list_"),
        "hold": (pack.holds, _hold, ""),
        "amount": (pack.amounts, _amount, ""),
        "entitlement": (pack.entitlements, _entitlement, "entitlement"),
        "plan": (pack.plans, lambda plan: _plan(plan, pack), ""),
        "application type": (pack.applications, of_application, ""),
        "way of withdrawing": (pack.withdrawals, _withdrawal, ""),
        "way of weighing evidence": (pack.weighing, _weighing, ""),
        "legal analysis": (pack.analyses, _analysis, ""),
        "way of counting": (pack.countings, _counting, ""),
        "fact": (pack.facts, _fact, ""),
    }


def _withdrawal(one: Withdrawal) -> Lines:
    yield f"  by            {one.by}"
    yield f"  acts          {', '.join(one.acts)} ({', '.join(one.procedures)})"
    for label, name in (
        ("decision", one.decision), ("heard first", one.heard_first), ("reopened in", one.reopened_within),
    ):  # fmt: skip
        if name:
            yield f"  {label:<14}{name}"
    yield f"  {one.source}"
    lines = [
        wrapped(f"{each.says} ({each.source})", first="  ", rest="    ") for each in one.consequences.values()
    ]
    yield from section("What follows", lines)


def _weighing(one: Weighing) -> Lines:
    yield f"  concludes on  {one.concludes_on} ({', '.join(one.procedures)})"
    yield from sourced(one.source, one.certainty, note=one.note, indent="  ")
    for catalogue in one.lists.values():
        yield from section(catalogue.says, list(_catalogue(catalogue)))


def _analysis(one: Analysis) -> Lines:
    yield f"  asked in      {', '.join(one.procedures)}"
    yield from sourced(one.source, one.certainty, note=one.note, indent="  ")
    for question in one.questions.values():
        yield ""
        yield wrapped(f"{question.id}: {question.says} (per {question.per})", first="  ", rest="    ")
        for way in question.only_when:
            told = " and ".join(f"{name} is {plain(answer)}" for name, answer in way.items())
            yield wrapped(f"only when {told}", first="    ", rest="      ")
        if question.chooses:
            yield f"    goes through {question.chooses}"
        if question.must_choose:
            yield f"    at least one of it is chosen where it is {plain(question.must_choose)}"
        if question.burden:
            yield f"    to be shown by: {question.burden}"
        yield from sourced(question.source, question.certainty, note=question.note, indent="    ")


def _regime(one: Regime) -> Lines:
    yield f"  decided by    {one.decided_by}"
    yield from section("Which law", versions(one.values))
    doubts: list[str] = []
    for doubt in one.doubts:
        said = f"from {doubt.since} up to {doubt.to}: {doubt.says} ({doubt.source})"
        doubts.append(wrapped(said, first="  ", rest="    "))
    yield from section("Days on which a lawyer must look", doubts)


def _procedure(one: Procedure) -> Lines:
    yield f"  starts at     {one.starts_at}"
    for stage in one.stages.values():
        ends = "; ends here" if stage.ends else ""
        yield ""
        yield f"{stage.id}: {stage.says} (phase {plain(stage.phase)}{ends})"
        for move in one.moves:
            if move.of != stage.id:
                continue
            needs = f"; needs {', '.join(move.needs)}" if move.needs else ""
            terms = f"; answers {', '.join(move.terms)}" if move.terms else ""
            said = f"→ {move.to}: {move.says} ({move.act}{needs}{terms}), {days(move.since, move.until)}"
            yield wrapped(said, first="  ", rest="    ")
            yield from sourced(move.source, move.certainty, indent="      ")


def _entry(one: Entry) -> Lines:
    kind = f"{one.kind}; " if one.kind else ""
    remedy = f"; remedy: {one.remedy}" if one.remedy else ""
    yield wrapped(f"{kind}{days(one.since, one.until)}{remedy}", first="  ")
    limits = [f"not for: {one.not_for}"] if one.not_for else []
    limits += [f"only for: {', '.join(one.only_for)}"] if one.only_for else []
    if limits:
        yield wrapped("; ".join(limits), first="  ")
    yield from sourced(one.source, one.certainty, one.interpretation, one.note, indent="      ")


def _catalogue(one: Catalogue) -> Lines:
    if one.of:
        yield f"  of            {one.of}"
    for id, entry in one.items.items():
        yield wrapped(f"{id}: {entry.says}", first="  ", rest="    ")
        yield from (f"  {line}" for line in _entry(entry))


def _list(one: CountryList) -> Lines:
    for entry in one.entries:
        yield f"  {entry.country}  {days(entry.since, entry.until)}"
        yield from _but(entry)
        yield from sourced(entry.source, entry.certainty, "", entry.note, indent="      ")


def _but(entry: Listed) -> Lines:
    for exempt in entry.exceptions:
        yield wrapped(f"except {exempt.says}", first="      ")
    for span in entry.suspended:
        to = f" up to {span.to}" if span.to else ""
        yield wrapped(f"suspended from {span.since}{to} ({span.source})", first="      ")


def _hold(one: Hold) -> Lines:
    yield wrapped(f"by {one.authority}, {days(one.since, one.until)}; blocks: {one.blocks}", first="  ")
    yield wrapped(one.scope, first="  ")
    yield from sourced(one.source, one.certainty, "", one.note, indent="      ")
    for case in one.litigation:
        yield wrapped(f"As of {case.as_of}: {case.says} ({case.source})", first="  ")


def _amount(one: Amount) -> Lines:
    yield from versions(one.values)


def _entitlement(one: Entitlement) -> Lines:
    yield f"  version by    {one.governed_by}"
    yield "  Never a promise: “may apply” is a reason to apply, and nobody's decision."
    yield from section("Answers by status", versions(one.values, answers_in_words))


def _plan(one: Plan, pack: Pack) -> Lines:
    yield wrapped(f"starts from {one.starts_from}; {days(one.since, one.until)}", first="  ")
    yield from sourced(one.source, one.certainty, indent="      ")
    yield ""
    for step in one.steps:
        term = pack.terms.get(step.term)
        whom = f", for {step.of_whom}" if step.of_whom else ""
        evidence = f"; evidence: {', '.join(step.evidence)}" if step.evidence else ""
        said = f"{step.id}: {step.says} (by the {step.by}{whom}{evidence})"
        yield wrapped(said, first="  ", rest="    ")
        if term is not None:
            yield from versions(term.ordinary.values, indent="    ")


def _counting(one: Counting) -> Lines:
    yield f"  an end on a day off {'moves to the next working day' if one.rolls else 'stays'}"
    if one.two_working_days:
        yield "  a period of two days or more holds two working days"
    yield f"  hours: that of the event is {'not counted' if one.excludes_hour_of_event else 'counted'}"
    yield wrapped(one.source, first="      ")


def _fact(one: Fact) -> Lines:
    yield f"  a {plain(str(one.kind))}"
    for code, says in one.one_of:
        yield wrapped(f"{code}: {says}", first="  ", rest="    ")
