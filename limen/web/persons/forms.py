"""The forms of acts on a person. They know shapes, not rules: whether an act may happen, the act says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from limen.domain.cases.names import PartyPart
from limen.domain.people.names import (
    Birth,
    DocumentKind,
    Examination,
    NameKind,
    NameTold,
    Registration,
    Sex,
    Source,
    Told,
)
from limen.likeness.calendars import Calendar
from limen.likeness.days import UncertainDay
from limen.likeness.names import Part, PartKind
from limen.likeness.reading_days import read_day
from limen.likeness.refusing import Impossible
from limen.web.components import DayField
from limen.web.components.shapes import Text
from limen.web.persons.search_forms import calendar_field, issuing_state, line
from limen.web.persons.words import PART_KINDS

PARTS = 5


def one_of(label: Text, names: type[TextChoices], *, hint: Text = "") -> forms.ChoiceField:
    """One of a few, each visible."""
    return forms.ChoiceField(label=label, help_text=hint, choices=names.choices, widget=forms.RadioSelect)


def choice_of(label: Text, names: type[TextChoices], *, hint: Text = "") -> forms.ChoiceField:
    """One of several, folded; none is chosen before somebody chooses."""
    return forms.ChoiceField(label=label, help_text=hint, choices=[("", ""), *names.choices])


def words_of(
    label: Text, *, hint: Text = "", required: bool = True, rows: int = 3, most: int = 2000
) -> forms.CharField:
    """Some sentences in any script."""
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=area)


class PartsForm(forms.Form):
    """The parts of a name in the order in which the person says them: a text, and what it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the pairs of fields before those of the class."""
        super().__init__(*args, **kwargs)
        offered = [(kind.value, says) for kind, says in PART_KINDS.items()]
        first = (PartKind.GIVEN, PartKind.FAMILY)
        for place in range(PARTS):
            label = _("Part %(number)d") % {"number": place + 1}
            text = line(label, most=100)
            text.label = label
            kind = forms.ChoiceField(
                label=_("What part %(number)d is") % {"number": place + 1},
                choices=offered,
                required=False,
                initial=(first[place] if place < len(first) else PartKind.OTHER).value,
            )
            self.fields[f"part_{place}"] = text
            self.fields[f"part_{place}_kind"] = kind

    @property
    def pairs(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Text and kind of each part, side by side on a wide screen."""
        return ((self[f"part_{place}"], self[f"part_{place}_kind"]) for place in range(PARTS))

    @property
    def others(self) -> Iterator[BoundField]:
        """The fields after the parts."""
        return (bound for bound in self if not bound.name.startswith("part_"))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that were filled in. The form is valid."""
        told = (
            (str(self.cleaned_data[f"part_{place}"]).strip(), self.cleaned_data[f"part_{place}_kind"])
            for place in range(PARTS)
        )
        return tuple(Part(text=text, kind=PartKind(kind or PartKind.OTHER)) for text, kind in told if text)


class NameForm(PartsForm):
    """Another name of a person."""

    kind = choice_of(_("What this name is"), NameKind)
    source = choice_of(_("From whom it is known"), Source)
    since_on = DayField(label=_("Borne since"), required=False)
    until_on = DayField(label=_("Borne until"), required=False)

    def told(self) -> NameTold:
        """The name. The form is valid."""
        words = self.cleaned_data
        return NameTold(
            parts=self.parts,
            kind=NameKind(words["kind"]),
            source=Source(words["source"]),
            since_on=words["since_on"],
            until_on=words["until_on"],
        )


class BirthFields(forms.Form):
    """A day of birth as it was told, or why it was not."""

    birth_state = one_of(_("Was a date of birth told?"), Told)
    born = line(
        _("As it was told"),
        hint=_("As far as it is known: 12.5.1990, 5/1990, 1990, about 1990, 1988–1992."),
        most=100,
    )
    calendar = calendar_field(unsaid=_("Gregorian"))
    birth_source = forms.ChoiceField(
        label=_("From whom it is known"), choices=[("", ""), *Source.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        """A day that can be read in its calendar, when one was told."""
        words = super().clean() or self.cleaned_data
        if words.get("birth_state") != Told.TOLD:
            return words
        if not words.get("birth_source") and "birth_source" not in self.errors:
            self.add_error("birth_source", str(_("Say from whom it is known.")))
        if "born" in words:
            try:
                self.read_as = _read(words["born"], words.get("calendar") or Calendar.GREGORIAN)
            except Impossible:
                self.add_error(
                    "born", str(_("Write a real day, month or year in the calendar chosen below."))
                )
        return words

    read_as: UncertainDay | None = None

    def birth(self) -> Birth:
        """The day of birth. The form is valid."""
        state = Told(self.cleaned_data["birth_state"])
        if state != Told.TOLD:
            return Birth(state=state)
        return Birth(state=state, day=self.read_as, source=Source(self.cleaned_data["birth_source"]))


class BirthForm(BirthFields):
    """A better day of birth, and the version that it replaces."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    why = words_of(_("Why it is corrected"), hint=_("Rights hang on this day. Kept in the person's history."))


class DocumentForm(forms.Form):
    """A document that somebody showed."""

    zone = forms.CharField(
        label=_("Machine-readable zone"),
        help_text=_(
            "The two or three lines at the foot of the page, letter by letter. It fills in the rest."
        ),
        required=False,
        max_length=120,
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "dir": "ltr",
                "spellcheck": "false",
                "autocapitalize": "characters",
                "class": "lm-zone",
            }
        ),
    )
    document = choice_of(_("Document"), DocumentKind)
    number = line(_("Number"), most=60, required=True)
    issuing_state = line(
        _("State that issued it"),
        hint=_("Its name, or the letters that stand on the document."),
        most=60,
        required=True,
    )
    valid_from = DayField(label=_("Valid from"), required=False)
    valid_until = DayField(label=_("Valid until"), required=False)
    examination = one_of(
        _("What an examination found"),
        Examination,
        hint=_("Whether it is genuine, and not whether it is used well."),
    )

    def clean_issuing_state(self) -> str:
        """The letters of the state."""
        code = issuing_state(str(self.cleaned_data["issuing_state"]))
        if code is None:
            raise forms.ValidationError(_("Enter a state by its name, or the letters on the document."))
        return code


class SomebodyForm(PartsForm, BirthFields):
    """Somebody new in a case: the least that is told at a counter."""

    sex = forms.ChoiceField(label=_("Sex as recorded"), widget=forms.RadioSelect)
    part = one_of(_("Part in the case"), PartyPart)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the sexes of a document and the reasons why none is known as answers to one question."""
        super().__init__(*args, **kwargs)
        unknown = [choice for choice in Told.choices if choice[0] != Told.TOLD]
        field = self.fields["sex"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*Sex.choices, *unknown]

    def told(self) -> Registration:
        """What was told. The form is valid."""
        answer = self.cleaned_data["sex"]
        is_told = answer in Sex.values
        return Registration(
            names=(NameTold(parts=self.parts),) if self.parts else (),
            birth=self.birth(),
            sex=Sex(answer) if is_told else None,
            sex_state=Told.TOLD if is_told else Told(answer),
        )


class EndForm(forms.Form):
    """Why somebody is no longer part of a case."""

    why = words_of(_("Why"), hint=_("Kept in the journal of the case."))


def _read(text: str, calendar: str) -> UncertainDay:
    return read_day(text, calendar=Calendar(calendar))
