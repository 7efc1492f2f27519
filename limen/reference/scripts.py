"""Names of scripts (ISO 15924) in the reader's language, from CLDR."""

from __future__ import annotations

from babel import Locale

from limen.reference.locales import locale_of


def script_named(code: str, language: str) -> str:
    """The name of a script such as `Arab` or `Ethi`, or its code where CLDR knows none."""
    for locale in (locale_of(language), Locale("en")):
        if name := locale.scripts.get(code):
            return str(name)
    return code
