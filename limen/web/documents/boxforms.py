"""The forms of redacted copies: a box on a page, and asking for the copy."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.documents.names import Area, BoxReason
from limen.domain.documents.rules import LONGEST_TITLE
from limen.web.components.shapes import Text


def _edge(label: Text, hint: Text) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=1000,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-4"}
        ),
    )


class BoxForm(forms.Form):
    """Where a box lies, in thousandths of the page, and why. Drawing fills in the numbers."""

    left = _edge(_("Left edge"), _("From 0, the left of the page, to 1000, the right."))
    top = _edge(_("Top edge"), _("From 0, the top of the page, to 1000, the bottom."))
    right = _edge(_("Right edge"), _("More than the left edge."))
    bottom = _edge(_("Bottom edge"), _("More than the top edge."))
    reason = forms.ChoiceField(
        label=_("Why it is removed"), choices=[("", _("Choose a reason")), *BoxReason.choices]
    )
    why = forms.CharField(
        label=_("The reason in words, if more is to be said"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def area(self) -> Area:
        """Where it lies. Only of a valid form."""
        said = self.cleaned_data
        return Area(left=said["left"], top=said["top"], right=said["right"], bottom=said["bottom"])


class RedactionForm(forms.Form):
    """What the copy is called, and which boxes were looked at."""

    title = forms.CharField(
        label=_("Title of the copy"),
        help_text=_("The title of the original is not taken over: it may say what is removed."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    boxes = forms.RegexField(regex=r"^[0-9a-f -]*$", required=False, widget=forms.HiddenInput)

    def looked_at(self) -> list[UUID]:
        """The boxes that were on the page. Only of a valid form."""
        known = []
        for one in self.cleaned_data["boxes"].split():
            try:
                known.append(UUID(one))
            except ValueError:
                continue  # another number of boxes than there are is refused by the act
        return known
