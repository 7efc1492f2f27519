"""What is not a term, laid out flat."""

from __future__ import annotations

from limen.law.analysis import Analysis
from limen.law.benefits import Amount, Answers, Entitlement
from limen.law.counting import Counting
from limen.law.dated import Dated, Timeline
from limen.law.entries import Catalogue, Entry
from limen.law.facts import Fact
from limen.law.packs import CountryList, Hold, Listed, Pack, Plan, Procedure, Regime
from limen.law.portraying.facets import VALUE, Facets, texts
from limen.law.weighing import Weighing
from limen.law.withdrawals import Withdrawal


def of_pack(pack: Pack) -> Facets:
    signed = tuple(f"{one.name} ({one.capacity}, {one.on})" for one in pack.signatures)
    return texts(
        "",
        wording=pack.says,
        inherits=pack.chain[1:],
        calendar=pack.calendar,
        status=pack.status,
        signatures=signed,
        sources_last_read=pack.as_of,
        explanation=pack.about,
    )


def of_counting(one: Counting) -> Facets:
    return texts(
        "",
        wording=one.says,
        source=one.source,
        moves_to_a_working_day="yes" if one.rolls else "no",
        holds_two_working_days=one.two_working_days,
        hour_of_the_event="excluded" if one.excludes_hour_of_event else "included",
    )


def of_regime(one: Regime) -> Facets:
    facets = texts("", wording=one.says, decided_by=one.decided_by)
    facets["", VALUE] = one.values
    for doubt in one.doubts:
        part = f"doubt from {doubt.since}"
        facets |= texts(part, up_to=doubt.to, wording=doubt.says, source=doubt.source)
    return facets


def of_procedure(one: Procedure) -> Facets:
    facets = texts("", wording=one.says, explanation=one.about, starts_at=one.starts_at, regime=one.regime)
    for stage in one.stages.values():
        part = f"stage {stage.id}"
        facets |= texts(part, wording=stage.says, phase=stage.phase, ends=stage.ends)
        if stage.expected:
            facets[part, VALUE] = stage.expected
    for move in one.moves:
        facets |= texts(
            f"move {move.act} from {move.of} to {move.to}",
            wording=move.says,
            needs=move.needs,
            terms=move.terms,
            closes=move.closes,
            since=move.since,
            until=move.until,
            source=move.source,
            certainty=move.certainty,
        )
    return facets


def of_entry(part: str, one: Entry) -> Facets:
    return texts(
        part,
        wording=one.says,
        explanation=one.about,
        since=one.since,
        until=one.until,
        source=one.source,
        certainty=one.certainty,
        note=one.note,
        interpretation=one.interpretation,
        not_for=one.not_for,
        only_for=one.only_for,
        gate=one.gate,
        waiver=one.waiver,
        kind=one.kind,
        remedy=one.remedy,
        under=one.under,
    )


def of_catalogue(one: Catalogue) -> Facets:
    facets = texts("", wording=one.says, explanation=one.about, of=one.of)
    for entry in one.items.values():
        facets |= of_entry(f"item {entry.id}", entry)
    return facets


def of_withdrawal(one: Withdrawal) -> Facets:
    facets = texts(
        "",
        wording=one.says,
        explanation=one.about,
        withdrawn_by=one.by,
        procedures=one.procedures,
        acts=one.acts,
        stages=one.stages,
        decision=one.decision,
        heard_first=one.heard_first,
        reopened_within=one.reopened_within,
        reopened_by=one.reopened_by,
        since=one.since,
        until=one.until,
        source=one.source,
        certainty=one.certainty,
        note=one.note,
    )
    for each in one.consequences.values():
        facets |= texts(
            f"consequence {each.id}",
            wording=each.says,
            since=each.since,
            until=each.until,
            source=each.source,
            certainty=each.certainty,
            note=each.note,
            interpretation=each.interpretation,
        )
    return facets


