"""How two records are compared, and how much each outcome weighs. The same on every engine.

The conditions are written for DuckDB; splink translates them for the engine that runs them. The shares are
not learnt from the register that is linked: a small or a strange one would teach nonsense, and the same
records must give the same answer every night. How they were counted: `python -m bench linkage --count`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import SettingsCreator, block_on

DIALECT = "duckdb"
TWICE = 0.1  # of a hundred records, ten are assumed to have another one of the same person
_SHARED = "array_length(array_intersect(heard_l, heard_r))"
_FEWEST = "least(array_length(words_l), array_length(words_r))"
_BOTH_EXACT = "born_l is not null and born_r is not null"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One outcome of a comparison. `m` is the share of it among pairs of one person, `u` among pairs of two.

    `rare`: the column whose rare values say more than its common ones.
    """

    name: str
    when: str
    m: float = 0.0
    u: float = 0.0
    rare: str | None = None


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One comparison: what it is of, when there is nothing to compare, and its outcomes, the first that
    holds."""

    name: str
    unless: str
    outcomes: tuple[Outcome, ...]


COMPARED = (
    Compared(
        name="name",
        unless="spelled_l = '' or spelled_r = ''",
        outcomes=(
            Outcome(name="same", when="spelled_l = spelled_r", rare="spelled"),
            Outcome(name="sounds_alike", when="sounded_l = sounded_r", rare="sounded"),
            Outcome(name="one_letter", when="levenshtein(spelled_l, spelled_r) <= 1"),
            Outcome(
                name="part_missing",
                when=f"{_SHARED} >= 2 and {_SHARED} >= {_FEWEST}",
            ),
            Outcome(name="two_letters", when="levenshtein(spelled_l, spelled_r) <= 2"),
            Outcome(
                name="all_but_one",
                when=f"{_SHARED} >= 2 or ({_SHARED} = 1 and {_FEWEST} = 1)",
            ),
            Outcome(name="one_word", when=f"{_SHARED} = 1"),
            Outcome(name="different", when="ELSE"),
        ),
    ),
    Compared(
        name="birth",
        unless="born_from_l is null or born_from_r is null",
        outcomes=(
            Outcome(name="same", when="born_l = born_r", rare="born"),
            Outcome(
                name="swapped",
                when=f"{_BOTH_EXACT} and born_year_l = born_year_r"
                " and substr(born_l, 6, 2) = substr(born_r, 9, 2)"
                " and substr(born_l, 9, 2) = substr(born_r, 6, 2)",
            ),
            Outcome(name="one_digit", when=f"{_BOTH_EXACT} and levenshtein(born_l, born_r) = 1"),
            Outcome(
                name="year_alone",
                when="born_year_l = born_year_r and (born_l is null or born_r is null"
                " or substr(born_l, 6, 5) = '01-01' or substr(born_r, 6, 5) = '01-01')",
            ),
            Outcome(name="may_be", when="born_from_l <= born_until_r and born_from_r <= born_until_l"),
            Outcome(name="same_year", when="born_year_l = born_year_r"),
            Outcome(name="different", when="ELSE"),
        ),
    ),
    Compared(
        name="number",
        unless="numbers_l is null or numbers_r is null",
        outcomes=(
            Outcome(name="same", when="array_length(array_intersect(numbers_l, numbers_r)) >= 1"),
            Outcome(name="one_character", when="levenshtein(papers_l, papers_r) <= 1"),
            Outcome(name="different", when="ELSE"),
        ),
    ),
    Compared(
        name="sex",
        unless="sex_l is null or sex_r is null",
        outcomes=(
            Outcome(name="same", when="sex_l = sex_r"),
            Outcome(name="different", when="ELSE"),
        ),
    ),
    Compared(
        name="place",
        unless="place_l is null or place_r is null",
        outcomes=(
            Outcome(name="same", when="place_l = place_r", rare="place"),
            Outcome(name="different", when="ELSE"),
        ),
    ),
)


def settings(records: int, weights: dict[str, tuple[float, float]]) -> SettingsCreator:
    """The model for so many records; `weights` are the shares m and u of each outcome, by `name.same`."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        probability_two_random_records_match=min(0.5, 2 * TWICE / max(records - 1, 1)),
        blocking_rules_to_generate_predictions=[block_on("blocks", arrays_to_explode=["blocks"])],
        comparisons=[_comparison(one, weights) for one in COMPARED],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(one: Compared, weights: dict[str, tuple[float, float]]) -> Any:
    levels: list[Any] = [cll.CustomLevel(one.unless, base_dialect_str=DIALECT).configure(is_null_level=True)]
    for outcome in one.outcomes:
        m, u = weights[f"{one.name}.{outcome.name}"]
        level = (
            cll.ElseLevel()
            if outcome.when == "ELSE"
            else cll.CustomLevel(outcome.when, base_dialect_str=DIALECT)
        )
        more: dict[str, Any] = {"tf_adjustment_column": outcome.rare} if outcome.rare else {}
        levels.append(level.configure(m_probability=m, u_probability=u, **more))
    return cl.CustomComparison(levels, output_column_name=one.name)
