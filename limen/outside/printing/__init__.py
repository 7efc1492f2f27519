"""Printed papers: a port (`Printer`), and the real thing (`Typesetter`). It runs everywhere and needs nothing
of the machine, so there is no stand-in; tests print for real."""

from limen.outside.printing.boards import BoardEntry, BoardPaper, BoardSection
from limen.outside.printing.bundles import Bundle, BundlePage, BundlePart
from limen.outside.printing.looking import Fault, Look, Looker, TemplateLooker
from limen.outside.printing.port import (
    Beside,
    CannotPrint,
    Letter,
    LetterPrinter,
    NextStep,
    Paper,
    PaperPart,
    PrintedBlock,
    Printer,
    Receipt,
    Record,
)
from limen.outside.printing.sentences import all_words, is_printed_in, languages_for
from limen.outside.printing.typesetting import Typesetter
from limen.outside.printing.word_records import RecordWriter
from limen.outside.printing.wording import WordWriter, Writer, default_template

__all__ = [
    "Beside",
    "BoardEntry",
    "BoardPaper",
    "BoardSection",
    "Bundle",
    "BundlePage",
    "BundlePart",
    "CannotPrint",
    "Fault",
    "Letter",
    "LetterPrinter",
    "Look",
    "Looker",
    "NextStep",
    "Paper",
    "PaperPart",
    "PrintedBlock",
    "Printer",
    "Receipt",
    "Record",
    "RecordWriter",
    "TemplateLooker",
    "Typesetter",
    "WordWriter",
    "Writer",
    "all_words",
    "default_template",
    "is_printed_in",
    "languages_for",
]
