"""What Limen is built from: locked by hash, in step with pyproject.toml, under licences it can live with."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from gate import licences
from tests.house import tree

FILES = ("run.txt", "dev.txt", "tool.txt")
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)


def pins(file: str) -> dict[str, str]:
    """Name and version of everything that a requirements file locks."""
    found = PIN.finditer(_text(file))
    return {canonicalize_name(pin["name"]): pin["version"] for pin in found}


@pytest.mark.parametrize("file", FILES)
def test_every_pin_has_its_hashes_and_names_no_place(file: str) -> None:
    entries = re.split(r"\n(?=\S)", _text(file).strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--(extra-)?index|--find-links|^#", _text(file), re.MULTILINE)


def test_the_locks_are_in_step_with_pyproject() -> None:
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {"run.txt": project["project"]["dependencies"], "dev.txt": project["dependency-groups"]["dev"]}
    faults = [
        f"{line} (requirements/{file} has {pins(file).get(canonicalize_name(Requirement(line).name))})"
        for file, lines in wanted.items()
        for line in lines
        if not _satisfied(Requirement(line), pins(file))
    ]
    assert not faults, "run `python3 dev.py lock`:" + tree.listed(faults)


def test_the_tools_do_not_move_what_runs() -> None:
    dev = pins("dev.txt")
    moved = {name: version for name, version in pins("run.txt").items() if dev.get(name) != version}
    assert not moved


def test_every_licence_is_written_down_and_lets_us_be_free() -> None:
    forbidden = [one for one in licences.locked() if one.is_forbidden]
    assert not forbidden
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(), "run `python3 dev.py licences`"


@pytest.mark.parametrize(
    ("licence", "forbidden"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("", True),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT OR Apache-2.0", False),
    ],
)
def test_the_licence_rule_knows_them_apart(licence: str, forbidden: bool) -> None:
    assert licences.Licensed(name="x", version="1", licence=licence).is_forbidden is forbidden


def _satisfied(wanted: Requirement, locked: dict[str, str]) -> bool:
    version = locked.get(canonicalize_name(wanted.name))
    return version is not None and wanted.specifier.contains(version, prereleases=True)


def _text(file: str) -> str:
    return (tree.ROOT / "requirements" / file).read_text(encoding="utf-8")
