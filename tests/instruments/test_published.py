"""Every shipped instrument against what its publication says, the edges of its stretches and cut-offs."""

from __future__ import annotations

import pytest

from limen.instruments.scoring import Outcome, asked, calls_for_safety, result_of, unanswered
from tests.instruments.shipped import given, one, outcomes, shipped, values

MET, NOT_MET, OPEN = Outcome.MET, Outcome.NOT_MET, Outcome.OPEN
WG = ["seeing", "hearing", "walking", "cognition", "self_care", "communication"]


def _band(id: str, answers: dict[str, str], score: str = "total") -> str:
    found = next(each for each in result_of(one(id), answers).scores if each.score.id == score)
    return found.band.says if found.band else ""


@pytest.mark.parametrize(
    ("answers", "total", "band"),
    [
        ("0 0 0 0 0 0 0 0 0", 0, "minimal"),
        ("1 1 1 1 0 0 0 0 0", 4, "minimal"),
        ("1 1 1 1 1 0 0 0 0", 5, "mild"),
        ("3 3 3 0 0 0 0 0 0", 9, "mild"),
        ("3 3 3 1 0 0 0 0 0", 10, "moderate"),
        ("3 3 3 3 2 0 0 0 0", 14, "moderate"),
        ("3 3 3 3 3 0 0 0 0", 15, "moderately severe"),
        ("3 3 3 3 3 3 1 0 0", 19, "moderately severe"),
        ("3 3 3 3 3 3 2 0 0", 20, "severe"),
        ("3 3 3 3 3 3 3 3 3", 27, "severe"),
    ],
)
def test_phq9_at_the_edges_of_its_stretches(answers: str, total: int, band: str) -> None:
    found = given(answers)
    assert values(result_of(one("phq9"), found))["total"] == total
    assert _band("phq9", found) == band
    assert outcomes(one("phq9"), found)["cutoff"] is (MET if total >= 10 else NOT_MET)


def test_phq9_with_one_blank_cannot_be_said_and_is_not_nought() -> None:
    found = given("3 3 3 3 - 0 0 0 0")
    assert values(result_of(one("phq9"), found))["total"] is None
    assert _band("phq9", found) == ""
    assert outcomes(one("phq9"), found)["cutoff"] is OPEN


def test_phq9_algorithm_counts_the_ninth_from_one_and_asks_for_one_of_the_first_two() -> None:
    assert outcomes(one("phq9"), given("2 0 2 2 2 0 0 0 1"))["algorithm_five"] is MET
    assert outcomes(one("phq9"), given("1 1 2 2 2 2 2 2 1"))["algorithm_five"] is NOT_MET
    assert outcomes(one("phq9"), given("2 0 2 2 1 1 1 1 1"))["algorithm_five"] is NOT_MET
    assert outcomes(one("phq9"), given("2 0 0 0 0 0 0 0 1"))["algorithm_two"] is MET


def test_the_ninth_of_phq9_calls_for_safety_at_that_answer_whatever_the_sum_is() -> None:
    alarming = [calls_for_safety(one("phq9"), "9", each) for each in ("0", "1", "2", "3", "refused")]
    assert alarming == [False, True, True, True, False]
    assert not any(calls_for_safety(one("phq9"), str(item), "3") for item in range(1, 9))


@pytest.mark.parametrize(("id", "answers", "total"), [
    ("phq2", "1 1", 2), ("phq2", "3 0", 3), ("gad2", "0 2", 2), ("gad2", "2 1", 3),
])  # fmt: skip
def test_two_questions_screen_positive_from_three(id: str, answers: str, total: int) -> None:
    assert values(result_of(one(id), given(answers)))["total"] == total
    assert outcomes(one(id), given(answers))["cutoff"] is (MET if total >= 3 else NOT_MET)


def test_phq4_has_two_halves() -> None:
    found = given("2 1 0 2")
    assert values(result_of(one("phq4"), found)) == {"total": 5, "worry": 3, "mood": 2}
    assert outcomes(one("phq4"), found) == {"worry": MET, "mood": NOT_MET}
    assert [_band("phq4", given(each)) for each in ("2 0 0 0", "3 0 0 0", "3 3 0 0", "3 3 3 0")] == [
        "normal", "mild", "moderate", "severe",
    ]  # fmt: skip


