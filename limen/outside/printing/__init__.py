"""Printed papers: a port (`Printer`), and the real thing (`Typesetter`). It runs everywhere and needs nothing
of the machine, so there is no stand-in; tests print for real."""

from limen.outside.printing.port import (
    CannotPrint,
    Letter,
    LetterPrinter,
    NextStep,
    Printer,
    Receipt,
)
from limen.outside.printing.sentences import all_words, is_printed_in, languages_for
from limen.outside.printing.typesetting import Typesetter

__all__ = [
    "CannotPrint",
    "Letter",
    "LetterPrinter",
    "NextStep",
    "Printer",
    "Receipt",
    "Typesetter",
    "all_words",
    "is_printed_in",
    "languages_for",
]
