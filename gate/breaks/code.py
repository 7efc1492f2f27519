"""What the linters, the type checker and the import contract must notice."""

from __future__ import annotations

from gate import checks
from gate.breaks.breaking import CODE, Break, add, module

RUFF, FORMAT = checks.lint()
(MYPY,) = checks.types()
(IMPORTS,) = checks.imports()

BREAKS = [
    # style and likely bugs
    Break(
        name="an unused import",
        path=CODE,
        spoil=module("import os\n"),
        check=RUFF,
        must_say=r"F401 .*\n.*planted\.py",
    ),
    Break(
        name="a badly formatted file", path=CODE, spoil=module("X=  1\n"), check=FORMAT, must_say="planted"
    ),
    Break(
        name="a clock below the doors",
        path=CODE,
        spoil=module("import datetime\n\nNOW = datetime.datetime.now(datetime.UTC)\n"),
        check=RUFF,
        must_say=r"TID251 .*\n.*planted\.py",
    ),
    Break(
        name="a Django signal",
        path=CODE,
        spoil=module("from django.db.models.signals import post_save\n\nprint(post_save)\n"),
        check=RUFF,
        must_say=r"TID251 .*\n.*planted\.py",
    ),
    # types
    Break(
        name="a type error in the code",
        path=CODE,
        spoil=module('NUMBER: int = "one"\n'),
        check=MYPY,
        must_say=r"foundation/planted\.py.*\[assignment\]",
    ),
    Break(
        name="a type error in the tests",
        path="tests/house/planted.py",
        spoil=module("def f(x):\n    return x\n"),
        check=MYPY,
        must_say=r"house/planted\.py.*\[no-untyped-def\]",
    ),
    # the import contract
    Break(
        name="an import that points up",
        path=CODE,
        spoil=module("import limen.domain.cases.names\n"),
        check=IMPORTS,
        must_say=r"limen\.foundation\.planted -> limen\.domain",
    ),
    Break(
        name="Django in the law",
        path="limen/law/planted.py",
        spoil=module("import django.utils.timezone\n"),
        check=IMPORTS,
        must_say=r"limen\.law\.planted -> django",
    ),
    Break(
        name="a storey that nobody placed",
        path="limen/extras/__init__.py",
        spoil=module(""),
        check=IMPORTS,
        must_say=r"- limen\.extras",
    ),
    Break(
        name="a domain module that nobody placed",
        path="limen/domain/extras/__init__.py",
        spoil=module(""),
        check=IMPORTS,
        must_say=r"- limen\.domain\.extras",
    ),
    Break(
        name="a room that is none",
        path="limen/domain/cases/extras.py",
        spoil=module(""),
        check=IMPORTS,
        must_say=r"- limen\.domain\.cases\.extras",
    ),
    Break(
        name="a floor that imports the one above",
        path="limen/domain/identity/names.py",
        spoil=add("\nimport limen.domain.cases.names\n"),
        check=IMPORTS,
        must_say=r"limen\.domain\.identity\.names -> limen\.domain\.cases",
    ),
    Break(
        name="rules that import commands",
        path="limen/domain/cases/rules.py",
        spoil=add("\nimport limen.domain.cases.commands\n"),
        check=IMPORTS,
        must_say=r"limen\.domain\.cases\.rules -> limen\.domain\.cases\.commands",
    ),
    Break(
        name="a workspace that nobody placed",
        path="limen/workspaces/extras/__init__.py",
        spoil=module(""),
        check=IMPORTS,
        must_say=r"- limen\.workspaces\.extras",
    ),
    Break(
        name="a page that touches models",
        path="limen/web/planted.py",
        spoil=module("from limen.domain.cases.models import Case\n\nprint(Case)\n"),
        check=IMPORTS,
        must_say=r"limen\.web\.planted",
    ),
]
