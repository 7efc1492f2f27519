"""The forms of acts on a board. They know shapes, not rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from limen.domain.assessments.names import LONGEST, Arguer, Finding, Look, Outcome, Settled, Stance
from limen.domain.assessments.rules.concluding import item_key
from limen.law.entries import Entry
from limen.law.weighing import Weighed
from limen.web.components import DayField
from limen.web.components.shapes import Text
from limen.web.persons.search_forms import calendar_field

_NAME_HINT = _(
    "Such as document/3f9a1c2e/v1/p2, interview/9b1c77aa/b12 or recording/7c1d40b2/t12m34s. You can look for"
    " it below."
)

_PLACES_HINT = _("One name on each line, such as document/3f9a1c2e/v1/p2. You can look for them below.")


def _line(label: Text, *, hint: Text = "", required: bool = False, most: int = 500) -> forms.CharField:
    box = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=box)


def _words(label: Text, *, hint: Text = "", required: bool = False, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=LONGEST, widget=area)


def with_day(begun: Mapping[str, Any]) -> dict[str, Any]:
    """What a form begins with, where a draft keeps the day in its three parts."""
    start = dict(begun)
    try:
        start["put_on"] = date(*(int(start.pop(f"put_on_{part}")) for part in ("year", "month", "day")))
    except (KeyError, ValueError):
        start.setdefault("put_on", None)
    return start


def _one_of(label: Text, names: type[TextChoices], *, hint: Text = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, choices=names.choices, widget=forms.RadioSelect)


class OpenBoardForm(forms.Form):
    """Whose account is weighed, in which application, and who may read it."""

    about = forms.ChoiceField(label=_("Whose account, in which application"), widget=forms.RadioSelect)
    compartment = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("You see the compartments that you are cleared for."),
        widget=forms.RadioSelect,
    )


class FactForm(forms.Form):
    """A material fact."""

    says = _line(_("The fact, in a line"), required=True, most=300)
    told = _words(_("As it was told"), hint=_("In the words of the applicant, as far as you can."))
    element = forms.ChoiceField(label=_("What it bears on"), required=False)


class EvidenceForm(forms.Form):
    """A place in the file, or a source in words."""

    cites = _line(_("Place in the file"), hint=_NAME_HINT, most=100)
    source = _line(_("Or another source, in words"), most=500)
    stance = _one_of(_("How it bears on the fact"), Stance)
    shows = _words(_("What it shows, in your own words"), required=True)


class DiscrepancyForm(forms.Form):
    """What differs, and where each part stands."""

    noted = forms.ChoiceField(
        label=_("Noted at the interview desk"),
        help_text=_("Choose one that was noted there, and it is put to the applicant there."),
        required=False,
    )
    differs = _words(_("What differs"), hint=_("In neutral words. It is not a finding."))
    first = _line(_("Where the one stands"), hint=_NAME_HINT, most=100)
    second = _line(_("Where the other stands"), most=100)


class PutForm(forms.Form):
    """How it was put to the applicant."""

    put_on = DayField(label=_("Day on which it was put"))
    put_where = _line(
        _("Where that stands"), hint=_("A place in the file under its name, or the letter in words."),
        required=True,
    )  # fmt: skip
    answer = _words(_("What the applicant answered"), required=True)
    explanation = forms.ChoiceField(label=_("How it was explained"), widget=forms.RadioSelect)


class ViewForm(forms.Form):
    """What the officer makes of it."""

    explanation = forms.ChoiceField(label=_("How it was explained"), required=False)
    settled = _one_of(_("After hearing the answer"), Settled)
    view = _words(_("Why, in your own words"), required=True)


class ConcludeForm(forms.Form):
    """The conclusion. Nothing is suggested."""

    finding = _one_of(_("Conclusion"), Finding)
    reasons = _words(_("Reasons"), required=True, rows=8)


class HappeningForm(forms.Form):
    """An event of the account."""

    says = _line(_("What happened, in a line"), required=True, most=300)
    place = _line(_("Where"), most=200)


class TellingForm(forms.Form):
    """How one source tells an event."""

    cites = _line(_("Where it is told"), hint=_NAME_HINT, most=100)
    source = _line(_("Or another source, in words"), most=500)
    says = _words(_("What this source says of it"), required=True)
    day = _line(
        _("When, as it was told"),
        hint=_("As far as it is known: 12.5.2024, 5/2024, 2024, about 2024, 2022–2024. Or nothing."),
        most=100,
    )
    calendar = calendar_field(unsaid=_("Gregorian"))


class EachByName(forms.CheckboxSelectMultiple):
    """Boxes of which each has a name of its own, so that a draft of the form keeps every one."""

    def create_option(self, name: str, value: Any, *more: Any, **named: Any) -> dict[str, Any]:
        """As the base class, under the name of the box."""
        return {**super().create_option(name, value, *more, **named), "name": f"{name}.{value}"}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The values of the boxes that were ticked."""
        return [str(value) for value, _label in self.choices if f"{name}.{value}" in data]

    @staticmethod
    def ticked(typed: Mapping[str, Any], name: str) -> list[str]:
        """What a draft says of them."""
        return [key.removeprefix(f"{name}.") for key in typed if key.startswith(f"{name}.")]