@pytest.mark.parametrize(("answers", "band"), [
    ("1 1 1 1 0 0 0", "minimal"), ("1 1 1 1 1 0 0", "mild"), ("3 3 3 0 0 0 0", "mild"),
    ("3 3 3 1 0 0 0", "moderate"), ("3 3 3 3 2 0 0", "moderate"), ("3 3 3 3 3 0 0", "severe"),
])  # fmt: skip
def test_gad7_at_the_edges_of_its_stretches(answers: str, band: str) -> None:
    assert _band("gad7", given(answers)) == band


def test_pc_ptsd_5_ends_with_nought_when_nothing_happened() -> None:
    found = {"gate": "0"}
    assert [item.id for item in asked(one("pc_ptsd_5"), found)] == ["gate"]
    assert unanswered(one("pc_ptsd_5"), found) == ()
    assert values(result_of(one("pc_ptsd_5"), found))["total"] == 0


@pytest.mark.parametrize(
    ("yes", "cutoff", "lower"), [(2, NOT_MET, NOT_MET), (3, NOT_MET, MET), (4, MET, MET)]
)
def test_pc_ptsd_5_has_two_cut_offs(yes: int, cutoff: Outcome, lower: Outcome) -> None:
    found = {"gate": "1"} | {str(item): "1" if item <= yes else "0" for item in range(1, 6)}
    assert outcomes(one("pc_ptsd_5"), found) == {"cutoff": cutoff, "lower": lower}


def test_pcl5_clusters_need_one_one_two_and_two() -> None:
    met = dict.fromkeys([str(item) for item in range(1, 21)], "0") | dict.fromkeys(
        ["1", "6", "8", "9", "15", "17"], "2"
    )
    assert outcomes(one("pcl5"), met)["clusters"] is MET
    assert values(result_of(one("pcl5"), met))["total"] == 12
    for item in met:
        short = outcomes(one("pcl5"), met | {item: "1"})["clusters"]
        assert short is (NOT_MET if met[item] == "2" else MET)


def test_pcl5_sums_its_clusters() -> None:
    found = dict.fromkeys([str(item) for item in range(1, 21)], "4")
    assert {id: value for id, value in values(result_of(one("pcl5"), found)).items() if "cluster" in id} == {
        "cluster_b": 20, "cluster_c": 8, "cluster_d": 28, "cluster_e": 24,
    }  # fmt: skip


@pytest.mark.parametrize(("answers", "serious", "moderate"), [
    ("4 0 0 0 0 0", NOT_MET, NOT_MET), ("4 1 0 0 0 0", NOT_MET, MET),
    ("4 4 4 0 0 0", NOT_MET, MET), ("4 4 4 1 0 0", MET, MET),
])  # fmt: skip
def test_k6_at_its_cut_offs(answers: str, serious: Outcome, moderate: Outcome) -> None:
    assert outcomes(one("k6"), given(answers)) == {"serious": serious, "moderate": moderate}


def test_k10_passes_over_the_third_and_the_sixth() -> None:
    found = given("1 1 - 1 1 - 1 1 1 1")
    assert {item.id for item in asked(one("k10"), found)} == {"1", "2", "4", "5", "7", "8", "9", "10"}
    assert unanswered(one("k10"), found) == ()
    assert values(result_of(one("k10"), found))["total"] == 10
    assert unanswered(one("k10"), given("1 2 - 1 1 - 1 1 1 1")) == (one("k10").item("3"),)


@pytest.mark.parametrize(("total", "band"), [
    (10, "low"), (15, "low"), (16, "moderate"), (21, "moderate"), (22, "high"), (29, "high"),
    (30, "very high"),
    (50, "very high"),
])  # fmt: skip
def test_k10_at_the_edges_of_its_stretches(total: int, band: str) -> None:
    left, answers = total - 10, {}
    for item in ("2", "5", "1", "3", "4", "6", "7", "8", "9", "10"):
        more = min(4, left)
        answers[item], left = str(1 + more), left - more
    found = {item: answer for item, answer in answers.items() if item in {
        each.id for each in asked(one("k10"), answers)}}  # fmt: skip
    assert values(result_of(one("k10"), found))["total"] == total
    assert _band("k10", found) == band


