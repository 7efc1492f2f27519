"""The form of a search that needs more than one line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.people.queries.asking import LONGEST, days_typed
from limen.likeness.calendars import Calendar
from limen.likeness.days import UncertainDay
from limen.likeness.mrz.states import NOT_COUNTRIES, STANDINGS
from limen.reference.countries import is_country, read_country
from limen.web.components.shapes import Text
from limen.web.persons.questions import Question
from limen.web.persons.words import CALENDARS

_NOT_A_DAY = _("Write it such as 12.5.1990, 5/1990, 1990, about 1990 or 1988–1992.")


def line(label: Text, *, hint: Text = "", most: int = LONGEST, required: bool = False) -> forms.CharField:
    """A field of one line, for words in any script."""
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=widget)


def calendar_field(*, unsaid: Text) -> forms.ChoiceField:
    """In which calendar a day was told; `unsaid` is the choice of whoever does not say."""
    choices = [("", unsaid), *((calendar.value, says) for calendar, says in CALENDARS.items())]
    return forms.ChoiceField(label=_("Calendar"), required=False, choices=choices)


def issuing_state(typed: str) -> str | None:
    """The code of whoever issued a document, from a code or a name as typed; None when it is none."""
    text = typed.strip()
    code = text.upper()
    if code in STANDINGS or code in NOT_COUNTRIES or code == "D" or is_country(code):
        return code
    return read_country(text, get_language() or "en")


def days_in(typed: str, calendar: str) -> tuple[UncertainDay, ...]:
    """The day that was typed, in the calendar that was chosen or else the Gregorian; none when it is none."""
    return days_typed(typed, calendar=Calendar(calendar or Calendar.GREGORIAN)) if typed.strip() else ()


class SearchForm(forms.Form):
    """Everything by which somebody may be looked for. There is no nationality and no faith in it."""

    name = line(
        _("Name"), hint=_("All of it or a part, in any order and any script. A spelling heard is enough.")
    )
    other_name = line(_("The name in another script or spelling"))
    born = line(
        _("Date of birth"),
        hint=_("As far as it is known: 12.5.1990, 5/1990, 1990, about 1990, 1988–1992."),
        most=60,
    )
    calendar = calendar_field(unsaid=_("As the numbers say"))
    number = line(_("Number of a document"), most=60)
    issuing_state = line(
        _("State that issued it"), hint=_("A name, or the three letters on the document."), most=60
    )
    reference = line(_("Reference of a case"), most=60)
    relative = line(
        _("Name of somebody they came with"), hint=_("Somebody who is part of the same case."), most=100
    )

    @classmethod
    def given(cls, question: Question) -> dict[str, Any]:
        """What the fields hold after a question was asked."""
        return asdict(question)

    def clean_issuing_state(self) -> str:
        """The code of three letters."""
        typed = str(self.cleaned_data["issuing_state"])
        if not typed.strip():
            return ""
        code = issuing_state(typed)
        if code is None:
            raise forms.ValidationError(_("Choose a state by its name or by its three letters."))
        return code

    def clean(self) -> dict[str, Any]:
        """A day that can be read in the calendar that was chosen."""
        words = super().clean() or self.cleaned_data
        calendar = Calendar(words["calendar"]) if words.get("calendar") else None
        if words.get("born") and not days_typed(words["born"], calendar=calendar):
            self.add_error("born", str(_NOT_A_DAY))
        return words

    def question(self) -> Question:
        """What was asked. The form is valid."""
        names = [name for name in self.fields if name in Question.__dataclass_fields__]
        return Question(**{name: str(self.cleaned_data[name]).strip() for name in names})
