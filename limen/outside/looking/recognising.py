"""Reading what is printed on a picture of a page, by tesseract where it is installed. It is given pixels that
we drew, through a pipe, and writes nothing to a disk."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image

_PLACES = ("/usr/bin/tesseract", "/usr/local/bin/tesseract", "/opt/homebrew/bin/tesseract")
LONGEST_SECONDS = 30  # for one page
MOST_PAGES_READ = 40
# Where tesseract calls a language otherwise than ISO 639-3 does, or knows its nearest one.
_CALLED = {"prs": "fas", "pes": "fas", "pbt": "pus", "cmn": "chi_sim", "zho": "chi_sim", "kmr": "kur_ara"}
_SURROUNDINGS = {"PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


class Recogniser:
    """Reads pages in a language and in English, as far as the program knows them."""

    def __init__(self, language: str, *, program: str | None = None, most: int = MOST_PAGES_READ) -> None:
        self.program = program or next((place for place in _PLACES if Path(place).exists()), "")
        self.languages = self._known(_CALLED.get(language, language)) if self.program else ""
        self.left = most

    @property
    def can_read(self) -> bool:
        """Whether it would read another page."""
        return bool(self.languages) and self.left > 0

    def words_in(self, picture: Image.Image) -> str:
        """The words; none when there is no program, it fails, or enough pages were read already."""
        if not self.can_read:
            return ""
        self.left -= 1
        file = BytesIO()
        picture.convert("L").save(file, "PNG", compress_level=1)
        return self._said(["stdin", "stdout", "-l", self.languages], file.getvalue())

    def _known(self, language: str) -> str:
        known = self._said(["--list-langs"], b"").split()
        return "+".join(one for one in dict.fromkeys((language, "eng")) if one in known)

    def _said(self, words: list[str], given: bytes) -> str:
        try:
            done = subprocess.run(
                [self.program, *words],
                input=given,
                env=_SURROUNDINGS,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return ""
        return done.stdout.decode("utf-8", errors="replace")
