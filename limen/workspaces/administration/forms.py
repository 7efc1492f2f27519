"""The forms of acts on people. They know shapes, not rules: whether an act may happen is said by the act."""

from __future__ import annotations

import re
from collections.abc import Callable
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.identity.names import Compartment, Role
from limen.domain.identity.rules import DAYS_AT_MOST
from limen.foundation.actors import Reach
from limen.reference.countries import read_country
from limen.reference.languages import read_language
from limen.web.components import DayField
from limen.web.components.shapes import Text

REACHES: dict[Reach, Text] = {
    Reach.ASSIGNED: _("Only cases given to them by name"),
    Reach.LIST: _("Sees the unit's list, opens no file"),
    Reach.READ: _("Reads the unit's files"),
    Reach.WORK: _("Reads and writes in the unit's files"),
}
_PLACES = tuple(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))


class InviteForm(forms.Form):
    """Somebody new."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As colleagues call them, in any script."),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    login = forms.CharField(
        label=_("Login"),
        help_text=_("What they type to sign in. It cannot be changed later."),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=[("UTC", "UTC"), *((z, z) for z in _PLACES)])


class PatienceForm(forms.Form):
    """How long is too long."""

    stage_days = forms.IntegerField(
        label=_("Days at one stage of the procedure"),
        help_text=_("An application that has stood longer at one stage is found. Empty: none is."),
        min_value=1,
        max_value=DAYS_AT_MOST,
        required=False,
    )
    quiet_days = forms.IntegerField(
        label=_("Days without an act"),
        help_text=_("A case in which nobody did anything for longer is found. Empty: none is."),
        min_value=1,
        max_value=DAYS_AT_MOST,
        required=False,
    )


class SkillsForm(forms.Form):
    """Languages and countries, typed by their names with commas between them."""

    languages = forms.CharField(
        label=_("Speaks"),
        help_text=_("Languages, with commas between them, such as: Tigrinya, Arabic."),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    countries = forms.CharField(
        label=_("Knows well"),
        help_text=_("Countries, with commas between them, such as: Eritrea, Sudan."),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def clean_languages(self) -> list[str]:
        """Their codes."""
        return _read(self.cleaned_data["languages"], read_language)

    def clean_countries(self) -> list[str]:
        """Their codes."""
        return _read(self.cleaned_data["countries"], read_country)


def _read(text: str, read: Callable[[str, str], str | None]) -> list[str]:
    """Codes of names. Raises `ValidationError` with the words that are none, or more than one."""
    words = [word.strip() for word in re.split("[,;،\n]", text) if word.strip()]
    found = [(word, read(word, get_language() or "en")) for word in words]
    unknown = [word for word, code in found if code is None]
    if unknown:
        raise forms.ValidationError(_("Not understood: %(words)s") % {"words": ", ".join(unknown)})
    return [code for _word, code in found if code]


class PostForm(forms.Form):
    """A role in a unit, how far it reaches, and until when."""

    unit_id = forms.ChoiceField(label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)
    reach = forms.TypedChoiceField(
        label=_("How far it reaches into the unit's cases"),
        help_text=_("As little as the work allows. Administrators and auditors get no reach."),
        choices=[(reach.value, label) for reach, label in REACHES.items()],
        coerce=int,
        widget=forms.RadioSelect,
    )
    until_on = DayField(label=_("Until"), help_text=_("The posting ends after this day."), required=False)


class ClearForm(forms.Form):
    """A compartment that somebody may know of."""

    compartment = forms.ChoiceField(
        label=_("Compartment"),
        help_text=_("It opens this part in the cases that they can read anyway, and in no other."),
        choices=[(part.value, part.label) for part in Compartment if part is not Compartment.GENERAL],
        widget=forms.RadioSelect,
    )