def of_weighing(one: Weighing) -> Facets:
    facets = texts(
        "",
        wording=one.says,
        explanation=one.about,
        procedures=one.procedures,
        concludes_on=one.concludes_on,
        since=one.since,
        until=one.until,
        source=one.source,
        certainty=one.certainty,
        note=one.note,
    )
    for name, catalogue in one.lists.items():
        facets |= texts(name.replace("_", " "), wording=catalogue.says, explanation=catalogue.about)
        for entry in catalogue.items.values():
            facets |= of_entry(f"{name.replace('_', ' ')} {entry.id}", entry)
    return facets


def of_analysis(one: Analysis) -> Facets:
    facets = texts(
        "",
        wording=one.says,
        explanation=one.about,
        procedures=one.procedures,
        order_of_examination=tuple(one.questions),
        since=one.since,
        until=one.until,
        source=one.source,
        certainty=one.certainty,
        note=one.note,
    )
    for question in one.questions.values():
        facets |= texts(
            f"question {question.id}",
            wording=question.says,
            explanation=question.about,
            asked_of=question.per,
            goes_through=question.chooses,
            must_choose=question.must_choose,
            burden=question.burden,
            only_when=tuple(
                " and ".join(f"{name} {answer}" for name, answer in way.items()) for way in question.only_when
            ),
            since=question.since,
            until=question.until,
            source=question.source,
            certainty=question.certainty,
            note=question.note,
        )
    return facets


def of_list(one: CountryList) -> Facets:
    facets = texts("", wording=one.says, explanation=one.about)
    for entry in one.entries:
        facets |= _listed(entry)
    return facets


def _listed(one: Listed) -> Facets:
    exceptions = (f"{exempt.says} (since {exempt.since or one.since})" for exempt in one.exceptions)
    suspended = (f"from {span.since}" + (f" up to {span.to}" if span.to else "") for span in one.suspended)
    return texts(
        f"country {one.country} since {one.since}",
        since=one.since,
        until=one.until,
        source=one.source,
        certainty=one.certainty,
        exceptions=tuple(exceptions),
        suspended=tuple(suspended),
        note=one.note,
    )


def of_hold(one: Hold) -> Facets:
    return texts(
        "",
        wording=one.says,
        authority=one.authority,
        since=one.since,
        until=one.until,
        scope=one.scope,
        blocks=one.blocks,
        source=one.source,
        certainty=one.certainty,
        note=one.note,
    )


def of_amount(one: Amount) -> Facets:
    return {**texts("", wording=one.says), ("", VALUE): one.values}


def of_entitlement(one: Entitlement) -> Facets:
    values = Timeline([_answered(version) for version in one.values.all])
    said = texts("", wording=one.says, explanation=one.about, governed_by=one.governed_by)
    return {**said, ("", VALUE): values}


def _answered(version: Dated[Answers]) -> Dated[str]:
    return Dated(
        since=version.since,
        value=answers_in_words(version.value),
        source=version.source,
        certainty=version.certainty,
        until=version.until,
        note=version.note,
        interpretation=version.interpretation,
        says=version.says,
        corrects=version.corrects,
        corrected_on=version.corrected_on,
        line=version.line,
    )


def answers_in_words(answers: Answers) -> str:
    """citizen: may apply, refugee: must not, otherwise: ask a lawyer."""
    by_status = {**answers.by_status, "otherwise": answers.otherwise}
    said = ", ".join(f"{status}: {answer}" for status, answer in by_status.items()).replace("_", " ")
    return f"{said}; for {answers.lasts} from {answers.lasts_from}" if answers.lasts is not None else said


def of_plan(one: Plan) -> Facets:
    facets = texts(
        "",
        wording=one.says,
        explanation=one.about,
        starts_from=one.starts_from,
        since=one.since,
        until=one.until,
        source=one.source,
        certainty=one.certainty,
        order_of_steps=tuple(step.id for step in one.steps),
    )
    for step in one.steps:
        part = f"step {step.id}"
        facets |= texts(part, wording=step.says, by=step.by, of_whom=step.of_whom, evidence=step.evidence)
        facets |= texts(part, explanation=step.about, dated="yes" if step.term else "")
    return facets


def of_fact(one: Fact) -> Facets:
    answers = tuple(code for code, _says in one.one_of)
    return texts("", wording=one.says, explanation=one.about, kind=one.kind, answers=answers)
