"""What is wrong with a catalogue: sentences it lacks, placeholders that differ, entries gettext ignores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError

from limen.web.words.catalogues import message_key, read
from limen.web.words.languages import SOURCE, TRANSLATED, UNREVIEWED, catalogue

# %(name)s and %s, {name} and {}, and the names of HTML tags: a translation carries the same ones.
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdif]|\{\w*\}|</?[a-zA-Z][a-zA-Z0-9]*")
# What a line of a catalogue can be: a comment (also of an entry that is gone), or a word and a closed string.
_LINE = re.compile(r'#|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+)?"(?:[^"\\]|\\.)*"\s*$')


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How far one language has come."""

    language: str
    sentences: int
    translated: int
    unreviewed: int

    def __str__(self) -> str:
        share = 100 * self.translated // self.sentences if self.sentences else 100
        return (
            f"{self.language}: {self.translated} of {self.sentences} sentences translated ({share} %), "
            f"{self.unreviewed} of them not yet reviewed by a native speaker"
        )


def coverage(language: str) -> Coverage:
    """Count the sentences of one catalogue."""
    messages = [message for message in read(catalogue(language), language) if message.id]
    done = [message for message in messages if _translated(message)]
    return Coverage(
        language=language,
        sentences=len(messages),
        translated=len(done),
        unreviewed=sum(UNREVIEWED in message.user_comments for message in done),
    )


def all_faults(found: Catalog) -> list[str]:
    """Every fault of every catalogue, each as one line that says where and what."""
    return [
        f"{language}: {fault}"
        for language in (SOURCE, *TRANSLATED)
        for fault in _faults_of_file(language, found)
    ]


def _faults_of_file(language: str, found: Catalog) -> list[str]:
    path = catalogue(language)
    if not path.exists():
        return ["there is no catalogue; run `python3 dev.py words`"]
    if broken := list(broken_lines(path.read_text(encoding="utf-8"))):
        return broken
    try:
        return list(faults(read(path, language), found))
    except (PoFileError, ValueError) as error:
        return [f"the catalogue cannot be read: {error}"]


def broken_lines(text: str) -> Iterator[str]:
    """Lines that are no part of a catalogue. Babel would read some of them as something else."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not _LINE.match(line):
            yield f"the catalogue cannot be read: line {number} is {line[:60]!r}"


def faults(words: Catalog, found: Catalog) -> Iterator[str]:
    """What is wrong with one catalogue, measured against what is in the code."""
    known = {message_key(message) for message in words if message.id}
    for message in found:
        if message.id and message_key(message) not in known:
            yield f"missing {_short(message)}; run `python3 dev.py words`"
    for message in words:
        if message.id and _translated(message):
            yield from _faults_of_entry(message, words.num_plurals)


def _faults_of_entry(message: Message, plurals: int) -> Iterator[str]:
    if message.fuzzy:
        yield f"fuzzy, so never shown: {_short(message)}; use the comment {UNREVIEWED!r} instead"
    forms = _forms(message)
    if isinstance(message.id, str):
        if _placeholders(message.id) != _placeholders(forms[0]):
            yield f"placeholders or tags differ in {_short(message)}"
        return
    if len(forms) != plurals:
        yield f"{len(forms)} plural forms where the language has {plurals}: {_short(message)}"
    allowed = _placeholders(message.id[0]) | _placeholders(message.id[1])
    # "one case" may do without the number; the last form speaks of many and may not.
    invented = any(_placeholders(form) - allowed for form in forms)
    if invented or _placeholders(forms[-1]) != _placeholders(message.id[1]):
        yield f"placeholders or tags differ in {_short(message)}"


def _forms(message: Message) -> tuple[str, ...]:
    """The translation: one form, or one per plural of the language."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _translated(message: Message) -> bool:
    forms = _forms(message)
    return bool(forms) and all(forms)


def _placeholders(sentence: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(sentence))


def _short(message: Message) -> str:
    _, sentence = message_key(message)
    places = ", ".join(place for place, _ in message.locations[:1])
    text = sentence if len(sentence) <= 60 else sentence[:57] + "..."
    return f"{text!r} ({places})" if places else repr(text)
