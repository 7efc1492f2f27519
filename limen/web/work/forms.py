"""The forms of tasks. They know shapes, not rules."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.identity.names import Compartment
from limen.domain.tasks.rules import WORDS_AT_MOST
from limen.web.components import DayField

LINE_AT_MOST = 400


def _line(most: int) -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "maxlength": most})


class TaskForm(forms.Form):
    """A task: what, by when, for whom, in which case."""

    says = forms.CharField(
        label=_("What is to be done"), max_length=WORDS_AT_MOST, widget=_line(WORDS_AT_MOST)
    )
    due_on = DayField(label=_("By which day"))
    for_member_id = forms.ChoiceField(label=_("For whom"))
    reference = forms.CharField(
        label=_("Case"),
        help_text=_(
            "The reference, when it belongs to a case. Without one, only you and whoever is to do it see it."
        ),
        required=False,
        max_length=40,
        widget=_line(40),
    )
    compartment = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("You see the compartments that you are cleared for."),
        choices=Compartment.choices,
        initial=Compartment.GENERAL,
        widget=forms.RadioSelect,
    )


class PostponeForm(forms.Form):
    """Another day, and why."""

    due_on = DayField(label=_("New day"))
    why = forms.CharField(
        label=_("Why it is put off"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
