"""Form fields: label above, hint before the field, error beside it, and a day typed in three parts.

`FormRenderer` draws Django's own forms the same way; name it in the setting FORM_RENDERER.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from limen.web.components.shapes import Text


class FormRenderer(DjangoTemplates):
    """Draws forms with Limen's fields."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"


class DayInput(forms.Widget):
    """A day as three fields: day, month, year. Each part may be typed with or without its zero."""

    template_name = "web/components/day_input.html"
    parts = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))

    def get_context(self, name: str, value: object, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """The parts with what was typed in each."""
        context = super().get_context(name, value, dict(attrs or {}))
        typed = _typed(value)
        context["parts"] = [
            {"name": f"{name}_{part}", "part": part, "label": label, "width": width, "value": typed[index]}
            for index, (part, label, width) in enumerate(self.parts)
        ]
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> str | None:
        """The day as YYYY-MM-DD; what is no day comes back as typed, so that the field refuses it."""
        day, month, year = (
            str(data.get(f"{name}_{part}") or "").strip() for part, _label, _width in self.parts
        )
        if not (day or month or year):
            return None
        if day.isdigit() and month.isdigit() and year.isdigit():
            return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
        return f"{year}-{month}-{day}"

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Whether none of the parts was sent."""
        return all(f"{name}_{part}" not in data for part, _label, _width in self.parts)

    def id_for_label(self, id_: str) -> str:
        """An error links to the first part."""
        return f"{id_}_day" if id_ else id_


def _typed(value: object) -> tuple[str, str, str]:
    """Day, month and year of a value, as strings to type over."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    year, month, day = [*str(value or "").split("-", 2), "", "", ""][:3]
    return day, month, year


class DayField(forms.DateField):
    """A day typed in three parts."""

    widget = DayInput
    default_error_messages = {"invalid": _("Enter a real day, such as 27 3 1986.")}

    def __init__(self, **kwargs: Any) -> None:
        """Take what `forms.DateField` takes; only one form of input reaches it."""
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


@dataclass(frozen=True, kw_only=True)
class FieldBox:
    """Everything around one control: its label, its hint, its errors, and the control's own markup."""

    id: str
    label: Text
    control: SafeString
    hint: Text = ""
    errors: Sequence[Text] = ()
    is_group: bool = False
    is_optional: bool = False
    is_labelled_inside: bool = False
    hides_label: bool = False
    draft: bool = False

    @property
    def described_by(self) -> str:
        """The ids of what describes a group; a single control names them itself."""
        return described_by(self.id, hint=self.hint, errors=self.errors)


def described_by(id_: str, *, hint: Text, errors: Sequence[Text]) -> str:
    """The ids of hint and error, in the order in which they are read."""
    ids = []
    if hint:
        ids.append(f"{id_}_helptext")
    if errors:
        ids.append(f"{id_}_error")
    return " ".join(ids)
