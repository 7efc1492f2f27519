"""No score, nowhere: what is weighed about people is weighed in words; nothing on a board can be summed."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from tests.house import tree
from tests.house.registry import models

_SCORE = re.compile(r"score|rating|rank|points|percent|probab|likelihood|weight|confidence|risk_level")
# Numbers on a board: which save, which of several, and in which order.
_COUNTS = {"version", "number", "place", "base_version"}


def _columns(path: str) -> dict[str, str]:
    """The fields that a file of models declares, each with the sort of it."""
    text = (tree.LIMEN / path).read_text(encoding="utf-8")
    return dict(re.findall(r"^    (\w+)(?::[^=]+)? = models\.(\w+Field)\(", text, re.MULTILINE))


@pytest.mark.parametrize("module", ["assessments", "interviews", "decisions"])
def test_no_column_of_the_reasoning_desks_is_called_like_a_score(module: str) -> None:
    found = _columns(f"domain/{module}/models.py")
    assert found
    assert [name for name in found if _SCORE.search(name)] == []


def test_every_number_on_a_board_says_which_and_not_how_much() -> None:
    found = _columns("domain/assessments/models.py")
    numbers = {name for name, sort in found.items() if re.search(r"Integer|Float|Decimal", sort)}
    assert numbers == _COUNTS


def test_what_a_piece_holds_is_words() -> None:
    from limen.domain.assessments.names import HELD

    for kind, held in HELD.items():
        for one in fields(held):
            assert one.type in ("str", "Mapping[str, str]"), f"{kind}.{one.name} is a {one.type}"
            assert not _SCORE.search(one.name), f"{kind}.{one.name}"


def test_every_table_of_the_boards_is_looked_at() -> None:
    tables = {one.table for one in models() if one.module == "limen.domain.assessments.models"}
    assert tables == {f"assessments_{name}" for name in ("board", "piece", "version", "draft")}
