"""The forms of what else is told of a person: answers, places, languages, wishes, fates, needs, pictures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.people.names import (
    Belonging,
    FateKind,
    Guarantee,
    InterpreterSex,
    NeedCategory,
    NeedOutcome,
    PictureKind,
    Reading,
    Sex,
    Source,
    Speaking,
    Told,
)
from limen.reference import countries, languages
from limen.web.components import DayField
from limen.web.components.shapes import Text
from limen.web.persons.forms import choice_of, one_of, words_of
from limen.web.persons.search_forms import calendar_field, days_in, line

NOT_TOLD = [choice for choice in Told.choices if choice[0] != Told.TOLD]


def version_field() -> forms.IntegerField:
    """The version that was before the writer; 0 when there was none."""
    return forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def why_field(label: Text = "", *, required: bool = True) -> forms.CharField:
    """The reason, which the person's history keeps."""
    return words_of(
        label or _("Why it is corrected"), hint=_("Kept in the person's history."), required=required
    )


def or_not_told(label: Text, choices: list[tuple[str, Any]], *, hint: Text = "") -> forms.ChoiceField:
    """One of several, or why none was told: answers to one question."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=[*choices, *NOT_TOLD], widget=forms.RadioSelect
    )


def country_choices() -> list[tuple[str, str]]:
    """States and territories in the order of the reader's language."""
    return [("", ""), *countries.choices(get_language() or "en")]


class SexForm(forms.Form):
    """The sex as a document or a clerk recorded it."""

    version = version_field()
    sex = or_not_told(_("Sex as recorded"), [*Sex.choices])
    why = why_field(required=False)


class GenderForm(forms.Form):
    """The gender as the person says."""

    version = version_field()
    gender_state = one_of(_("Did the person say?"), Told)
    gender = line(_("In the person's own words"), most=100)
    why = why_field(required=False)


class PlaceForm(forms.Form):
    """A place: the state, and where in it, each told or not."""

    version = version_field()
    country_state = one_of(_("Is the country known?"), Told)
    country = forms.ChoiceField(
        label=_("Country or territory of today"), required=False, choices=country_choices
    )
    words_state = one_of(_("Is the place in it known?"), Told)
    words = line(_("Place, as the person says it"), hint=_("Village, town, district: as it is told."))
    source = choice_of(_("From whom it is known"), Source)
    why = why_field(required=False)


class NationalityForm(forms.Form):
    """To which state somebody belongs, or that they belong to none."""

    belonging = one_of(_("To which state the person belongs"), Belonging)
    country = forms.ChoiceField(label=_("State"), required=False, choices=country_choices)
    source = choice_of(_("From whom it is known"), Source)
    since_on = DayField(label=_("Since"), required=False)


class EndForm(forms.Form):
    """Why something no longer counts."""

    why = why_field(_("Why it no longer counts"))


class EndNationalityForm(EndForm):
    """The same, with the day on which it ended where one is known."""

    until_on = DayField(label=_("Until"), required=False)


class LanguageForm(forms.Form):
    """A language, how it is spoken, and how well letters in it are read."""

    language = forms.ChoiceField(
        label=_("Language"), choices=lambda: [("", ""), *languages.choices(get_language() or "en")]
    )
    dialect = line(
        _("Dialect, in words"), hint=_("Of which place or people: it helps to find an interpreter.")
    )
    speaking = one_of(_("How the person uses it"), Speaking)
    reading = one_of(_("Whether letters in it are read"), Reading)
    is_preferred = forms.BooleanField(label=_("Preferred for interpreting"), required=False)
    source = choice_of(_("From whom it is known"), Source)


class WishForm(forms.Form):
    """Whom somebody wishes between them and us."""

    version = version_field()
    sex = or_not_told(_("Who should interpret"), [*InterpreterSex.choices])
    others = words_of(_("What else the person wishes"), required=False)


class ExcludeForm(forms.Form):
    """Whom somebody does not wish. They prove nothing."""

    who = line(_("Not this interpreter"), hint=_("A name or a number, as the person says it."), required=True)
    why = words_of(_("Why, in the person's words"))


class FateForm(forms.Form):
    """That somebody is missing or has died."""

    fate = one_of(_("What is known"), FateKind)
    day = line(
        _("Since when, or when"),
        hint=_("As far as it is known: 12.5.2024, 5/2024, 2024, about 2020, 2018–2020."),
        most=100,
        required=True,
    )
    calendar = calendar_field(unsaid=_("Gregorian"))
    source = choice_of(_("Who says so"), Source)
    evidence = words_of(_("What it rests on"))

    def clean(self) -> dict[str, Any]:
        """A day that can be read in its calendar."""
        words = super().clean() or self.cleaned_data
        found = days_in(words.get("day", ""), words.get("calendar", ""))
        if words.get("day") and not found:
            self.add_error("day", str(_("Write a real day, month or year in the calendar chosen below.")))
        return words | {"told": found}


class GuaranteesForm(forms.Form):
    """What follows from a need, and when it is looked at again."""

    guarantees = forms.MultipleChoiceField(
        label=_("What follows from it"),
        required=False,
        choices=Guarantee.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    guarantee_words = line(_("What else follows, in words"))


class NeedForm(GuaranteesForm):
    """Something that was seen or said. Nobody is diagnosed here."""

    field_order = ("category", "seen", "observer", "observed_on")
    category = choice_of(_("What to think of"), NeedCategory)
    seen = words_of(
        _("What was seen or said"),
        hint=_("What you saw or heard, and no diagnosis. Whoever reads the file reads this."),
    )
    observer = line(_("By whom, if not by you"), most=100)
    observed_on = DayField(label=_("On which day"))
    review_on = DayField(label=_("Look at it again on"))


class ReviewNeedForm(GuaranteesForm):
    """What was found when a need was looked at again."""

    field_order = ("version", "outcome", "why")
    version = version_field()
    outcome = one_of(_("What you found"), NeedOutcome)
    why = words_of(_("On what that rests"))
    review_on = DayField(label=_("Look at it again on"), required=False)


class PictureForm(forms.Form):
    """A photograph of the face, or a page of a document."""

    shows = one_of(_("What it shows"), PictureKind)
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("From a camera or a file. What the camera wrote into it, such as the place, is removed."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    document_id = forms.ChoiceField(label=_("Of which document, for a page"), required=False)
