"""What holds for every instrument and all answers: bounds, order, what is missing; for small ones, all
there are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.instruments.definitions import REFUSED, By, Instrument
from limen.instruments.scoring import Outcome, asked, range_of, result_of, unanswered, values_of
from tests.instruments.shipped import everything, one, shipped

IDS = sorted(shipped().by_id)
SMALL = ["asq", "audit_c", "gad2", "gad7", "hunger_vital_sign", "k6", "pc_ptsd_5", "phq2", "phq4"]


@st.composite
def _answers(draw: st.DrawFn, instrument: Instrument) -> dict[str, str]:
    """Some answers to some items, refusals among them."""
    chosen = {}
    for item in instrument.items:
        answer = draw(st.sampled_from([None, *instrument.answers_to(item.id)]))
        if answer is not None:
            chosen[item.id] = answer
    return chosen


@pytest.mark.parametrize("id", SMALL)
def test_all_there_are_lie_within_bounds_and_in_one_stretch(id: str) -> None:
    instrument = one(id)
    reached = set()
    for answers in everything(instrument):
        result = result_of(instrument, answers)
        assert (
            Outcome.OPEN not in {read.outcome for read in result.rules}
            or None in values_of(instrument, answers).values()
        )
        for scored in result.scores:
            if scored.value is None:
                continue
            reached.add((scored.score.id, scored.value))
            low, high = range_of(instrument, scored.score)
            assert low <= scored.value <= high
            for bands in instrument.bands:
                within = [one for one in bands.bands if one.low <= scored.value <= one.high]
                assert bands.score != scored.score.id or within == [scored.band]
    for score in instrument.scores:  # both ends can be reached: the bounds are no wider than they must be
        assert {(score.id, end) for end in range_of(instrument, score)} <= reached


@pytest.mark.parametrize("id", IDS)
def test_stretches_cover_the_whole_score(id: str) -> None:
    for bands in one(id).bands:
        low, high = range_of(one(id), one(id).score(bands.score))
        assert (bands.bands[0].low, bands.bands[-1].high) == (low, high)


@pytest.mark.parametrize("id", IDS)
def test_a_score_lacks_nothing_or_cannot_be_said(id: str) -> None:
    instrument = one(id)

    @settings(max_examples=60, deadline=None)
    @given(_answers(instrument))
    def holds(answers: dict[str, str]) -> None:
        values = values_of(instrument, answers)
        for scored in result_of(instrument, answers).scores:
            lacking = {item for item in scored.score.of if values[item] is None}
            assert set(scored.missing) == lacking
            assert (scored.value is None) == (len(lacking) > scored.score.may_miss)
            if scored.value is not None:
                assert scored.lowest <= scored.value <= scored.highest

    holds()


@pytest.mark.parametrize("id", IDS)
def test_what_is_missing_may_be_filled_in_any_way_without_turning_what_was_said(id: str) -> None:
    """A rule that came out with answers missing comes out the same whatever they turn out to be."""
    instrument = one(id)

    @settings(max_examples=60, deadline=None)
    @given(_answers(instrument), st.data())
    def holds(answers: dict[str, str], data: st.DataObject) -> None:
        known = {item: answer for item, answer in answers.items() if answer != REFUSED}
        before = {read.rule.id: read.outcome for read in result_of(instrument, known).rules}
        whole = dict(known)
        for item in instrument.items:
            worth = [a for a, value in instrument.scales[item.scale].items() if value is not None]
            whole.setdefault(item.id, data.draw(st.sampled_from(worth)))
        if any(whole[id] != answer for id, answer in known.items()):
            return
        conditional = {item.id for item in instrument.items if item.asked_if}
        if conditional - {item.id for item in asked(instrument, whole)}:
            return  # what is not asked counts as its publication says: another case
        after = {read.rule.id: read.outcome for read in result_of(instrument, whole).rules}
        settled = {id: outcome for id, outcome in before.items() if outcome is not Outcome.OPEN}
        assert settled.items() <= after.items()

    holds()


@pytest.mark.parametrize("id", [id for id in IDS if not any(item.asked_if for item in one(id).items)])
def test_a_higher_answer_never_lowers_a_sum_or_a_count(id: str) -> None:
    instrument = one(id)

    @settings(max_examples=60, deadline=None)
    @given(_answers(instrument), st.sampled_from(instrument.items), st.data())
    def holds(answers: dict[str, str], item: object, data: st.DataObject) -> None:
        each = instrument.item(getattr(item, "id", ""))
        worth = {a: value for a, value in instrument.scales[each.scale].items() if value is not None}
        lower, higher = sorted(
            (data.draw(st.sampled_from(sorted(worth))) for _ in range(2)), key=lambda answer: worth[answer]
        )
        low = result_of(instrument, answers | {each.id: lower})
        high = result_of(instrument, answers | {each.id: higher})
        for before, after in zip(low.scores, high.scores, strict=True):
            turned = each.id in before.score.backwards
            if before.value is not None and after.value is not None:
                assert (before.value >= after.value) if turned else (before.value <= after.value)

    holds()


@pytest.mark.parametrize("id", IDS)
def test_refusing_everything_is_an_answer_and_no_number(id: str) -> None:
    instrument = one(id)
    answers = {item.id: REFUSED for item in instrument.items}
    assert unanswered(instrument, answers) == ()
    if any(REFUSED in scale and scale[REFUSED] is not None for scale in instrument.scales.values()):
        return  # the ASQ counts a refusal
    sums = [one for one in result_of(instrument, answers).scores if one.score.by is not By.COUNT]
    assert all(scored.value is None for scored in sums)
