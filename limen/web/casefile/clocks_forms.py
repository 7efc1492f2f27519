"""The forms of acts on a clock. One asks the facts that a term asks; the others name causes and grounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.identity.names import Compartment
from limen.law.facts import Fact, FactKind
from limen.law.lengths import Unit
from limen.law.packs import Pack
from limen.law.terms import Term
from limen.web.casefile.clocks_words import UNITS
from limen.web.components import DayField
from limen.web.components.shapes import Text

_HOUR = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")


def _words(label: Text, *, hint: Text = "", required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=2000, widget=area)


class StartForm(forms.Form):
    """What a term asks, whom it is about, and in which part of the file the clock stands."""

    pack = forms.CharField(widget=forms.HiddenInput)
    term = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        term: Term,
        pack: Pack,
        calendars: list[tuple[str, str]],
        compartments: list[tuple[str, str]],
    ) -> None:
        """`calendars` is empty where the pack has one of its own."""
        initial = {"pack": pack.id, "term": term.id, "compartment": Compartment.GENERAL}
        super().__init__(data, initial=initial)
        self._term, self._known = term, {name: pack.facts[name] for name in term.facts_asked()}
        always = {term.ordinary.runs_from, term.ordinary.governed_by}
        for fact in self._known.values():
            for name, field in _fields_of(fact, is_needed=fact.id in always, in_hours=_is_in_hours(term)):
                self.fields[name] = field
        if calendars:
            self.fields["calendar"] = forms.ChoiceField(
                label=_("Days off"),
                help_text=_("Days off differ from place to place."),
                choices=[("", ""), *calendars],
            )
        self.fields["about"] = forms.CharField(
            label=_("Whom or what it is about"),
            help_text=_("Only when the case has several of the same kind: a child, a document, an appeal."),
            max_length=200,
            required=False,
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        )
        self.fields["compartment"] = forms.ChoiceField(
            label=_("Who may read it"),
            help_text=_("You see the compartments that you are cleared for."),
            choices=compartments,
            widget=forms.RadioSelect if len(compartments) > 1 else forms.HiddenInput,
        )

    def clean(self) -> dict[str, Any]:
        """A fact that the situation needs is asked for at its own field."""
        told = super().clean() or {}
        for fact in self._known.values():
            day, hour = told.get(_name(fact)), told.get(_hour_name(fact))
            if fact.kind is FactKind.INSTANT and hour and not day and _name(fact) not in self.errors:
                self.add_error(_name(fact), _("Give the day as well."))
        if not self.errors:
            given = self.facts()
            run = self._term.run_for({name: False if said == "no" else said for name, said in given.items()})
            for name in dict.fromkeys((run.governed_by, run.runs_from)):
                if name not in given:
                    self.add_error(_name(self._known[name]), _("The clock cannot be worked out without it."))
        return told

    def facts(self) -> dict[str, str]:
        """The answers that were given, as the law reads them, by the name of the fact."""
        return {fact.id: said for fact in self._known.values() if (said := self._answer(fact))}

    def _answer(self, fact: Fact) -> str:
        told = self.cleaned_data.get(_name(fact))
        if fact.kind not in (FactKind.DATE, FactKind.INSTANT):
            return str(told or "").strip()
        hour = self.cleaned_data.get(_hour_name(fact))
        return (told.isoformat() + (f"T{hour}" if hour else "")) if told else ""


class HourField(forms.CharField):
    """An hour typed freely, given back as 14:30."""

    def clean(self, value: Any) -> str:
        """Raises `ValidationError` for what is no hour."""
        typed = super().clean(value).strip()
        found = _HOUR.fullmatch(typed)
        if typed and found is None:
            raise forms.ValidationError(_("Enter an hour, such as 14:30."))
        return f"{int(found[1]):02d}:{found[2]}" if found else ""


class VersionForm(forms.Form):
    """The version of the clock that one looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class StopForm(VersionForm):
    """What happened, and from when to when it lasted."""

    cause = forms.ChoiceField(label=gettext_lazy("What happened"), widget=forms.RadioSelect)
    since_on = DayField(
        label=gettext_lazy("From"), help_text=gettext_lazy("The first day that no longer counts.")
    )
    until_on = DayField(
        label=gettext_lazy("Up to"),
        help_text=gettext_lazy("The first day that counts again. Leave it empty while it lasts."),
        required=False,
    )
    why = _words(gettext_lazy("In words"), required=False)


