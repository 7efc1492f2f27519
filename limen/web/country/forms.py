"""The forms of the library. They know shapes; whether an act may happen is said by the act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.country.names import About, Level, Profile, Reliability, ReportKind
from limen.reference import languages
from limen.web.casefile.forms import unchosen
from limen.web.components import DayField
from limen.web.components.shapes import Text
from limen.web.country.frame import country_choices
from limen.web.documents.forms import ACCEPTED, FilesField, ManyFiles


def _line(label: Text, *, most: int = 300, hint: Text = "", required: bool = False) -> forms.CharField:
    words = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, max_length=most, required=required, widget=words)


def _area(label: Text, *, hint: Text = "", required: bool = False, rows: int = 2) -> forms.CharField:
    words = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, max_length=8000, required=required, widget=words)


def _countries() -> Iterable[tuple[str, str]]:
    return country_choices()


def _languages() -> Iterable[tuple[str, Text]]:
    return languages.choices(get_language() or "en")


class AboutForm(forms.Form):
    """What is said of a report."""

    title = _line(_("Title"), required=True)
    publisher = _line(_("Publisher"), most=200, required=True)
    authors = _line(_("Authors"))
    kind = forms.ChoiceField(label=_("What it is"), choices=ReportKind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=lambda: unchosen(_languages()))
    countries = forms.MultipleChoiceField(
        label=_("Countries"), choices=_countries, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    topics = _line(_("Topics"), hint=_("Separated by commas."))
    published_on = DayField(label=_("Published on"))
    covers_from = DayField(label=_("Covers the time from"), required=False)
    covers_until = DayField(label=_("Covers the time until"), required=False)
    accessed_on = DayField(label=_("Fetched on"), required=False)
    look_again_on = DayField(
        label=_("To be looked at again from"),
        help_text=_("From this day on it is marked as old, wherever it is found or cited."),
        required=False,
    )
    address = _line(_("Where it was found"), most=500)
    leans_on = _line(
        _("Leans on"),
        hint=_(
            "The sources from which it takes its facts, separated by commas. Reports that lean on one "
            "source are told apart from reports that found something out by themselves."
        ),
        most=1000,
    )
    who = _area(_("Who says it, and for whom do they speak?"))
    what = _area(_("What do they say, and what do they leave out?"))
    why = _area(_("Why do they say it: mandate, interest?"))
    when = _area(_("When was it found out, and when written?"))
    how = _area(_("How was it found out?"))

    def about(self) -> About:
        """What was said. Only of a valid form."""
        said: dict[str, Any] = self.cleaned_data
        asked = {name: said[name] for name in ("who", "what", "why", "when", "how")}
        return About(
            title=said["title"],
            publisher=said["publisher"],
            authors=said["authors"],
            kind=ReportKind(said["kind"]),
            language=said["language"],
            countries=tuple(said["countries"]),
            topics=_parts(said["topics"]),
            published_on=said["published_on"],
            covers_from=said["covers_from"],
            covers_until=said["covers_until"],
            accessed_on=said["accessed_on"],
            look_again_on=said["look_again_on"],
            address=said["address"],
            leans_on=_parts(said["leans_on"]),
            level=Level(said.get("level", Level.INSTALLATION)),
            reliability=Reliability(**asked),
        )


class KeepForm(AboutForm):
    """A report: its file, what is said of it, and who may read it."""

    sent = FilesField(
        label=_("File"),
        help_text=_("PDF, Word (.docx), OpenDocument or text."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    level = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Level.choices,
        initial=Level.INSTALLATION,
        widget=forms.RadioSelect,
    )

    field_order = ("sent",)


class RedescribeForm(AboutForm):
    """What is said of a report, put right. `version` is what stood there when it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why nobody should rely on it any more."""

    why = _area(_("Why should nobody rely on it any more?"), required=True, rows=3)


class AskForm(forms.Form):
    """A question to those who keep the library."""

    question = _area(
        _("Question"),
        hint=_("One question, about what is publicly known. Write nothing by which a person could be known."),
        required=True,
        rows=4,
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries"), choices=_countries, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    needed_on = DayField(label=_("Answer needed by"))


class AnswerForm(forms.Form):
    """What those who keep the library say."""

    says = _area(
        _("Answer"),
        hint=_("With the sources on which it rests, and where was looked."),
        required=True,
        rows=8,
    )
    found_nothing = forms.BooleanField(
        label=_("Nothing was found"),
        help_text=_("This says nothing about the country, only about what could be found."),
        required=False,
    )


class ReviewForm(forms.Form):
    """For whom an answer is."""

    level = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Level.choices,
        initial=Level.ORGANISATION,
        widget=forms.RadioSelect,
    )


def _parts(words: str) -> tuple[str, ...]:
    return tuple(one.strip()[:80] for one in words.split(",") if one.strip())


class ProfileForm(forms.Form):
    """What a collection is for."""

    called = _line(_("Name"), most=200, required=True)
    country = forms.ChoiceField(label=_("Country"), choices=lambda: unchosen(_countries()))
    claim = _line(
        _("Claims that it is for"), most=200, hint=_("Such as: teachers who were dismissed."), required=True
    )
    note = _area(_("Note"), hint=_("What to look at first, and what is missing."), rows=4)
    look_again_on = DayField(label=_("To be looked at again from"), required=False)
    level = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Level.choices,
        initial=Level.ORGANISATION,
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def profile(self) -> Profile:
        """What was said. Only of a valid form."""
        said: dict[str, Any] = self.cleaned_data
        names = ("called", "country", "claim", "note", "look_again_on")
        return Profile(**{name: said[name] for name in names}, level=Level(said["level"]))


class PutInForm(forms.Form):
    """Into which collection, and whether a passage alone."""

    collection = forms.ChoiceField(label=_("Collection"))
    page = forms.IntegerField(label=_("Page, where one passage alone is meant"), required=False, min_value=1)
    number = forms.IntegerField(label=_("Passage of this page"), required=False, min_value=1)


class DeliverForm(forms.Form):
    """A catalogue, and the files of which it speaks."""

    sent = FilesField(
        label=_("Files"),
        help_text=_("A .zip, or several files at once: PDF, Word (.docx), OpenDocument or text."),
        widget=ManyFiles(attrs={"accept": f".zip,.csv,.yaml,.yml,{ACCEPTED}", "multiple": True}),
    )
    catalogue = forms.FileField(
        label=_("Catalogue"),
        help_text=_(
            "A .csv or .yaml file. Not needed where a catalogue.csv or catalogue.yaml is among the files."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.yaml,.yml"}),
        required=False,
    )
