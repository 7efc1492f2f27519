"""The process that opens one file: behind a fence, with an empty environment, and no way to speak but a pipe.

`python -I -m limen.outside.looking.child DESCRIPTOR TYPE LANGUAGE [MOST]` reads the file from the descriptor
and writes frames: a letter, a length of four bytes, and what there is to say. With a fourth word only words
are asked for, and so many pages without any may be read by machine.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from limen.outside.looking import papers, recognising, wording
from limen.outside.looking.fencing import fence
from limen.outside.looking.port import (
    DOCX,
    END,
    LEAF,
    ODT,
    PDF,
    PICTURE,
    PICTURES,
    PLAIN,
    THUMBNAIL,
    Fault,
    Leaf,
    Noticed,
    Unshowable,
)


def main(argv: list[str]) -> int:
    """Look at the file, and say what there is."""
    is_apart = fence()
    descriptor, media_type, language = int(argv[0]), argv[1], argv[2]
    most = int(argv[3]) if len(argv) > 3 else None
    noticed: set[Noticed] = set()
    fault: Fault | None = None
    out = sys.stdout.buffer
    try:
        with os.fdopen(descriptor, "rb") as file:
            for leaf in _leaves(file, media_type, language, noticed, most):
                _notice(leaf, noticed)
                _say(out, leaf)
    except Unshowable as unshowable:
        fault = unshowable.fault
    except MemoryError:
        fault = Fault.TOO_LARGE_INSIDE
    end = {"fault": fault, "noticed": sorted(noticed), "is_apart": is_apart}
    _frame(out, END, json.dumps(end).encode())
    return 0


def _leaves(
    file: BinaryIO, media_type: str, language: str, noticed: set[Noticed], most: int | None
) -> Iterator[Leaf]:
    if media_type == PDF and most is not None:
        reader = recognising.Recogniser(language, most=most)
        return papers.leaves_of_pdf(file, reader, noticed, is_for_words=True)
    if media_type == PDF:
        return papers.leaves_of_pdf(file, recognising.Recogniser(language), noticed)
    if media_type in PICTURES:
        return papers.leaves_of_picture(file, PICTURES[media_type], recognising.Recogniser(language))
    if media_type in (DOCX, ODT):
        return wording.leaves_of_packed(file, media_type)
    if media_type == PLAIN:
        return wording.leaves_of_text(file)
    raise Unshowable(Fault.OTHER_TYPE)


def _notice(leaf: Leaf, noticed: set[Noticed]) -> None:
    if leaf.is_read_by_machine:
        noticed.add(Noticed.READ_BY_MACHINE)
    elif not leaf.text.strip():
        noticed.add(Noticed.NO_TEXT)


def _say(out: BinaryIO, leaf: Leaf) -> None:
    about = {
        "text": leaf.text,
        "is_read_by_machine": leaf.is_read_by_machine,
        "width": leaf.width,
        "height": leaf.height,
    }
    _frame(out, LEAF, json.dumps(about).encode())
    _frame(out, PICTURE, leaf.picture)
    _frame(out, THUMBNAIL, leaf.thumbnail)


def _frame(out: BinaryIO, kind: bytes, said: bytes) -> None:
    out.write(kind + len(said).to_bytes(4, "big") + said)
    out.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