class ResumeForm(VersionForm):
    """From when it goes on."""

    until_on = DayField(
        label=gettext_lazy("Goes on from"), help_text=gettext_lazy("The first day that counts again.")
    )


class ExtendForm(VersionForm):
    """On which ground, by how much, decided when, and why."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"), widget=forms.RadioSelect)
    number = forms.IntegerField(
        label=gettext_lazy("Longer by"),
        help_text=gettext_lazy("Leave it empty for all that the law allows."),
        min_value=1,
        max_value=99999,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=UNITS, initial=Unit.MONTHS)
    decided_on = DayField(label=gettext_lazy("Decided on"))
    why = _words(gettext_lazy("Why"))

    @property
    def length(self) -> str:
        """As the law writes it, or empty for all that is allowed."""
        number, unit = self.cleaned_data.get("number"), self.cleaned_data["unit"]
        return f"{number} {unit}" if number else ""


class MeetForm(VersionForm):
    """When it was done."""

    met_on = DayField(label=gettext_lazy("Day on which it was done"))


class SetAsideForm(VersionForm):
    """Why the clock no longer applies."""

    why = _words(gettext_lazy("Why"), hint=gettext_lazy("Whoever reads the file must understand it."))


class FactDayField(DayField):
    """A day that a term asks. Whether it can be missing depends on the situation, so the form says so."""

    def validate(self, value: Any) -> None:
        """Anything will do: `StartForm.clean` knows what the clock cannot do without."""


def _fields_of(fact: Fact, *, is_needed: bool, in_hours: bool) -> Iterator[tuple[str, forms.Field]]:
    hint = fact.about or ("" if is_needed else _("Changes the answer only where it applies."))
    match fact.kind:
        case FactKind.DATE:
            yield _name(fact), FactDayField(label=fact.says, help_text=hint, required=is_needed)
        case FactKind.INSTANT:
            yield _name(fact), FactDayField(label=fact.says, help_text=hint, required=is_needed)
            yield (
                _hour_name(fact),
                HourField(
                    label=_("Hour: %(fact)s") % {"fact": fact.says},
                    help_text=_("As in 14:30, by the clock of the place."),
                    required=is_needed and in_hours,
                    max_length=5,
                    widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
                ),
            )
        case FactKind.YES_NO:
            answers = (("yes", _("Yes")), ("no", _("No")))
            yield _name(fact), _choice(fact, answers, is_needed)
        case FactKind.CHOICE:
            yield _name(fact), _choice(fact, fact.one_of, is_needed)
        case _other:
            narrow = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"})
            yield (
                _name(fact),
                forms.CharField(
                    label=fact.says, help_text=hint, required=is_needed, max_length=200, widget=narrow
                ),
            )


def _choice(fact: Fact, answers: tuple[tuple[str, str], ...], is_needed: bool) -> forms.ChoiceField:
    """Radio buttons; a question that need not be answered has an answer that says so."""
    offered = list(answers) if is_needed else [*answers, ("-", _("Not known, or does not apply"))]
    return _Answered(
        label=fact.says,
        help_text=fact.about,
        choices=offered,
        required=is_needed,
        initial=None if is_needed else "-",
        widget=forms.RadioSelect,
    )


class _Answered(forms.ChoiceField):
    """A choice in which "-" is no answer."""

    def clean(self, value: Any) -> str:
        said = str(super().clean(value))
        return "" if said == "-" else said


def _is_in_hours(term: Term) -> bool:
    return any(one.value.unit is Unit.HOURS for run in term.runs for one in run.values.all)


def _name(fact: Fact) -> str:
    return f"fact-{fact.id}"


def _hour_name(fact: Fact) -> str:
    return f"hour-{fact.id}"
