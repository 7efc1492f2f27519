"""The program tesseract as a reader of zones. It is given what Limen wrote itself, never the original."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from limen.outside.reading.port import NoReader, NotRead

LONGEST = 10  # seconds
# Of a zone: capitals, digits and the filler. Sparse text finds it wherever it stands; one block reads it when
# the page around it is empty.
_LETTERS = "tessedit_char_whitelist=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
_SPARSE, _ONE_BLOCK = "11", "6"
SHORTEST_LINE = 24


@dataclass(frozen=True, kw_only=True)
class Tesseract:
    """Where the program is. Each picture is read in a folder of its own that is gone afterwards."""

    program: str
    seconds: float = LONGEST

    def lines_in(self, picture: bytes) -> tuple[str, ...]:
        """The lines that were read. Raises `NotRead`."""
        with TemporaryDirectory(prefix="limen-zone-") as folder:
            Path(folder, "page.jpg").write_bytes(picture)
            lines = self._read(folder, _SPARSE)
            long = [line for line in lines if len(line) >= SHORTEST_LINE]
            return lines if len(long) > 1 else self._read(folder, _ONE_BLOCK)

    def _read(self, folder: str, layout: str) -> tuple[str, ...]:
        try:
            done = subprocess.run(
                [self.program, "page.jpg", "stdout", "-l", "eng", "--psm", layout, "-c", _LETTERS],
                cwd=folder,
                env={"PATH": "/usr/bin:/bin", "HOME": folder, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=self.seconds,
                check=True,
            )
        except FileNotFoundError as error:
            raise NoReader from error
        except (OSError, subprocess.SubprocessError) as error:
            raise NotRead(type(error).__name__) from error
        text = done.stdout.decode("utf-8", errors="replace")
        return tuple(line.strip() for line in text.splitlines() if line.strip())


def installed() -> Tesseract | None:
    """The program, where it is installed on this machine."""
    program = shutil.which("tesseract")
    return Tesseract(program=program) if program else None
