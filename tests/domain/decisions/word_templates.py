"""Word templates that somebody might bring: the one of the house, and what becomes of it in other hands."""

from __future__ import annotations

import io
import zipfile

from limen.outside.printing import default_template

MAIN = "word/document.xml"


def changed(old: str = "", new: str = "", *, part: str = MAIN, more: dict[str, bytes] | None = None) -> bytes:
    """The template of the house with something said otherwise, or with more parts in it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(default_template())) as packed,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for one in packed.infolist():
            content = packed.read(one)
            if one.filename == part and old:
                assert old.encode() in content, old
                content = content.replace(old.encode(), new.encode())
            made.writestr(one.filename, content)
        for name, content in (more or {}).items():
            made.writestr(name, content)
    return out.getvalue()


def paragraph(words: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def words_of(content: bytes) -> str:
    """The main text of a Word file, as it stands in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(MAIN).decode()
