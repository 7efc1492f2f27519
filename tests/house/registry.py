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

    field: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Model:
    """One of our models: its label, the module and the table it lives in, and where its fields point."""

    label: str
    module: str
    table: str
    links: tuple[Link, ...] = ()


@cache
def models() -> list[Model]:
    """Every model of ours."""
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
    return [
        Model(**{**one, "links": tuple(Link(**link) for link in one["links"])})
        for one in json.loads(asked.stdout)
    ]


def _ask_django() -> list[Model]:
    django.setup()
    return [
        Model(
            label=model._meta.label,
            module=model.__module__,
            table=model._meta.db_table,
            links=tuple(
                Link(field=field.name, target=field.related_model.__module__)
                for field in model._meta.get_fields()
                if not field.auto_created and field.is_relation and isinstance(field.related_model, type)
            ),
        )
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("limen.")
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps([asdict(model) for model in _ask_django()]))
