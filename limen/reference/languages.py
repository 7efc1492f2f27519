"""Languages by their codes of ISO 639-3, with their names in the reader's language where CLDR has them.

The code tables are those of SIL (through python-iso639); names are those of CLDR (through Babel), else the
reference name of the standard, which is English.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import iso639
from babel import Locale

from limen.reference.locales import locale_of

# What is heard at a counter every day stands first in lists, in the order of English names. It is a
# convenience of the screen and says nothing of a person.
OFTEN = tuple(
    "amh ara ben ckb eng fas fra hau hin kat kin kmr kur lin nep prs pbt rus snd som spa sqi swh tir tur ukr"
    " urd uzb vie yor zho".split()
)


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language: its code of three letters, the shorter one if there is one, and its reference name."""

    code: str
    short: str | None
    name: str
    also: tuple[str, ...]

    def called(self, language: str) -> str:
        """Its name in a language; the reference name where CLDR knows none."""
        for locale in (locale_of(language), Locale("en")):
            for code in (self.short, self.code):
                if code and (name := locale.languages.get(code)):
                    return str(name)
        return self.name


@cache
def languages() -> dict[str, Language]:
    """All living, ancient and signed languages of ISO 639-3, by code."""
    return {
        row.part3: Language(
            code=row.part3,
            short=row.part1 or None,
            name=row.name,
            also=tuple(name.print for name in row.other_names or ()),
        )
        for row in iso639.ALL_LANGUAGES
        if row.part3 and row.status == "A"
    }


def is_language(code: str) -> bool:
    """Whether a code of three letters names a language."""
    return code in languages()


def language_named(code: str, language: str) -> str:
    """The name of a language in the reader's language, or the code if nobody knows it."""
    found = languages().get(code)
    return found.called(language) if found else code


def choices(language: str) -> list[tuple[str, str]]:
    """Code and name of the languages that CLDR names or that are heard every day, by name."""
    named = locale_of("en").languages
    offered = {
        row.code: row.called(language)
        for row in languages().values()
        if row.code in OFTEN or row.code in named or (row.short and row.short in named)
    }
    return sorted(offered.items(), key=lambda one: (one[1].casefold(), one[0]))


def language_of_page(code: str) -> str:
    """The code of three letters for the language of a page, such as eng for en."""
    short = code.partition("-")[0].casefold()
    return next((row.code for row in languages().values() if row.short == short), "eng")


def read_language(text: str, language: str) -> str | None:
    """The code of a language that somebody typed: a code, a name in their language or in English, or one of
    its further names; None when it is none, or more than one."""
    wanted = text.strip().casefold()
    if not wanted:
        return None
    known = languages()
    if wanted in known:
        return wanted
    short = [row.code for row in known.values() if row.short == wanted]
    if short:
        return short[0]
    called = {
        row.code
        for row in known.values()
        if wanted in (row.called(language).casefold(), row.called("en").casefold(), row.name.casefold())
    }
    if not called:
        called = {row.code for row in known.values() if wanted in {name.casefold() for name in row.also}}
    return called.pop() if len(called) == 1 else None
