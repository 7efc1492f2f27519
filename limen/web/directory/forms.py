"""The forms of the directory. They know shapes; whether an act may happen is said by the act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.directory.names.words import Level, Offered, PlaceKind, Standing, Told, Whereabouts
from limen.reference import languages
from limen.web.components.shapes import Text


def _line(label: Text, *, most: int = 300, hint: Text = "", required: bool = False) -> forms.CharField:
    words = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, max_length=most, required=required, widget=words)


def _area(label: Text, *, hint: Text = "", required: bool = False, rows: int = 2) -> forms.CharField:
    words = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, max_length=8000, required=required, widget=words)


def _languages() -> Iterable[tuple[str, Text]]:
    return languages.choices(get_language() or "en")


class SearchForm(forms.Form):
    """Which services."""

    q = _line(_("Words"), most=200)
    near = _line(
        _("Near"), hint=_("A town or a postal code of the directory, or coordinates such as 52.52, 13.40.")
    )
    within = forms.FloatField(label=_("At most so many kilometres away"), required=False, min_value=0)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    language = forms.ChoiceField(label=_("Language spoken there"), required=False)
    is_open = forms.BooleanField(label=_("Open now"), required=False)
    has_room = forms.BooleanField(label=_("Something is free"), required=False)
    is_unverified = forms.BooleanField(label=_("Nobody has verified it lately"), required=False)
    with_old = forms.BooleanField(label=_("Also those that ended or were withdrawn"), required=False)


class ServiceForm(forms.Form):
    """What is said of a service."""

    provider = _line(_("Who offers it"), required=True)
    name = _line(_("What it is called"), required=True)
    description = _area(_("What it is"), rows=4)
    language = forms.ChoiceField(label=_("Language of this text"), choices=_languages, initial="eng")
    standing = forms.ChoiceField(label=_("Is it there?"), choices=Standing.choices)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"),
        choices=_languages,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    topics = _line(_("Topics"), most=1000, hint=_("Separated by commas."))
    eligibility = _area(_("For whom"))
    minimum_age = forms.IntegerField(label=_("Lowest age"), required=False, min_value=0, max_value=150)
    maximum_age = forms.IntegerField(label=_("Highest age"), required=False, min_value=0, max_value=150)
    fees = _area(_("What it costs"))
    how_to_apply = _area(_("How to get there or apply"))
    interpretation = _area(_("Interpreting"))
    alert = _area(_("What one should know now"), hint=_("Stands above everything else while it is there."))
    hours = _area(_("Opening hours"), hint=_("One in each line: MO-FR 09:00-17:00"), rows=3)
    time_zone = _line(_("Time zone of these hours"), most=60, required=True)
    phone = _line(_("Telephone"), most=60)
    email = forms.EmailField(label=_("E-mail"), required=False)
    url = forms.URLField(label=_("On the web"), required=False, assume_scheme="https")

    def offered(self, level: Level) -> Offered:
        """What was said. Only of a valid form."""
        said: dict[str, Any] = {**self.cleaned_data}
        said.pop("version", None)
        topics, hours = said.pop("topics").split(","), said.pop("hours").splitlines()
        said["standing"] = Standing(said["standing"])
        said["languages"] = tuple(said["languages"])
        return Offered(
            **{**said, "level": level},
            topics=tuple(dict.fromkeys(one.strip() for one in topics if one.strip())),
            hours=tuple(one.strip() for one in hours if one.strip()),
        )


class KeepForm(ServiceForm):
    """A new service, and who may see it."""

    level = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[(one.value, one.label) for one in (Level.OWN, Level.INSTALLATION)],
        initial=Level.INSTALLATION,
        widget=forms.RadioSelect,
    )


class ReviseForm(ServiceForm):
    """A service put right. `version` is what stood there when it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PlaceForm(forms.Form):
    """Where it is offered."""

    called = _line(_("What the place is called"))
    kind = forms.ChoiceField(label=_("What it is"), choices=PlaceKind.choices)
    street = _line(_("Street and number"))
    postal_code = _line(_("Postal code"), most=40)
    city = _line(_("Town"), most=200)
    province = _line(_("State or province"), most=200)
    country = _line(_("Country"), most=2, hint=_("Its code of two letters."))
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    way = _area(_("How to get there"))
    is_confidential = forms.BooleanField(
        label=_("Confidential"),
        help_text=_(
            "Only those who work on cases in this organisation see the place. It is in no file that is sent "
            "out and on no public page."
        ),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def where(self) -> Whereabouts:
        """What was said. Only of a valid form."""
        said: dict[str, Any] = {**self.cleaned_data}
        del said["version"]
        said["kind"] = PlaceKind(said["kind"])
        return Whereabouts(**{**said, "country": said["country"].upper()})


class CapacityForm(forms.Form):
    """How much is free."""

    unit = _line(_("What is counted"), most=80, hint=_("Beds, places, hours."), required=True)
    available = forms.IntegerField(label=_("How many are free now"), min_value=0, max_value=1_000_000)
    maximum = forms.IntegerField(label=_("Of how many"), required=False, min_value=0, max_value=1_000_000)

    def told(self) -> Told:
        """What was said. Only of a valid form."""
        return Told(**self.cleaned_data)


class LevelForm(forms.Form):
    """Who may see it."""

    level = forms.ChoiceField(label=_("Who may see it"), choices=Level.choices, widget=forms.RadioSelect)


class WithdrawForm(forms.Form):
    """Why nobody should be sent there."""

    why = _area(_("Why should nobody be sent there any more?"), required=True, rows=3)


class DeliverForm(forms.Form):
    """A file of services."""

    services = forms.FileField(
        label=_("File"),
        help_text=_("JSON in the form of Open Referral (HSDS 3): a list of services, each with all it has."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    level = forms.ChoiceField(
        label=_("Who may see what is new"),
        choices=Level.choices,
        initial=Level.OWN,
        widget=forms.RadioSelect,
    )
