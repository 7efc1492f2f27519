"""What one may ask of the law: forms that are sent with GET, change nothing and are kept nowhere."""

from __future__ import annotations

from datetime import date
from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.web.components import DayField
from limen.web.components.shapes import Text
from limen.web.requests import Request, today

ASKED = "ask"  # the name of the button: without it a page was opened, and nothing asked yet


def is_asked(request: Request) -> bool:
    """Whether somebody pressed the button."""
    return ASKED in request.GET


class DayForm(forms.Form):
    """A day to ask about; today until somebody says otherwise."""

    on = DayField(label=_("Day"))

    @classmethod
    def asked(cls, request: Request, *, label: Text = "") -> Self:
        """The form with what was typed, or with today."""
        form = cls(request.GET) if is_asked(request) else cls(initial={"on": today(request)})
        if label:
            form.fields["on"].label = label
        return form

    @property
    def day(self) -> date | None:
        """The day that was asked for, when it is one."""
        if not (self.is_bound and self.is_valid()):
            return None
        found: date = self.cleaned_data["on"]
        return found
