"""The forms of practice notes. They know shapes; whether an act may happen is said by the act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.practice.names import NOBODY_IN_IT, Ties, Wording
from limen.domain.practice.queries.notes import LONGEST_WORDS
from limen.reference import languages
from limen.web.components import DayField
from limen.web.components.shapes import Text
from limen.web.practice.frame import country_choices

LONGEST = 8000
_NOBODY = _("Write nothing by which a person or a case could be known: no name, no number, no day.")


def _area(label: Text, *, hint: Text = "", required: bool = True, rows: int = 3) -> forms.CharField:
    words = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST, required=required, widget=words)


def _several(label: Text, choices: Any = ()) -> forms.MultipleChoiceField:
    some = forms.SelectMultiple(attrs={"size": 6})
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=some)


def _countries() -> Iterable[tuple[str, str]]:
    return country_choices()


def _languages() -> Iterable[tuple[str, str]]:
    return languages.choices(get_language() or "en")


def _of_the_page() -> str:
    return languages.language_of_page(get_language() or "en")


def _none_says() -> forms.CharField:
    return _area(
        _("If something was pointed at: why is it nobody's data?"),
        hint=_("Such as: a number of an act, a day on which a law began."),
        required=False,
        rows=2,
    )


class TiesForm(forms.Form):
    """What something is about."""

    countries = _several(_("Countries"), _countries)
    claims = _several(_("Kinds of application"))
    elements = _several(_("Questions of the law"))

    def ties(self) -> Ties:
        """What was chosen. Only of a valid form."""
        said = self.cleaned_data
        return Ties(
            elements=tuple(said["elements"]),
            countries=tuple(said["countries"]),
            claims=tuple(said["claims"]),
        )


class NoteForm(TiesForm):
    """A note."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("What was learned, in one line."),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    says = _area(_("What was learned"), hint=_NOBODY, rows=10)
    language = forms.ChoiceField(label=_("Language"), choices=_languages, initial=_of_the_page)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order: tuple[str, ...] = (
        "title", "says", "language", "countries", "claims", "elements", "version",
    )  # fmt: skip

    def wording(self) -> Wording:
        """What was written. Only of a valid form."""
        said = self.cleaned_data
        return Wording(title=said["title"], says=said["says"], ties=self.ties(), language=said["language"])


class NewNoteForm(NoteForm):
    """A new note, and for whom it is."""

    unit_id = forms.ChoiceField(label=_("For whom"), required=False, widget=forms.RadioSelect)

    field_order = (*NoteForm.field_order, "unit_id")


class SubmitForm(forms.Form):
    """What the author says of what was pointed at."""

    none_says = _none_says()


class ConfirmForm(forms.Form):
    """What the second person says."""

    confirms = forms.BooleanField(label=NOBODY_IN_IT, required=False)
    none_says = _none_says()
    look_again_on = DayField(
        label=_("To be looked at again on"),
        help_text=_("From this day on it is marked, and its author finds it in their day."),
    )


class LookAgainForm(forms.Form):
    """When to look again after this time."""

    look_again_on = DayField(label=_("To be looked at again on"))


class SendBackForm(forms.Form):
    """What must change."""

    why = _area(_("What must change?"), hint=_("Do not repeat a name or a number."))


class WithdrawForm(forms.Form):
    """Why nobody should go by it any more."""

    why = _area(_("Why should nobody go by it any more?"), hint=_NOBODY)


class AskForm(TiesForm):
    """A question to colleagues."""

    says = _area(_("Question"), hint=_NOBODY, rows=5)
    whom = forms.ChoiceField(
        label=_("Whom do you ask?"),
        choices=(
            (
                "house",
                _("Everybody here who works on cases; those who know the country find it in their day"),
            ),
            ("unit", _("A unit")),
            ("colleague", _("A colleague, and nobody else reads it")),
        ),
        initial="house",
        widget=forms.RadioSelect,
    )
    to_unit = forms.ChoiceField(label=_("Unit"), required=False, widget=forms.RadioSelect)
    to_member = forms.ChoiceField(label=_("Colleague"), required=False, widget=forms.RadioSelect)
    none_says = _none_says()

    field_order = ("says", "none_says", "whom", "to_unit", "to_member", "countries", "claims", "elements")


class ReplyForm(forms.Form):
    """An answer."""

    says = _area(_("Answer"), hint=_NOBODY, rows=6)
    none_says = _none_says()


class SearchForm(forms.Form):
    """Which notes are looked for."""

    q = forms.CharField(
        label=_("Words"),
        help_text=_('All words in any order, then some of them; "in quotes" as they stand, -without.'),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    claim = forms.ChoiceField(label=_("Kind of application"), required=False)
    element = forms.ChoiceField(label=_("Question of the law"), required=False)
    is_overdue = forms.BooleanField(label=_("Only those to look at again"), required=False)
    with_old = forms.BooleanField(label=_("Also those that were replaced or withdrawn"), required=False)
