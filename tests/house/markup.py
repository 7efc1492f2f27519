"""Reads a Django template as a browser and as a translator would: tags, attributes, and sentences left bare.

Django's own lexer takes the template apart; what its tags print is replaced by a filler that is no letter, so
that the rest can be read as HTML with its line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

FILLER = "\ue000"  # from the private use area: not a letter, and in nobody's template
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
NOT_PROSE = frozenset({"script", "style", "code", "kbd", "pre", "samp"})
SPOKEN_ATTRIBUTES = frozenset(
    "alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext label placeholder "
    "title".split()
)
# Arguments of template tags that end up before a person's eyes.
SPOKEN_ARGUMENTS = "alt|aria_label|caption|heading|help|hint|label|legend|message|placeholder|says|text|title"
NAMES = frozenset({"Limen"})

_BARE_ARGUMENT = re.compile(rf"""\b(?:{SPOKEN_ARGUMENTS})=(["'])(.*?)\1""")
_BARE_FILTER = re.compile(r"""\|(?:default|default_if_none|yesno):(["'])(.*?)\1""")
_TAGS_THAT_TRANSLATE = frozenset({"trans", "translate", "blocktrans", "blocktranslate", "plural"})


@dataclass(frozen=True)
class Attribute:
    """One attribute of one tag, where it stands. The value is None for a bare name like `hidden`."""

    line: int
    tag: str
    name: str
    value: str | None


@dataclass(frozen=True)
class Bare:
    """A sentence that no translator will ever see."""

    line: int
    says: str


class Template(HTMLParser):
    """One template, read. `attributes`, `tags` and `bare` say what is in it."""

    def __init__(self, source: str, *, html: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self.attributes: list[Attribute] = []
        self.tags: list[tuple[int, str, frozenset[str]]] = []
        self.bare: list[Bare] = []
        self._open: list[tuple[str, bool]] = []  # elements, and whether their text is for translation
        tokens = Lexer(source).tokenize()
        for token in tokens:
            self.bare += _bare_in_tag(token)
        plain = "".join(_without_tags(tokens))
        if html:
            self.feed(plain)
            self.close()
        else:
            self._note_bare(plain, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, _ = self.getpos()
        named = {name.strip(FILLER): value for name, value in attrs}
        self.tags.append((line, tag, frozenset(named)))
        self.attributes += [Attribute(line, tag, name, value) for name, value in named.items()]
        if tag not in VOID:
            self._open.append((tag, tag not in NOT_PROSE and named.get("translate") != "no"))
        spoken = SPOKEN_ATTRIBUTES | ({"value"} if _is_button(tag, named) else set())
        for name in spoken & named.keys():
            self._note_bare(named[name] or "", line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        # Conditions in a template may open what they do not close: go back to the nearest one, if any.
        for index in reversed(range(len(self._open))):
            if self._open[index][0] == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        if all(prose for _, prose in self._open):
            self._note_bare(data, self.getpos()[0])

    def _note_bare(self, text: str, line: int) -> None:
        for offset, piece in enumerate(text.split("\n")):
            if _is_prose(piece):
                self.bare.append(Bare(line + offset, piece.replace(FILLER, "…").strip()))


def _is_button(tag: str, attributes: dict[str, str | None]) -> bool:
    return tag == "input" and attributes.get("type") in {"submit", "button", "reset"}


def _is_prose(text: str) -> bool:
    """Whether a person would read words here; single letters, as in L-2026-000123, are none."""
    words = re.findall(r"[^\W\d_]{2,}", text.replace(FILLER, " "))
    return any(word not in NAMES for word in words)


def _without_tags(tokens: list[Token]) -> Iterator[str]:
    """The template with its tags, and the sentences that are translated, replaced by the filler."""
    translated = unread = False
    for token in tokens:
        word = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type is TokenType.BLOCK:
            translated = word.startswith("blocktrans") or (
                translated and not word.startswith("endblocktrans")
            )
            unread = word == "comment" or (unread and word != "endcomment")
        if token.token_type is TokenType.TEXT and not translated and not unread:
            yield token.contents
        else:
            yield FILLER + "\n" * token.contents.count("\n")


def _bare_in_tag(token: Token) -> Iterator[Bare]:
    """Sentences that stand as plain strings inside `{% %}` and `{{ }}`."""
    if token.token_type is TokenType.VAR:
        pattern = _BARE_FILTER
    elif token.token_type is TokenType.BLOCK and token.split_contents()[0] not in _TAGS_THAT_TRANSLATE:
        pattern = _BARE_ARGUMENT
    else:
        return
    for found in pattern.finditer(token.contents):
        if _is_prose(found.group(2)):
            yield Bare(token.lineno or 0, found.group(2))
