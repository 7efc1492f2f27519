"""The forms of acts on two records. They know shapes and no rules: the act says whether it may happen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.duplicates.rules import LONGEST_REASON
from limen.web.casefile.forms import offering
from limen.web.components.shapes import Text


class WhyForm(forms.Form):
    """A reason that others can weigh."""

    why = forms.CharField(
        label=_("Why"),
        help_text=_("Whoever may read both records reads this, and it stays in the journal."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class MergeForm(WhyForm):
    """Which record stands for both, and why they are one person."""

    kept = forms.ChoiceField(
        label=_("Which record stands for both"),
        help_text=_("Lists show this one. Nothing moves: everything stays on the record it was written on."),
        widget=forms.RadioSelect,
    )
    field_order = ("kept", "why")

    def __init__(self, records: list[tuple[str, Text]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offering(self, kept=records)
