"""The record of an interview as its template reads it: texts alone, each keeping its own direction."""

from __future__ import annotations

from typing import Any

from limen.outside.printing.lettering import isolated, printable
from limen.outside.printing.port import PrintedBlock, Record
from limen.outside.printing.sentences import is_rtl


def written(record: Record) -> dict[str, Any]:
    """What the template is given."""
    return {
        "language": record.language.split("-")[0],
        "is_rtl": is_rtl(record.language),
        "title": printable(record.title),
        "reference": printable(record.reference),
        "office": isolated(record.office),
        "facts": [{"name": printable(name), "value": isolated(value)} for name, value in record.facts],
        "blocks": [_block(one) for one in record.blocks],
        "answered_title": printable(record.answered_title),
        "answered": [{"words": isolated(words), "answer": isolated(said)} for words, said in record.answered],
        "hash_says": printable(record.hash_says),
        "digest": record.digest,
        "sign_here": [printable(name) for name in record.sign_here],
        "printed": record.printed_at.strftime("%Y-%m-%d %H:%M"),
    }


def _block(one: PrintedBlock) -> dict[str, Any]:
    return {
        "head": isolated(one.head),
        "words": isolated(one.words),
        "is_answer": one.is_answer,
        "beside": [{"head": isolated(said.head), "words": isolated(said.words)} for said in one.beside],
    }
