"""Rows as they were understood, in the words of whoever looks at them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.imports.names import Trouble, Understood
from limen.domain.imports.queries.sheets import ImportCard, PreviewRow
from limen.domain.people.names import Belonging, Birth, Registration, Told
from limen.reference.countries import country_named
from limen.reference.languages import language_named
from limen.web.components import Column, Empty, Row, Table, Tone, isolated, tag_mark
from limen.web.components.marks import day_words
from limen.web.requests import Request


def understood_table(request: Request, card: ImportCard, rows: Sequence[PreviewRow]) -> Table:
    """The first rows of a list as they would be registered."""
    return Table(
        caption=_("The first rows, as they would be registered"),
        columns=(
            Column(header=_("Row"), is_number=True),
            Column(header=_("Name")),
            Column(header=_("Born")),
            Column(header=_("Sex")),
            Column(header=_("Nationality")),
            Column(header=_("More")),
            Column(header=_("To mend")),
        ),
        rows=tuple(_row(request, card, row) for row in rows),
        empty=Empty(sentence=_("There is no row to show.")),
        hide_caption=True,
    )


def troubles_words(troubles: Iterable[Trouble], columns: Sequence[str]) -> SafeString | str:
    """What cannot be understood, with the column where it can be mended."""
    said = []
    for one in troubles:
        named = columns[one.column] if one.column is not None and one.column < len(columns) else ""
        said.append((isolated(named), ": " if named else "", one.says))
    return format_html_join(" ", "{}{}{}", said) if said else ""


def birth_words(birth: Birth) -> str:
    """A day of birth as told, and the days that it may mean when these are not the same words."""
    if birth.state is not Told.TOLD or birth.day is None:
        return str(birth.state.label)
    day = birth.day
    if day.earliest is None or day.latest is None:
        return day.told
    if day.earliest == day.latest:
        return str(day_words(day.earliest))
    between = {"earliest": day_words(day.earliest), "latest": day_words(day.latest)}
    return f"{day.told} ({_('%(earliest)s to %(latest)s') % between})"


def _row(request: Request, card: ImportCard, row: PreviewRow) -> Row:
    found = row.understood
    if found.told is None:
        wrong = tag_mark(_("Not understood"), Tone.ATTENTION)
        to_mend = troubles_words(found.troubles, card.columns)
        return Row(cells=(str(row.line.number), wrong, "", "", "", "", to_mend))
    told = found.told
    return Row(
        cells=(
            str(row.line.number),
            format_html_join(", ", "{}", ((isolated(name.written),) for name in told.names)),
            birth_words(told.birth),
            str(told.sex.label) if told.sex else str(told.sex_state.label),
            _nationalities(request, told),
            isolated(_more(request, found, told)),
            "",
        )
    )


def _nationalities(request: Request, told: Registration) -> str:
    if not told.nationalities:
        return str(Told.NOT_ASKED.label)
    language = request.person.language
    return ", ".join(
        country_named(one.country, language)
        if one.belonging is Belonging.NATIONAL and one.country
        else str(one.belonging.label)
        for one in told.nationalities
    )


def _more(request: Request, found: Understood, told: Registration) -> str:
    """Documents, languages, telephone, and the numbers by which the sender knows the row."""
    language = request.person.language
    said = [f"{one.document.label} {one.number} ({one.issuing_state})" for one in told.documents]
    said += [language_named(one, language) for one in found.languages]
    said += [found.phone] if found.phone else []
    said += [_("reference %(key)s") % {"key": found.reference}] if found.reference else []
    said += [_("family %(key)s") % {"key": found.family}] if found.family else []
    said += [str(found.part.label)] if found.part else []
    return "; ".join(said)
