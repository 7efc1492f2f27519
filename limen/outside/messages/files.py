"""A stand-in: every message becomes a file in a folder, and none leaves the house. Used by demonstrations."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from limen.outside.messages.port import Letter, NotTaken
from limen.outside.messages.writing import written

_NAMED, _NAMELESS = "Limen <limen@demo.invalid>", "no-name@demo.invalid"

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True)
class Files:
    """Writes letters as .eml files, which any e-mail program opens."""

    folder: Path

    def send(self, letter: Letter) -> None:
        """Write a letter, whole or not at all."""
        content = written(letter, sender=_NAMED if letter.says_who else _NAMELESS).as_bytes()
        place = self.folder / f"{letter.reference}.eml"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished = place.with_suffix(".part")
            with os.fdopen(os.open(unfinished, _NEW, 0o600), "wb") as file:
                file.write(content)
            unfinished.replace(place)
        except OSError as error:
            raise NotTaken(f"{type(error).__name__}: {error}") from error