class HarmForm(forms.Form):
    """What somebody fears, and the facts on which it rests."""

    says = _line(_("What is feared, in a line"), required=True, most=300)
    told = _words(_("As it was told"), hint=_("In the words of the applicant, as far as you can."))
    facts = forms.MultipleChoiceField(label=_("Facts on which it rests"), required=False, widget=EachByName)


class AnswerForm(forms.Form):
    """The answer to a question of the law. Nothing is suggested."""

    answer = _one_of(_("Answer"), Outcome)
    chosen = forms.MultipleChoiceField(label=_("What of it"), required=False, widget=EachByName)
    reasons = _words(_("Reasons"), required=True, rows=8)
    facts = forms.MultipleChoiceField(label=_("Facts on which it rests"), required=False, widget=EachByName)
    places = _words(_("Places in the file or in the library"), hint=_PLACES_HINT, rows=3)


class ArgumentForm(forms.Form):
    """What was put forward for the applicant."""

    says = _line(_("The argument, in a line"), required=True, most=300)
    told = _words(_("As it was put"), hint=_("In the words of whoever put it forward, as far as you can."))
    by_whom = _one_of(_("Who put it forward"), Arguer)
    who = _line(_("Name or office, where it helps"), most=200)
    put_on = DayField(label=_("Day on which it was put forward"))
    cites = _line(_("Place in the file"), hint=_NAME_HINT, most=100)
    source = _line(_("Or another source, in words"), most=500)


class NoAnswerForm(forms.Form):
    """Why an argument needs no answer."""

    why = _words(
        _("Why it needs no answer in the decision"), required=True,
        hint=_("Such as: the applicant took it back on 3 March; or: it is about another decision, because …"),
    )  # fmt: skip


class WhyForm(forms.Form):
    """A reason."""

    why = _words(_("Why"), required=True, rows=3)


class LookForm(forms.Form):
    """Lists of a template: each item with an answer, and a word if there is one."""

    def __init__(
        self, asked: Iterable[tuple[Weighed, Entry]], names: type[TextChoices], data: Any = None, **more: Any
    ) -> None:
        """`asked`: the items, each with its list."""
        super().__init__(data, **more)
        self.keys = [item_key(which, item) for which, item in asked]
        for place, (_which, item) in enumerate(asked):
            hint = " ".join(one for one in (item.about, item.source) if one)
            self.fields[f"answer_{place}"] = forms.ChoiceField(
                label=item.says, help_text=hint, choices=names.choices, widget=forms.RadioSelect,
                required=False,
            )  # fmt: skip
            self.fields[f"words_{place}"] = _words(_("In your own words"), rows=2)

    def look(self) -> Look:
        """What was answered, by the names of the items."""
        given = self.cleaned_data
        return Look(
            answers={key: given[f"answer_{place}"] for place, key in enumerate(self.keys)},
            words={key: given[f"words_{place}"] for place, key in enumerate(self.keys)},
        )

    @staticmethod
    def filled(asked: Iterable[tuple[Weighed, Entry]], look: Look | None) -> dict[str, str]:
        """What a form begins with."""
        if look is None:
            return {}
        begun: dict[str, str] = {}
        for place, (which, item) in enumerate(asked):
            key = item_key(which, item)
            begun |= {f"answer_{place}": look.answers.get(key, ""), f"words_{place}": look.words.get(key, "")}
        return begun
