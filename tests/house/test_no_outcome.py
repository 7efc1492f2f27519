"""What colleagues have learned knows no outcome: no field of it, no tie and no question about a case could
say how one ended."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

from limen.domain.practice import names
from limen.domain.practice.queries import cards, notes, topics
from tests.house import tree
from tests.house.registry import models

_OUTCOME = re.compile(
    r"outcome|decision|decid|grant|refus|reject|recogni|verdict|success|result|score|rating|votes?\b|rank|likes?\b"
)
_PERSON = re.compile(r"\bperson|\bcase\b|case_id|applicant")


def _module() -> list[str]:
    return [
        path.read_text(encoding="utf-8")
        for path in tree.modules(tree.DOMAIN / "practice")
        if "migrations" not in path.parts
    ]


def test_no_column_of_the_module_knows_an_outcome_or_a_case() -> None:
    text = (tree.DOMAIN / "practice" / "models.py").read_text(encoding="utf-8")
    columns = re.findall(r"^    (\w+)(?::[^=]+)? = (?:models\.|ArrayField)", text, re.MULTILINE)
    assert len(columns) > 40
    assert [one for one in columns if _OUTCOME.search(one) or _PERSON.search(one)] == []


def test_no_table_of_the_module_leads_to_a_case_or_a_person() -> None:
    tables = {one.table: one for one in models() if one.module == "limen.domain.practice.models"}
    assert tables.keys() == {
        f"practice_{name}" for name in ("note", "earlierwording", "endorsement", "question", "reply", "draft")
    }
    text = (tree.DOMAIN / "practice" / "models.py").read_text(encoding="utf-8")
    led_to = set(re.findall(r'models\.ForeignKey\(\s*"?([\w.]+)"?', text))
    assert led_to == {
        "identity.Organisation", "identity.Unit", "identity.Member", "self", "practice.Question", "Note",
        "Question",
    }  # fmt: skip


def test_no_card_and_no_filter_knows_an_outcome() -> None:
    shapes = [
        one
        for module in (names, cards, notes, topics)
        for one in vars(module).values()
        if isinstance(one, type) and is_dataclass(one)
    ]
    assert len(shapes) > 8
    found = [f"{one.__name__}.{field.name}" for one in shapes for field in fields(one)]
    assert [name for name in found if _OUTCOME.search(name)] == []


def test_what_decides_is_not_even_imported() -> None:
    imported = {
        found for text in _module() for found in re.findall(r"^from limen\.domain\.(\w+)", text, re.MULTILINE)
    }
    assert imported <= {"practice", "identity", "country", "policy", "people", "cases", "applications"}
