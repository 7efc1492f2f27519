"""The forms of acts on a case. They know shapes, not rules: whether an act may happen is said by the act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from limen.domain.cases.names import OpeningGround, Part, ShareBasis, SharePurpose, WallGround
from limen.domain.cases.rules import REASON_AT_LEAST
from limen.web.components import DayField
from limen.web.components.shapes import Text

F = TypeVar("F", bound=forms.Form)
Choices = Iterable[tuple[str, Text]]


def offering(form: F, **choices: Choices) -> F:
    """The form with what one may choose in it for this person, now."""
    for name, offered in choices.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*offered]
    return form


def unchosen(choices: Choices) -> list[tuple[str, Text]]:
    """Choices of a folded list that begins with none chosen."""
    return [("", ""), *choices]


def end_of(day: date, time_zone: str) -> datetime:
    """The last second of a day where the person sits."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=ZoneInfo(time_zone))


def _words(
    label: Text, *, hint: Text = "", required: bool = True, rows: int = 3, most: int = 2000
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=area)


def _one_of(label: Text, names: type[TextChoices], *, hint: Text = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, choices=names.choices, widget=forms.RadioSelect)


class OpenForm(forms.Form):
    """A new case."""

    unit_id = forms.ChoiceField(label=_("Unit"), help_text=_("The unit with which the case lies."))
    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("As it stands on your papers. It cannot be used twice."),
        max_length=40,
    )
    called = forms.CharField(
        label=_("Name for lists"),
        help_text=_("The name by which lists show the case, in any script."),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    opened_on = DayField(label=_("Day of opening"))


class AssignForm(forms.Form):
    """Who gets the case, what they do in it, and why they do."""

    member_id = forms.ChoiceField(label=_("Person"))
    part = _one_of(_("Part in the case"), Part)
    why = _words(_("Why this person"), hint=_("Kept in the journal: language, experience, workload."))


class WallForm(forms.Form):
    """Whom a conflict of interest keeps away."""

    member_id = forms.ChoiceField(label=_("Person"))
    ground = _one_of(_("Ground"), WallGround)
    why = _words(_("What the conflict is"), required=False)


class ConflictForm(forms.Form):
    """A conflict of interest of one's own."""

    ground = _one_of(_("How you know this person"), WallGround)
    why = _words(
        _("In your own words"),
        hint=_("Your supervisor can read this. Write only what they need."),
        required=False,
    )


class WhyForm(forms.Form):
    """The reason for an act that needs nothing else."""

    why = _words(_("Why"))


class ShareForm(forms.Form):
    """One recipient, one purpose, one right, an end."""

    unit_id = forms.ChoiceField(label=_("Share with"))
    purpose = _one_of(_("Purpose"), SharePurpose, hint=_("One share has one purpose."))
    basis = _one_of(_("By what right"), ShareBasis)
    basis_says = _words(
        _("Which consent, or which law"),
        hint=_("The day and form of the consent, or the article of the law."),
    )
    compartments = forms.MultipleChoiceField(
        label=_("Beyond the general part of the file"),
        help_text=_("Only people there who are cleared for a compartment read it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until_on = DayField(label=_("Until"), help_text=_("The share ends by itself at the end of this day."))


class EmergencyForm(forms.Form):
    """One case, for an hour, for a reason."""

    reference = forms.CharField(label=_("Reference of the case"), max_length=40)
    ground = _one_of(_("Ground"), OpeningGround)
    reason = _words(
        _("Reason"),
        hint=_("At least %(count)d characters. The person who reviews the opening reads it.")
        % {"count": REASON_AT_LEAST},
        rows=4,
    )


class ReviewForm(forms.Form):
    """Whether an emergency opening was justified."""

    was_justified = forms.ChoiceField(
        label=_("Was the opening justified?"),
        choices=[("yes", _("Yes, it was justified")), ("no", _("No, it was not justified"))],
        widget=forms.RadioSelect,
    )
    review_says = _words(_("Your words for the record"))


class NoteForm(forms.Form):
    """A new note. `version` stays 0: there is nothing yet that it replaces."""

    happened_on = DayField(label=_("Day the note is about"))
    compartment = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("You see the compartments that you are cleared for."),
        widget=forms.RadioSelect,
    )
    text = _words(_("Note"), rows=12, most=100_000)


class RevisionForm(forms.Form):
    """A better text of a note, and the version it replaces."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = _words(_("Note"), rows=12, most=100_000)
