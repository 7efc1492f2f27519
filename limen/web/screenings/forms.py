"""The forms of screenings and of safety. They know shapes; whether an act may happen is said by the act."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.screenings.names import Acuity, Consent, Heard, Manner, StepKind
from limen.web.components.shapes import Text


def _area(label: Text, *, hint: Text = "", required: bool = True) -> forms.CharField:
    words = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, max_length=2000, required=required, widget=words)


def _heard(question: Acuity) -> forms.ChoiceField:
    return forms.ChoiceField(label=question.label, choices=Heard.choices, widget=forms.RadioSelect)


class AskForm(forms.Form):
    """Whom, by which questionnaire, in which language, how, and what the person said."""

    person_id = forms.ChoiceField(label=_("Person"), widget=forms.RadioSelect)
    questionnaire = forms.ChoiceField(
        label=_("Questionnaire and language"),
        help_text=_("Only languages in which its owner lets the words be shown here."),
    )
    manner = forms.ChoiceField(label=_("How it is asked"), choices=Manner.choices, widget=forms.RadioSelect)
    pathway = _area(
        _("Where can the person go if the answers call for it?"),
        hint=_("A place and how to reach it. Without one nobody is asked."),
        required=False,
    )
    consent = forms.ChoiceField(
        label=_("I asked whether the person wants to answer. They said:"),
        help_text=_("They may stop at any time and pass over any question. Help does not depend on it."),
        choices=Consent.choices,
        widget=forms.RadioSelect,
    )


class WhyForm(forms.Form):
    """A reason."""

    why = _area(_("Why?"))


class WorryForm(forms.Form):
    """About whom somebody is worried."""

    person_id = forms.ChoiceField(label=_("Person"), widget=forms.RadioSelect)


class StepForm(forms.Form):
    """One step of safety."""

    says = _area(_("Who did it, when, and how?"))

    def heard(self) -> dict[str, str]:
        """What was heard to the four questions; nothing for another step."""
        return {}


class AcuityForm(StepForm):
    """The four questions, each with what was heard."""

    thoughts = _heard(Acuity.THOUGHTS)
    plan = _heard(Acuity.PLAN)
    means = _heard(Acuity.MEANS)
    intent = _heard(Acuity.INTENT)

    field_order = (*Acuity.values, "says")

    def heard(self) -> dict[str, str]:
        return {one: self.cleaned_data[one] for one in Acuity.values}


def form_of(kind: StepKind) -> type[StepForm]:
    """The form of a step."""
    return AcuityForm if kind is StepKind.ACUITY else StepForm
