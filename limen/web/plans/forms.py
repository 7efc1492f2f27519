"""The forms of acts on a plan. They know shapes, not rules: whether an act may happen is said by the act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.plans.names import ClosingWhy, DelayWhy, Doer, DropWhy, GoalState, Proof
from limen.domain.plans.queries.cards import Programme
from limen.domain.plans.rules import GOAL_AT_MOST, STEP_AT_MOST
from limen.reference import languages
from limen.web.components import DayField
from limen.web.components.shapes import Text

SEEN = "seen"


def _words(label: Text, *, hint: Text = "", required: bool = True, rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=GOAL_AT_MOST, widget=area
    )


def _one_of(label: Text, names: type[TextChoices], *, hint: Text = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, choices=names.choices, widget=forms.RadioSelect)


def _language(label: Text, *, hint: Text = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=lambda: [("", ""), *languages.choices(get_language() or "en")],
    )


class VersionForm(forms.Form):
    """The version that one looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class BeginForm(forms.Form):
    """For whom, in which language, and the days from which the programme counts."""

    programme = forms.CharField(widget=forms.HiddenInput)
    person_id = forms.ChoiceField(label=_("Whose plan it is"), required=False, widget=forms.RadioSelect)
    language = _language(_("Language in which it is printed for them"))

    def __init__(
        self, data: Any, *, programme: Programme, people: list[tuple[str, str]], **more: Any
    ) -> None:
        """`people` are those who are part of the case now."""
        super().__init__(data, **more)
        self._asks = programme.asks
        whose = self.fields["person_id"]
        if isinstance(whose, forms.ChoiceField):
            whose.choices = [("", _("The household")), *people]
        for place, fact in enumerate(programme.asks):
            later = _("If it is not known yet, leave it empty and say it later.")
            self.fields[f"fact-{fact.name}"] = DayField(
                label=fact.says, help_text=later if place else "", required=place == 0
            )
        if programme.calendars:
            self.fields["calendar"] = forms.ChoiceField(
                label=_("Days off"),
                help_text=_("Days off differ from place to place."),
                choices=[("", ""), *programme.calendars],
            )
        self.fields["review_on"] = DayField(
            label=_("Day on which you look at it again together"), required=False
        )

    def facts(self) -> dict[str, str]:
        """The days that were given, as the law reads them."""
        days = {fact.name: self.cleaned_data.get(f"fact-{fact.name}") for fact in self._asks}
        return {name: day.isoformat() for name, day in days.items() if day}


class TellDayForm(forms.Form):
    """A day that was not known when the plan was begun."""

    fact = forms.ChoiceField(label=_("Which day"), widget=forms.RadioSelect)
    told_on = DayField(label=_("Day"))


class GoalForm(forms.Form):
    """What the person wants."""

    says = _words(
        _("What they want, in their own words"),
        hint=_("As they said it, in their language. It is printed as it stands here."),
        rows=4,
    )
    language = _language(_("Language in which they said it"))


class RevisedGoalForm(GoalForm, VersionForm):
    """The same, better said."""


class EndGoalForm(forms.Form):
    """What became of a goal."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        choices=[(one.value, one.label) for one in GoalState if one is not GoalState.OPEN],
        widget=forms.RadioSelect,
    )
    why = _words(_("In words"), required=False)


class StepForm(forms.Form):
    """A step of one's own."""

    says = forms.CharField(
        label=_("What is to be done"),
        max_length=STEP_AT_MOST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    doer = _one_of(_("Who does it"), Doer)
    doer_name = forms.CharField(
        label=_("Who that is"),
        help_text=_("Only when it is somebody else."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    planned_on = DayField(
        label=_("By when"), help_text=_("It becomes a task of yours on that day."), required=False
    )


class FinishForm(VersionForm):
    """When it was done, and what shows it."""

    done_on = DayField(label=_("Day on which it was done"))
    shown_by = forms.ChoiceField(label=_("What shows it"), widget=forms.RadioSelect)
    says = _words(_("In words"), required=False, rows=2)

    def proof(self) -> Proof:
        """What was named. Only of a valid form."""
        said, words = self.cleaned_data["shown_by"], self.cleaned_data["says"]
        kind, _dash, key = said.partition(":")
        if kind == "note":
            return Proof(note_id=UUID(key), says=words)
        if kind == "document":
            return Proof(name=key, says=words)
        seen = str(_("The worker was there, or saw it."))
        return Proof(says=f"{seen} {words}".strip() if said == SEEN else words)


class PutOffForm(VersionForm):
    """Another day, and why."""

    planned_on = DayField(label=_("New day"))
    reason = _one_of(_("Reason"), DelayWhy)
    why = _words(_("In words"))


class DropForm(VersionForm):
    """Why a step is not possible."""

    reason = _one_of(_("Reason"), DropWhy)
    why = _words(_("In words"))


class ExceptionForm(VersionForm):
    """Why a step may be left out."""

    why = _words(_("Why"), hint=_("Your name and this reason stay in the plan."))


class ReviewForm(VersionForm):
    """What was said, and when the next time is."""

    held_on = DayField(label=_("Day on which you looked at it together"))
    says = _words(_("What was said"), rows=5)
    next_on = DayField(label=_("The next time"), required=False)


class CloseForm(VersionForm):
    """Why a plan is closed, and what follows."""

    reason = _one_of(_("Why it is closed"), ClosingWhy)
    why = _words(
        _("In words"),
        hint=_("Who goes on with what is open, and how the person can come back."),
        required=False,
    )