@pytest.mark.parametrize(("answers", "d1", "d2", "d3", "d4"), [
    ("1 1 1 1 1 1", NOT_MET, NOT_MET, NOT_MET, NOT_MET),
    ("1 1 2 1 1 1", MET, NOT_MET, NOT_MET, NOT_MET),
    ("1 1 2 2 1 1", MET, MET, NOT_MET, NOT_MET),
    ("1 1 3 1 1 1", MET, MET, MET, NOT_MET),
    ("1 1 4 1 1 1", MET, MET, MET, MET),
    ("1 1 3 refused unknown 1", MET, MET, MET, OPEN),
    ("1 1 1 refused 1 1", OPEN, OPEN, OPEN, OPEN),
])  # fmt: skip
def test_wg_ss_levels(answers: str, d1: Outcome, d2: Outcome, d3: Outcome, d4: Outcome) -> None:
    found = given(answers, WG)
    assert outcomes(one("wg_ss"), found) == {"d1": d1, "d2": d2, "d3": d3, "d4": d4}


def test_asq_takes_a_refusal_for_a_yes_and_asks_the_fifth_only_then() -> None:
    asq = one("asq")
    assert unanswered(asq, given("no no no no")) == ()
    assert outcomes(asq, given("no no no no")) == {"positive": NOT_MET, "acute": NOT_MET}
    assert unanswered(asq, given("no refused no no")) == (asq.item("5"),)
    assert outcomes(asq, given("no refused no no no")) == {"positive": MET, "acute": NOT_MET}
    assert outcomes(asq, given("no no no yes yes")) == {"positive": MET, "acute": MET}
    assert all(calls_for_safety(asq, str(item), "refused") for item in range(1, 6))
    assert not calls_for_safety(asq, "1", "no")


def test_hunger_vital_sign_is_positive_for_either() -> None:
    found = one("hunger_vital_sign")
    assert outcomes(found, given("never sometimes"))["at_risk"] is MET
    assert outcomes(found, given("never never"))["at_risk"] is NOT_MET
    assert outcomes(found, given("never refused"))["at_risk"] is OPEN
    assert outcomes(found, given("often refused"))["at_risk"] is MET


def test_slots_are_scored_as_published_too() -> None:
    assert values(result_of(one("who5"), given("5 5 5 5 5")))["total"] == 100
    assert _band("who5", given("3 3 3 3 0")) == "low well-being"
    assert values(result_of(one("cesd10"), given("0 0 0 0 3 0 0 3 0 0")))["total"] == 0
    assert values(result_of(one("cesd10"), given("0 0 0 0 0 0 0 0 0 0")))["total"] == 6
    assert values(result_of(one("audit_c"), {"1": "0"}))["total"] == 0
    rhs = dict.fromkeys([str(item) for item in range(1, 15)], "0")
    assert outcomes(one("rhs15"), rhs | {"15": "5"})["positive"] is MET
    assert outcomes(one("rhs15"), rhs | {"15": "4"})["positive"] is NOT_MET
    assert outcomes(one("rhs15"), rhs | {"1": "4", "2": "4", "3": "4", "15": "0"})["positive"] is MET
    eight = given("5 3 1 0 5 3 1 0")
    assert values(result_of(one("cries8"), eight)) == {"total": 18, "intrusion": 10, "avoidance": 8}


def test_what_came_with_words_is_what_may_be_shown() -> None:
    with_words = {id for id, found in shipped().by_id.items() if not found.is_slot}
    assert with_words == {
        "asq", "gad2", "gad7", "hunger_vital_sign", "k10", "k6", "pc_ptsd_5", "pcl5", "phq2", "phq4", "phq9",
        "wg_ss",
    }  # fmt: skip
    assert all(shipped().by_id[id].licence.terms == "free" for id in with_words)
    assert all(found.licence.terms != "free" for id, found in shipped().by_id.items() if id not in with_words)
