"""Which languages there are, where their catalogues lie, and the mark of a translation nobody reviewed."""

from __future__ import annotations

from pathlib import Path

CODE = Path(__file__).resolve().parents[2]
LOCALE = CODE / "web" / "locale"

SOURCE = "en"  # the language of the code; its catalogue only lists what there is to translate
TRANSLATED = ("ar", "de", "fr", "uk")

# A translator's comment, not gettext's fuzzy flag: fuzzy entries are left out of the compiled catalogue.
# Whoever speaks the language and has read the entry deletes the comment.
UNREVIEWED = "unreviewed: machine-made"


def catalogue(language: str) -> Path:
    """The file with the words of one language."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"
