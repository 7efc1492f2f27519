"""The forms of the hall. They know shapes, not rules."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.hall.names import Arrival, CameFor, Opening, Purpose, SeeFirst, Span
from limen.domain.people.names import Told
from limen.reference.languages import OFTEN, choices, language_named
from limen.web.components import DayField
from limen.web.components.shapes import Text

_DAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip
_TIMES = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|to)\s*(\d{1,2})[:.](\d{2})")


def language_choices(language: str) -> list[tuple[str, str]]:
    """Languages to choose from, those of every day first."""
    often = [(code, language_named(code, language)) for code in OFTEN]
    first = sorted(often, key=lambda one: one[1].casefold())
    return [*first, *(one for one in choices(language) if one[0] not in OFTEN)]


def _line(label: Text, *, hint: Text = "", required: bool = False, most: int = 200) -> forms.CharField:
    box = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=box)


class TicketForm(forms.Form):
    """Who came, and for what."""

    party_size = forms.IntegerField(
        label=_("How many people came together"), min_value=1, max_value=50, initial=1,
        widget=forms.NumberInput(attrs={"autofocus": True}),
    )  # fmt: skip
    came_for = forms.ChoiceField(
        label=_("What they came for"), choices=CameFor.choices, initial=CameFor.REGISTRATION,
        widget=forms.RadioSelect,
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), required=False)
    first = forms.ChoiceField(
        label=_("Please see first"),
        help_text=_("Only when somebody should not wait. You decide; nothing is worked out."),
        choices=[("", _("No, in order")), *SeeFirst.choices],
        required=False,
    )
    first_says = _line(_("What you see"), hint=_("A few words for colleagues. The hall is never shown them."))

    def arrival(self) -> Arrival:
        """What was told."""
        given = self.cleaned_data
        language = given["language"]
        is_told = language not in Told.values and bool(language)
        state = Told.TOLD if is_told else Told(language or Told.NOT_ASKED)
        return Arrival(
            party_size=given["party_size"],
            language=language if is_told else None,
            language_state=state,
            came_for=CameFor(given["came_for"]),
            first=SeeFirst(given["first"]) if given["first"] else None,
            first_says=given["first_says"],
        )


def untold() -> list[tuple[str, Text]]:
    """Why a language is not known."""
    return [(state.value, state.label) for state in (Told.NOT_ASKED, Told.UNKNOWN, Told.REFUSED)]


class CallForm(forms.Form):
    """To which desk."""

    desk = _line(_("Desk"), hint=_("As it stands on the sign, such as 4 or B2."), required=True, most=40)
    ticket_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    why = _line(_("Why now, before the others"), most=200)


class BookForm(forms.Form):
    """An appointment at one of the times on offer."""

    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices, widget=forms.RadioSelect)
    says = _line(_("In a few words"), hint=_("It stands on the receipt, for everybody who sees the paper."))
    starts_at = forms.ChoiceField(label=_("Time"), widget=forms.RadioSelect)
    place = _line(_("Where to come to"), required=True)
    language = forms.ChoiceField(label=_("Language of the conversation"), required=False)
    wants_interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)


class MoveForm(forms.Form):
    """Another time."""

    starts_at = forms.ChoiceField(label=_("New time"), widget=forms.RadioSelect)
    why = _line(_("Why it is moved"))


class WhyForm(forms.Form):
    """A reason."""

    why = _line(_("Why"), required=True, most=500)


class SaysForm(forms.Form):
    """What is known, if anything."""

    says = _line(_("What is known of why nobody came"), most=500)


class DayForm(forms.Form):
    """Which day, and how long: sent with GET."""

    day = DayField(label=_("Day"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480)


class ReceiptForm(forms.Form):
    """In which language somebody gets their receipt."""

    person_id = forms.ChoiceField(label=_("For whom"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Their language"),
        help_text=_(
            "Where there is no text in it yet, the receipt is in English and in the office's language."
        ),
        required=False,
    )


class HoursForm(forms.Form):
    """When a unit sees people. The hours of a day are typed freely, such as "9:00-12:00, 13:30-16:00"."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    place = _line(_("Where people come to"), required=True)
    minutes = forms.IntegerField(label=_("Minutes for one appointment"), min_value=5, max_value=480)
    at_once = forms.IntegerField(label=_("How many are seen at the same time"), min_value=1, max_value=500)
    calendar = forms.ChoiceField(
        label=_("Calendar of days off"), help_text=_("One of the law in force."), required=False
    )
    closed_on = forms.CharField(
        label=_("Further days on which nobody is seen"),
        help_text=_("One day on each line, such as 2026-12-24."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A line for each day of the week."""
        super().__init__(*args, **kwargs)
        for day, label in enumerate(_DAYS):
            hint = _("Such as 9:00-12:00, 13:30-16:00. Empty: closed.") if day == 0 else ""
            self.fields[f"day_{day}"] = _line(label, hint=hint, most=100)

    def clean_closed_on(self) -> tuple[date, ...]:
        """The days that were typed."""
        try:
            return tuple(date.fromisoformat(line) for line in self.cleaned_data["closed_on"].split())
        except ValueError as error:
            raise forms.ValidationError(_("Enter each day as year, month and day: 2026-12-24.")) from error

    def clean(self) -> dict[str, Any]:
        """The stretches of every day."""
        given = super().clean() or self.cleaned_data
        spans = []
        for day in range(7):
            text = given.get(f"day_{day}", "")
            try:
                spans += _spans(day, text)
            except ValueError:
                self.add_error(f"day_{day}", _("Enter times such as 9:00-12:00, 13:30-16:00."))
        given["spans"] = tuple(spans)
        return given

    def opening(self) -> Opening:
        """What was typed."""
        given = self.cleaned_data
        return Opening(
            place=given["place"],
            minutes=given["minutes"],
            at_once=given["at_once"],
            spans=given["spans"],
            calendar=given["calendar"] or None,
            closed_on=given["closed_on"],
        )


def hours_typed(opening: Opening) -> dict[str, Any]:
    """Opening hours as the form shows them."""
    typed: dict[str, Any] = {
        f"day_{day}": ", ".join(
            f"{span.opens:%H:%M}-{span.closes:%H:%M}" for span in opening.spans if span.weekday == day
        )
        for day in range(7)
    }
    closed = "\n".join(day.isoformat() for day in opening.closed_on)
    return typed | {
        "place": opening.place,
        "minutes": opening.minutes,
        "at_once": opening.at_once,
        "calendar": opening.calendar or "",
        "closed_on": closed,
    }


def _spans(day: int, text: str) -> list[Span]:
    found = []
    for part in filter(str.strip, text.split(",")):
        read = _TIMES.fullmatch(part.strip())
        if read is None:
            raise ValueError(part)
        one, two, three, four = map(int, read.groups())
        found.append(Span(weekday=day, opens=time(one, two), closes=time(three, four)))
    return found


def instant_of(text: str) -> datetime:
    """An instant as a choice of times carries it."""
    return datetime.fromisoformat(text)
