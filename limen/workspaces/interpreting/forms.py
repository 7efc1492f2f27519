"""The forms of the interpreters. They know shapes, not rules."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.web.components.shapes import Text

YES, NO = "yes", "no"


def _one_of(label: Text, yes: Text, no: Text, *, hint: Text = "") -> forms.ChoiceField:
    choices = ((YES, yes), (NO, no))
    return forms.ChoiceField(label=label, help_text=hint, choices=choices, widget=forms.RadioSelect)


def _why(hint: Text) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(
        label=_("In a few words"), help_text=hint, required=False, max_length=1000, widget=area
    )


class AnswerForm(forms.Form):
    """Whether one comes."""

    comes = _one_of(_("Do you come?"), _("Yes, I come"), _("No, I cannot come"))
    why = _why(_("Needed when you cannot come. Write nothing about the applicant."))

    def accepts(self) -> bool:
        """Whether it was a yes."""
        return bool(self.cleaned_data["comes"] == YES)


class UnderstandingForm(forms.Form):
    """What one can say once one has met."""

    understands = _one_of(
        _("Do you and the applicant understand each other well?"),
        _("Yes"),
        _("No"),
        hint=_("The language, the dialect, and the words for what is spoken about."),
    )
    is_free = _one_of(
        _("Are you free of any tie to the applicant, the family, or anybody who is spoken about?"),
        _("Yes, I know none of them"),
        _("No, there is a tie"),
    )
    words = _why(_("Needed where an answer is no. Write nothing that was said in the interview."))
