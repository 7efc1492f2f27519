"""What must be noticed about the house as a whole."""

from __future__ import annotations

from gate.breaks.breaking import CODE, Break, add, change, house, module

BREAKS = [
    # the house
    Break(
        name="a module that does not say what it is for",
        path=CODE,
        spoil=lambda _: "X = 1\n",
        check=house("modules"),
        must_say="foundation/planted.py",
    ),
    Break(
        name="a module with a name that says nothing",
        path="limen/foundation/utils.py",
        spoil=module(""),
        check=house("modules"),
        must_say="foundation/utils.py",
    ),
    Break(
        name="a file too long to read",
        path=CODE,
        spoil=module("X = 1\n" * 300),
        check=house("modules"),
        must_say=r"planted\.py: 30\d lines",
    ),
    Break(
        name="a function too long to hold in mind",
        path=CODE,
        spoil=module("def long() -> None:\n" + "    print()\n" * 60),
        check=house("modules"),
        must_say=r"planted\.py:long: 61 lines",
    ),
    Break(
        name="one more silenced check",
        path=CODE,
        spoil=module("X = 1  # noqa\n"),
        check=house("modules"),
        must_say="silenced checks",
    ),
    Break(
        name="a mock of our own code",
        path="tests/house/planted.py",
        spoil=module("from unittest import mock\n"),
        check=house("modules"),
        must_say="house/planted.py",
    ),
    Break(
        name="a domain word that the glossary does not explain",
        path="limen/domain/cases/events.py",
        spoil=add("\n\nclass QuuxFlummoxed(CaseEvent):\n    pass\n"),
        check=house("glossary"),
        must_say="QuuxFlummoxed",
    ),
    Break(
        name="a lock that is behind pyproject",
        path="pyproject.toml",
        spoil=change(r'"django>=[\d.]+,', '"django>=99,'),
        check=house("requirements"),
        must_say="django.*>=99",
    ),
    Break(
        name="a pin without its hashes",
        path="requirements/run.txt",
        spoil=add("planted==1.0\n"),
        check=house("requirements"),
        must_say="test_every_pin_has_its_hashes",
    ),
    Break(
        name="a licence page that is out of date",
        path="docs/licences.md",
        spoil=add("| planted | 1.0 | MIT |\n"),
        check=house("requirements"),
        must_say="dev.py licences",
    ),
    Break(
        name="the name of a package registry",
        path="docs/planted.md",
        spoil=add(f"https://{'.'.join(('py' + 'pi', 'org'))}\n"),
        check=house("repository"),
        must_say="docs/planted.md",
    ),
    # the gate itself
    Break(
        name="a test that fails",
        path="tests/house/test_planted.py",
        spoil=module("def test_planted() -> None:\n    assert 1 == 2\n"),
        check=house("planted"),
        must_say="1 failed",
    ),
]
