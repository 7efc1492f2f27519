"""Reads, updates and compiles the catalogues (.po and .mo files)."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from limen.web.words.languages import SOURCE, UNREVIEWED, catalogue

# Header fields that Babel writes with examples in them, and that say nothing here.
UNFILLED = (
    b'"Project-Id-Version:',
    b'"Report-Msgid-Bugs-To:',
    b'"POT-Creation-Date:',
    b'"PO-Revision-Date: YEAR',
    b'"Last-Translator: FULL NAME',
    b'"Language-Team:',
)

# Two lines, each short enough that Babel never wraps them anew.
HEADER = """\
# {name} words of Limen, kept in step with the code by `python3 dev.py words`.
# Who speaks the language and found an entry right deletes its "{mark}"."""


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a file. Raises `babel.messages.pofile.PoFileError` when the file is broken."""
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def update(language: str, found: Catalog) -> bool:
    """Bring the catalogue of a language in step with what was found in the code; whether it changed.

    Translations are kept, also (at the end, commented out) those whose sentence is gone.
    """
    path = catalogue(language)
    words = read(path, language) if path.exists() else _new(language)
    _bring_back(words, found)
    known = {message_key(message) for message in words}
    # A copy: `update` puts the very messages of `found` into the catalogue, and each language marks its own.
    words.update(deepcopy(found), no_fuzzy_matching=True, update_creation_date=False)
    for message in words:
        if language != SOURCE and message.id and message_key(message) not in known:
            message.user_comments.append(UNREVIEWED)
    return _write(path, _as_file(words))


def compile_all(paths: list[Path]) -> None:
    """Make the .mo file beside each .po file. It appears complete or not at all."""
    for path in paths:
        made = BytesIO()
        write_mo(made, read(path, path.parent.parent.name))
        unfinished = path.with_suffix(".mo.unfinished")
        unfinished.write_bytes(made.getvalue())
        unfinished.replace(path.with_suffix(".mo"))


def message_key(message: Message) -> tuple[str | None, str]:
    """What gettext finds a message by: its context and its (first) sentence."""
    return (message.context, message.id if isinstance(message.id, str) else message.id[0])


def _bring_back(words: Catalog, found: Catalog) -> None:
    """A sentence that returns to the code gets the translation it had when it left."""
    wanted = {message_key(message) for message in found}
    for key, message in list(words.obsolete.items()):
        if message_key(message) in wanted:
            del words.obsolete[key]
            words[message.id] = message


def _new(language: str) -> Catalog:
    words = Catalog(locale=language, project="Limen", charset="utf-8", fuzzy=False)
    name = words.locale.english_name if words.locale else language
    words.header_comment = HEADER.format(name=name, mark=UNREVIEWED)
    return words


def _as_file(words: Catalog) -> bytes:
    made = BytesIO()
    # Without line numbers and sorted by sentence: two branches that add words seldom touch the same lines.
    write_po(made, words, width=100, sort_output=True, include_lineno=False)
    lines = made.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(UNFILLED))


def _write(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True
