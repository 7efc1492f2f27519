"""The forms of acts on a family: what people are to each other, where they live, who acts for somebody."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.families.names import Accompanied, AppointmentKind, Kind, Stance, Union
from limen.domain.people.names import Source
from limen.web.components import DayField
from limen.web.persons.forms import choice_of, one_of, words_of
from limen.web.persons.more_forms import version_field, why_field
from limen.web.persons.search_forms import line

FIRST, SECOND = "first", "second"


class WeightFields(forms.Form):
    """How far something is believed, and on what ground."""

    stance = one_of(_("How far it is believed"), Stance)
    source = choice_of(_("From whom it is known"), Source)
    said_by = line(_("Who said so"), most=100)
    evidence = words_of(_("What it rests on"), required=False)


class RelateForm(WeightFields):
    """What one person is to another."""

    field_order = ("other_id", "kind", "direction", "union", "words", "since_on")
    other_id = forms.ChoiceField(
        label=_("The other person"), help_text=_("People who share a case with this one, and whom you read.")
    )
    kind = choice_of(_("Relationship"), Kind)
    direction = forms.ChoiceField(
        label=_("Who is that to whom"),
        choices=[
            (SECOND, _("The other person is that to this one")),
            (FIRST, _("This person is that to the other one")),
        ],
        initial=SECOND,
        widget=forms.RadioSelect,
    )
    union = forms.ChoiceField(
        label=_("For partners: how they are joined"), choices=[("", ""), *Union.choices], required=False
    )
    words = line(_("In words, where the list says too little"))
    since_on = DayField(label=_("Since"), required=False)


class WeighForm(WeightFields):
    """How far a relationship is believed now, and why that changed."""

    version = version_field()
    why = why_field(_("Why it is weighed anew"))


class EndRelationshipForm(forms.Form):
    """That a relationship ended."""

    version = version_field()
    until_on = DayField(label=_("Until"))
    why = why_field(_("Why it ended"))


class LeaveForm(forms.Form):
    """Since when something no longer holds."""

    until_on = DayField(label=_("Until"))
    why = why_field(_("Why it ended"))


class HouseholdForm(forms.Form):
    """Who lives together with the person."""

    others = forms.MultipleChoiceField(
        label=_("Who lives with this person"), required=False, widget=forms.CheckboxSelectMultiple
    )
    since_on = DayField(label=_("Since"), required=False)
    source = choice_of(_("From whom it is known"), Source)


class JoinForm(forms.Form):
    """Which household, since when, and from whom that is known."""

    household_id = forms.ChoiceField(label=_("Household of"), widget=forms.RadioSelect)
    since_on = DayField(label=_("Since"), required=False)
    source = choice_of(_("From whom it is known"), Source)


class LeaveHouseholdForm(LeaveForm):
    """Until when somebody lived there, why they left, and from whom that is known."""

    source = choice_of(_("From whom it is known"), Source)


class AppointForm(forms.Form):
    """Who acts for a person."""

    kind = choice_of(_("As what they act"), AppointmentKind)
    name = line(_("Name"), most=100, required=True)
    organisation = line(_("Organisation"), most=100)
    contact = line(_("How they are reached"))
    appointed_on = DayField(label=_("Appointed on"))
    until_on = DayField(label=_("Until"), required=False)
    authority = line(_("Who appointed them"), most=100)
    evidence = words_of(_("What it rests on"), required=False)


class AccompanimentForm(forms.Form):
    """With whom a child came, as an officer says after having asked."""

    version = version_field()
    state = one_of(_("With whom the person came"), Accompanied)
    words = line(_("In words"))
    why = words_of(_("On what that rests"), required=False)
