"""Two people wrote on the same part of a sheet: what each of them says, field by field, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.dateformat import format as format_day
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from limen.foundation.refusals import Conflict
from limen.web.components import Fact, isolated
from limen.web.components.shapes import Text

_NEVER_SHOWN = frozenset({"version", "why"})


@dataclass(frozen=True, kw_only=True)
class BothVersions:
    """What the page of a conflict shows: what stands on record now, and what one typed."""

    theirs_by: str
    theirs_at: datetime | None
    theirs_says: str
    base_says: str | None
    theirs: tuple[Fact, ...]
    yours: tuple[Fact, ...]
    leave_url: str


def both_versions(conflict: Conflict, form: forms.Form, *, leave_url: str) -> BothVersions:
    """Both sides of a conflict. The form is bound to what one typed, and begins with what is on record now:
    the page is asked anew after the conflict, so that is theirs."""
    form.is_valid()
    names = [name for name in form.fields if name in form.initial and name not in _NEVER_SHOWN]
    mine = {name: form.cleaned_data.get(name, form[name].data) for name in names}
    why = str(form.cleaned_data.get("why") or "")
    reason = [Fact(term=form.fields["why"].label or "", value=isolated(why))] if why else []
    return BothVersions(
        theirs_by=conflict.theirs.by_name,
        theirs_at=conflict.theirs.at,
        theirs_says=conflict.theirs.says,
        base_says=conflict.base.says if conflict.base else None,
        theirs=tuple(_facts(form, names, form.initial)),
        yours=(*_facts(form, names, mine), *reason),
        leave_url=leave_url,
    )


def _facts(form: forms.Form, names: Iterable[str], words: Mapping[str, Any]) -> Iterator[Fact]:
    for name in names:
        field = form.fields[name]
        yield Fact(term=field.label or "", value=isolated(_said(field, words.get(name))))


def _said(field: forms.Field, value: Any) -> Text:
    """A value as a person reads it: the words of a choice, and a dash for nothing."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ChoiceField):
        chosen = value if isinstance(value, list | tuple) else [value]
        labels = {str(key): label for key, label in _flat(field.choices)}
        return ", ".join(str(labels.get(str(one), one)) for one in chosen if one not in (None, "")) or "–"
    match value:
        case date():
            return str(format_day(value, pgettext("format of a day", "j F Y")))
        case time():
            return f"{value:%H:%M}"
    return str(value) if value not in (None, "") else "–"


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
