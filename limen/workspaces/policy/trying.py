"""Reading what somebody would propose: whole or not at all, with its worked examples run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from limen.law.library import Library, read_library
from limen.law.proving import faults_of
from limen.law.reading.troubles import PackTroubles
from limen.law.refusing import Unanswerable
from limen.web.lawbook.words import said_so


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What became of the files: a library, or troubles each with file and line."""

    library: Library | None
    troubles: tuple[str, ...] = ()
    examples: int = 0
    failing: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it could be proposed."""
        return self.library is not None and not self.failing


def tried(pack: str, files: Mapping[str, str]) -> Tried:
    """Read the pack out of the files and work out its examples."""
    try:
        library = read_library(files, only=(pack,))
    except PackTroubles as wrong:
        return Tried(library=None, troubles=tuple(str(one) for one in wrong.troubles))
    except Unanswerable as wrong:
        return Tried(library=None, troubles=(said_so(wrong),))
    return with_examples(pack, library)


def with_examples(pack: str, library: Library) -> Tried:
    """The examples of a pack that was read."""
    examples = library.examples.get(pack, ())
    found = library.pack(pack)
    failing = tuple(
        _("%(file)s, line %(line)s: example %(id)s does not hold: %(fault)s")
        % {"file": one.file, "line": one.line, "id": one.id, "fault": fault}
        for one in examples
        for fault in faults_of(one, found, library)
    )
    return Tried(library=library, examples=len(examples), failing=failing)


def seal_of(files: Mapping[str, str]) -> str:
    """A mark of what was looked at, so that nothing else is proposed a moment later."""
    content = hashlib.sha256()
    for path, text in sorted(files.items()):
        content.update(f"{path}\0{len(text)}\0{text}".encode())
    return content.hexdigest()
