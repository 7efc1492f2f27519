"""The forms of acts on a decision. They know shapes, not rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.decisions.names import LONGEST, AnswerKind, ServiceWay
from limen.law.packs import Pack
from limen.law.terms import Term
from limen.web.casefile.clocks_forms import StartForm
from limen.web.components import DayField
from limen.web.components.shapes import Text


def _words(
    label: Text, *, hint: Text = "", required: bool = True, rows: int = 3, most: int = 2000
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=area)


class BeginForm(forms.Form):
    """On what a decision is, about whom, and who may read it."""

    decided = forms.ChoiceField(label=_("What is decided"), widget=forms.RadioSelect)
    person_ids = forms.MultipleChoiceField(label=_("Whom it is about"), widget=forms.CheckboxSelectMultiple)
    compartment = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("You see the compartments that you are cleared for."),
        widget=forms.RadioSelect,
    )
    is_separate = forms.BooleanField(
        label=_("It stands apart from that of the family"),
        help_text=_("When what it says about this person must stay unknown to the others."),
        required=False,
    )
    instead_of = forms.ChoiceField(label=_("It corrects a served decision"), required=False)
    why = _words(_("Why it stands apart, or what it corrects"), required=False)


class SectionForm(forms.Form):
    """The text of a section, and the version that the writer had before them."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = _words(_("Text"), rows=18, most=LONGEST, required=False)


class ChooseParagraphForm(forms.Form):
    """A standard paragraph to put in."""

    paragraph_id = forms.ChoiceField(label=_("Standard paragraph"), widget=forms.RadioSelect)


class OutcomeForm(forms.Form):
    """What the decision comes to for one person. Nothing is suggested."""

    outcome = forms.ChoiceField(label=_("Outcome"))


class RemarkForm(forms.Form):
    """A remark, and the words it is about."""

    quoted = _words(
        _("The words it is about"),
        hint=_("Copy them from the text. Leave it empty for a remark on the whole section."),
        required=False,
    )
    says = _words(_("Remark"), rows=4)


class AnswerForm(forms.Form):
    """An answer to what the law asks."""

    kind = forms.ChoiceField(
        label=_("Answer"),
        choices=[(one.value, one.label) for one in AnswerKind if one is not AnswerKind.WAIVED],
        widget=forms.RadioSelect,
    )
    says = _words(_("In your own words"), hint=_("Why, and where it stands in the file."), required=False)


class SaysForm(forms.Form):
    """Words to an answer, with the version that it is about."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    says = _words(_("In your own words"), required=False)


class SignForm(forms.Form):
    """The version that is signed."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(forms.Form):
    """A reason."""

    why = _words(_("Why"))


class ServeForm(forms.Form):
    """How and when a decision reached somebody."""

    way = forms.ChoiceField(label=_("How"), choices=ServiceWay.choices, widget=forms.RadioSelect)
    served_on = DayField(label=_("Day of service"), help_text=_("The day that counts in law."))
    language = forms.ChoiceField(
        label=_("Language in which it was explained"),
        help_text=_("One that the person understands."),
    )
    proof = _words(_("Proof"), hint=_("The receipt, the number of the parcel, who was there."))


class RemedyForm(StartForm):
    """What else the term of the remedy asks for; the day of service was told already."""

    def __init__(self, data: Any, *, term: Term, pack: Pack, calendars: list[tuple[str, str]]) -> None:
        """`served_on` is set before it is looked at."""
        super().__init__(data, term=term, pack=pack, calendars=calendars, compartments=[])
        self.served_on = ""
        self._from = term.ordinary.runs_from
        for name in ("about", "compartment", f"fact-{self._from}"):
            self.fields.pop(name, None)

    def facts(self) -> dict[str, str]:
        """The answers, with the day of service."""
        return super().facts() | ({self._from: self.served_on} if self.served_on else {})


class ParagraphForm(forms.Form):
    """A standard paragraph of a unit."""

    unit_id = forms.ChoiceField(label=_("Unit that answers for it"))
    called = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )
    text = _words(_("Text"), rows=10, most=20_000)
