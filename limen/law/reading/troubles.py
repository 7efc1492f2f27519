"""What is wrong with a pack, so that a lawyer can mend it: file, line, what is wrong, what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Trouble:
    """One thing that is wrong. `instead` says what would be right."""

    file: str
    line: int
    says: str
    instead: str = ""

    def __str__(self) -> str:
        tail = f" {self.instead}" if self.instead else ""
        return f"{self.file}, line {self.line}: {self.says}{tail}"


class Notebook:
    """Where troubles are noted while reading goes on, so that all are told at once."""

    def __init__(self) -> None:
        self.troubles: list[Trouble] = []

    def note(self, file: str, line: int, says: str, instead: str = "") -> None:
        """One more trouble."""
        self.troubles.append(Trouble(file, line, says, instead))


class PackTroubles(Exception):
    """The packs cannot be used. Nothing of them was."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        self.troubles = tuple(sorted(set(troubles)))
        super().__init__("\n".join(str(one) for one in self.troubles))
