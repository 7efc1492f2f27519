"""The remedies of a decision and their times as the law has them: what its text can pull in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel.units import format_unit
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.decisions.rules.evidence import REMEDY
from limen.law.lengths import Length, Unit
from limen.law.packs import Pack

_UNITS = {
    Unit.HOURS: "duration-hour",
    Unit.DAYS: "duration-day",
    Unit.WEEKS: "duration-week",
    Unit.MONTHS: "duration-month",
    Unit.YEARS: "duration-year",
}


def remedy_fields(pack: Pack, terms: Iterable[str], *, on: date, language: str) -> dict[str, str]:
    """A field for each remedy: what the law calls it and its time on that day, with the source; that no time
    is set, where national law must still set one."""
    found = {}
    with translation.override(language):
        for name in sorted(set(terms) & set(pack.terms)):
            term = pack.terms[name]
            value = term.ordinary.values.on(on)
            told = {"remedy": term.says, "time": _("no time is set"), "source": ""}
            if value is not None:
                told |= {"time": _length(value.value, language), "source": f" ({value.source})"}
            found[f"{REMEDY}{name}"] = _("%(remedy)s: %(time)s%(source)s") % told
    return found


def _length(length: Length, language: str) -> str:
    """In words of that language."""
    if length.unit is Unit.WORKING_DAYS:
        told = ngettext("%(number)d working day", "%(number)d working days", length.number)
        return told % {"number": length.number}
    return format_unit(length.number, _UNITS[length.unit], locale=language.replace("-", "_"))
