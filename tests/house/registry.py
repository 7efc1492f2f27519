"""What Django knows about our models, asked of a process of its own and printed as JSON.

Its own process, because it loads the settings with addresses that lead nowhere; the tests that need a
database load them with real ones.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cache

import django
from django.apps import apps

from gate.no_database import without_limen_variables
from tests.house import tree


@dataclass(frozen=True, kw_only=True)
class Link:
    """One field that points from one of our models at another model."""

    model: str
    field: str
    source: str  # the module that holds the model: limen.domain.cases.models
    target: str


@cache
def links() -> list[Link]:
    """Every foreign key, one-to-one and many-to-many of ours."""
    asked = subprocess.run(
        [sys.executable, "-m", "tests.house.registry"],
        cwd=tree.ROOT,
        env=without_limen_variables(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert asked.returncode == 0, asked.stderr
    return [Link(**one) for one in json.loads(asked.stdout)]


def _ask_django() -> list[Link]:
    django.setup()
    return [
        Link(
            model=model._meta.label,
            field=field.name,
            source=model.__module__,
            target=field.related_model.__module__,
        )
        for model in apps.get_models()
        if model.__module__.startswith("limen.")
        for field in model._meta.get_fields()
        if not field.auto_created and field.is_relation and isinstance(field.related_model, type)
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps([asdict(link) for link in _ask_django()]))
