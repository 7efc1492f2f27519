"""The forms of the interviews. They know shapes, not rules."""

from __future__ import annotations

import secrets
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from limen.domain.interviews.names import (
    LONGEST_BLOCK,
    Appointment,
    BlockKind,
    CheckAnswer,
    Checked,
    CorrectionKind,
    InterviewKind,
    Marker,
    ReadHow,
    Speaker,
)
from limen.domain.interviews.queries.sheets import SafeguardCard
from limen.web.components import DayField
from limen.web.components.shapes import Text
from limen.web.documents.forms import FilesField

_HOW_LONG = _("Enter a whole number of minutes, from 5 to 720.")


def _line(label: Text, *, hint: Text = "", required: bool = False, most: int = 200) -> forms.CharField:
    box = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=box)


def _words(
    label: Text, *, hint: Text = "", required: bool = True, rows: int = 4, most: int = 2000
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=area)


class MeetingForm(forms.Form):
    """When and where, and with whom."""

    starts_on = DayField(label=_("Day"))
    starts_at = forms.TimeField(
        label=_("Time"),
        help_text=_("Such as 9:30."),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"invalid": _("Enter a time of the day, such as 9:30.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=5,
        max_value=720,
        initial=180,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _HOW_LONG),
    )
    place = _line(_("Room"), hint=_("Empty when it is held by video alone."))
    by_video = forms.BooleanField(
        label=_("With a meeting link on our own server"),
        required=False,
        help_text=_("By video only where the law allows it: one of the opening checks asks."),
    )
    language = forms.ChoiceField(label=_("Language of the interview"), required=False)
    interpreter = _line(_("Interpreter"), hint=_("A name, or empty when none is needed."))
    interpreter_wishes = _line(_("What the applicant wishes of the interpreter"), most=500)
    sound = forms.BooleanField(
        label=_("Sound is recorded"),
        required=False,
        help_text=_("The applicant must know of it: one of the opening checks asks."),
    )
    present = _words(
        _("Who else will be present"), hint=_("One in a line, and in which part."), required=False
    )

    def told(self, zone: str, *, link: str = "") -> Appointment:
        """What was told. A link that there is stays; otherwise a room with a name that nobody can guess."""
        given = self.cleaned_data
        starts: time = given["starts_at"]
        made = f"{settings.MEETINGS}/{secrets.token_urlsafe(18)}" if settings.MEETINGS else ""
        return Appointment(
            starts_at=datetime.combine(given["starts_on"], starts, tzinfo=ZoneInfo(zone)),
            zone=zone,
            minutes=given["minutes"],
            place=given["place"],
            link=(link or made) if given.get("by_video") else "",
            language=given["language"] or None,
            interpreter=given["interpreter"],
            interpreter_wishes=given["interpreter_wishes"],
            present=given["present"],
            sound=given["sound"],
        )


class PlanForm(MeetingForm):
    """A new interview."""

    about = forms.ChoiceField(label=_("What is heard"), choices=InterviewKind.choices)
    officer_id = forms.ChoiceField(label=_("Who holds it"))
    compartment = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("You see the compartments that you are cleared for."),
        widget=forms.RadioSelect,
    )
    field_order = ("about", "officer_id", "compartment")


class MoveForm(MeetingForm):
    """Another time or place."""

    why = _line(_("Why it is moved"), required=True, most=500)


class WhyForm(forms.Form):
    """A reason."""

    why = _words(_("Why"), rows=3)


class KnownForm(forms.Form):
    """What is known, if anything."""

    why = _words(_("What is known of why"), rows=3, required=False)


