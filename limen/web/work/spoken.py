"""Languages in worklists: as they are read from what was typed, and as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.reference.languages import is_language, language_named, read_language

TYPED_AT_MOST = 60


def language_in(typed: str) -> str:
    """The code of a language that somebody typed, or what was typed when it names none."""
    text = typed.strip()[:TYPED_AT_MOST]
    return read_language(text, _here()) or text


def named(codes: Sequence[str]) -> str:
    """These languages in the reader's."""
    return ", ".join(language_named(code, _here()) for code in codes)


def box_of(asked: str) -> dict[str, str]:
    """What stands in the box of the filter, and what is wrong with it."""
    if not asked or is_language(asked):
        return {"language_typed": named([asked]) if asked else "", "language_error": ""}
    return {
        "language_typed": asked,
        "language_error": _("No language is called that. Type its name in your language, or in English."),
    }


def _here() -> str:
    return get_language() or "en"
