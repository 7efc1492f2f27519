"""States and territories by their codes of three letters, with their names in the reader's language.

Codes and names are those of CLDR (through Babel). Codes that only travel documents know, of stateless persons
and refugees among them, are read in `limen.likeness.mrz.states`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global

from limen.reference.locales import locale_of

# Codes that CLDR still reads and that name no state of today; the other code of the same place is taken.
_OF_THE_PAST = frozenset({"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD"})
# Areas that CLDR names and that issue no documents of their own.
_NO_STATES = frozenset({"AC", "CP", "DG", "EU", "QO", "TA", "XA", "XB", "ZZ"})


@dataclass(frozen=True, kw_only=True)
class Country:
    """A state or territory: its code of three letters (ISO 3166-1) and that of two."""

    code: str
    short: str

    def called(self, language: str) -> str:
        """Its name in a language; in English, or its code, where CLDR knows no other."""
        for locale in (locale_of(language), Locale("en")):
            if name := locale.territories.get(self.short):
                return str(name)
        return self.code


@cache
def countries() -> dict[str, Country]:
    """All states and territories of today, by their code of three letters."""
    known = Locale("en").territories
    found = {}
    for code, places in get_global("territory_aliases").items():
        if len(code) != 3 or not code.isalpha() or len(places) != 1 or code in _OF_THE_PAST:
            continue
        short = str(places[0])
        if short in known and short not in _NO_STATES and len(short) == 2:
            found[str(code)] = Country(code=str(code), short=short)
    # Kosovo has no code in ISO 3166-1; XKX is what most registers use.
    found.pop("XKK", None)
    found["XKX"] = Country(code="XKX", short="XK")
    return dict(sorted(found.items()))


def is_country(code: str) -> bool:
    """Whether a code of three letters names a state or territory of today."""
    return code in countries()


def country_named(code: str, language: str) -> str:
    """The name of a country in a language, or the code itself if nobody knows it."""
    country = countries().get(code)
    return country.called(language) if country else code


def choices(language: str) -> list[tuple[str, str]]:
    """Code and name of every country, in the order of their names in the language."""
    named = [(country.code, country.called(language)) for country in countries().values()]
    return sorted(named, key=lambda one: (one[1].casefold(), one[0]))


def read_country(text: str, language: str) -> str | None:
    """The code of a country that somebody typed: a code of two or three letters, or a name, in their language
    or in English; None when it is none, or more than one."""
    wanted = text.strip().casefold()
    if not wanted:
        return None
    for country in countries().values():
        if wanted in (country.code.casefold(), country.short.casefold()):
            return country.code
    names = (language, "en")
    found = {
        country.code
        for country in countries().values()
        if wanted in {country.called(one).casefold() for one in names}
    }
    return found.pop() if len(found) == 1 else None