class PrepareForm(forms.Form):
    """The questions as one text, and the version they start from."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = _words(
        _("Topics and questions"),
        hint=_(
            "A line with # begins a topic. Each other line is a question. Their order is that of the desk."
        ),
        required=False,
        rows=18,
        most=60_000,
    )


class ChecksForm(forms.Form):
    """The opening checks: each safeguard of the law in force with an answer, and a word if there is one."""

    def __init__(self, asked: list[SafeguardCard], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.asked = asked
        for place, one in enumerate(asked):
            hint = f"{one.source}. {one.note}" if one.note else one.source
            self.fields[f"answer_{place}"] = forms.ChoiceField(
                label=one.says, help_text=hint, choices=CheckAnswer.choices, widget=forms.RadioSelect
            )
            self.fields[f"words_{place}"] = _line(_("In a few words"), most=1000)

    def checks(self) -> tuple[Checked, ...]:
        """What was answered."""
        given = self.cleaned_data
        return tuple(
            Checked(
                key=one.key,
                says=one.says,
                source=one.source,
                answer=CheckAnswer(given[f"answer_{place}"]),
                words=given[f"words_{place}"],
            )
            for place, one in enumerate(self.asked)
        )


class BlockForm(forms.Form):
    """One block, as the desk types it; without its script it is sent as it stands."""

    kind = forms.ChoiceField(label=_("What it is"), choices=BlockKind.choices)
    speaker = forms.ChoiceField(label=_("Who speaks"), choices=Speaker.choices)
    language = forms.ChoiceField(label=_("Language"), required=False)
    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_BLOCK,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autocomplete": "off", "spellcheck": "true"}),
    )
    markers = forms.MultipleChoiceField(
        label=_("Markers"), choices=Marker.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class WhenForm(forms.Form):
    """When a recording begins, by the clock on the wall there."""

    begins_on = DayField(label=_("Day"))
    begins_at = forms.TimeField(
        label=_("When it begins"),
        help_text=_("Such as 9:30:05."),
        input_formats=["%H:%M:%S", "%H:%M"],
        widget=forms.TimeInput(format="%H:%M:%S", attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def begins(self, zone: str) -> datetime:
        """The instant."""
        given = self.cleaned_data
        return datetime.combine(given["begins_on"], given["begins_at"], tzinfo=ZoneInfo(zone))


class SoundForm(WhenForm):
    """A recording that another device made."""

    sent = FilesField(
        label=_("Sound file"),
        help_text=_("WAV, OGG, WebM, MP3 or M4A."),
        widget=forms.FileInput(attrs={"accept": "audio/*,.wav,.ogg,.oga,.opus,.webm,.mp3,.m4a"}),
    )
    field_order = ("sent", "begins_on", "begins_at")


class InconsistencyForm(forms.Form):
    """What does not fit."""

    words = _words(
        _("What does not fit together"),
        hint=_("In neutral words, with where each part stands. It is not yet a finding."),
    )


class AnswerForm(forms.Form):
    """What the applicant said to it."""

    answer = _words(_("What the applicant answered"), most=20_000)


class CloseForm(forms.Form):
    """Closing a record."""

    why_not_put = _words(
        _("Why an inconsistency was not put to the applicant"),
        hint=_("Only when one was not."),
        required=False,
    )


class ReadBackForm(forms.Form):
    """How the record was read back."""

    how = forms.ChoiceField(label=_("How"), choices=ReadHow.choices, widget=forms.RadioSelect)
    reader = _line(_("By whom"), hint=_("Who read or interpreted it."), required=True)
    language = forms.ChoiceField(label=_("In which language"), required=False)


class CorrectionForm(forms.Form):
    """What stands beside the words."""

    sort = forms.ChoiceField(label=_("What it is"), choices=CorrectionKind.choices, widget=forms.RadioSelect)
    words = _words(_("Words"), most=20_000)
    said_by = _line(_("Whose words they are"), required=True)


class BookForm(forms.Form):
    """Who is asked to interpret."""

    interpreter_id = forms.ChoiceField(
        label=_("Interpreter"),
        help_text=_("They see when, where and in which language, and nothing of the case."),
        widget=forms.RadioSelect,
    )
