"""The documents of the invented country: one version each, a page of text for six of ten. Of the files
there is only what the database knows: nobody opens them here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from bench.nationwide.copying import Table
from bench.nationwide.country import Country
from bench.nationwide.files import holder_of
from bench.nationwide.keys import text_of
from bench.nationwide.texts import Writer

_KINDS = ("travel", "identity", "civil", "medical", "court", "statement", "form", "other")
_NUMBERED = 10_000_000  # words of pages that are theirs alone are numbered from here, beyond those of notes


def tables(country: Country) -> Iterator[Table]:
    """In the order in which they are filled."""
    yield Table(
        name="documents_document",
        columns="id, case_id, compartment, kind, title, language, came_from, received_on, translation,"
        " translation_why, authenticity, authenticity_why, latest, revision, added_at, set_aside_why,"
        " added_by_id",
        lines=_documents(country),
    )
    yield Table(
        name="documents_version",
        columns="id, case_id, document_id, compartment, number, file_name, media_type, size, digest,"
        " stored_as, file_key, state, trouble, findings, scan, pages, tries, sent_at, sent_by_id",
        lines=_versions(country),
    )
    yield Table(
        name="documents_page",
        columns="id, case_id, version_id, compartment, number, text, is_read_by_machine, width, height",
        lines=_pages(country),
    )


def _handed_in(country: Country) -> Iterator[tuple[int, int, date, str]]:
    """Of each document its number, its case, its day and its compartment."""
    number = count()
    for case in range(country.size):
        for place in range(country.documents_of(case)):
            one = next(number)
            part = "medical" if country.chance(one, 40) < 0.05 else "general"
            yield one, case, country.opened_on(case) + timedelta(days=place % 60), part


def _documents(country: Country) -> Iterator[str]:
    for number, case, day, part in _handed_in(country):
        yield (
            f"{text_of('document', number)}\t{text_of('case', case)}\t{part}\t{_KINDS[number % len(_KINDS)]}"
            f"\tPaper {number}\ten\tapplicant\t{day}\tnot_asked\t\tnot_weighed\t\t1\t1\t{day} 12:00:00+00\t"
            f"\t{holder_of(country, case)}"
        )


def _versions(country: Country) -> Iterator[str]:
    for number, case, day, part in _handed_in(country):
        yield (
            f"{text_of('version', number)}\t{text_of('case', case)}\t{text_of('document', number)}\t{part}\t1"
            f"\tpaper-{number}.pdf\tapplication/pdf\t{40_000 + number % 900_000}\t{number:064x}"
            f"\t{text_of('file', number)}\t\\\\x00\tshown\t\t{{}}\tnot_scanned\t1\t1\t{day} 12:00:00+00"
            f"\t{holder_of(country, case)}"
        )


def _pages(country: Country) -> Iterator[str]:
    writer = Writer(country.seed + 100)
    for number, case, _, part in _handed_in(country):
        if country.chance(number, 41) < 0.6:
            yield (
                f"{text_of('page', number)}\t{text_of('case', case)}\t{text_of('version', number)}\t{part}\t1"
                f"\t{writer.text(_NUMBERED + number)}\tf\t1240\t1754"
            )
