"""The forms of lists from elsewhere. They know shapes; whether an act may happen is said by the act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.cases.names import PartyPart
from limen.domain.imports.names import DayOrder, Decision, Field, Mapping, OnLikely
from limen.domain.imports.rules.obstacles import KEPT_DAYS
from limen.likeness.calendars import Calendar
from limen.outside.sheets import ENCODINGS, MOST_BYTES, SEPARATORS
from limen.web.components import DayField
from limen.web.components.shapes import Text

_MEGABYTES = MOST_BYTES // (1024 * 1024)
_CALENDARS = (
    (Calendar.GREGORIAN.value, _("Gregorian")),
    (Calendar.HIJRI.value, _("Hijri")),
    (Calendar.JALALI.value, _("Solar Hijri (Jalali)")),
    (Calendar.ETHIOPIC.value, _("Ethiopian")),
)
_LANGUAGES = (
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("uk", _("Ukrainian")),
    ("ru", _("Russian")),
    ("ar", _("Arabic")),
    ("fa", _("Persian")),
    ("tr", _("Turkish")),
    ("es", _("Spanish")),
)
_ENCODED = {
    "utf-8": _("Unicode (UTF-8)"),
    "utf-8-sig": _("Unicode (UTF-8 with a mark)"),
    "utf-16": _("Unicode (UTF-16)"),
    "cp1252": _("Western European (Windows)"),
    "cp1256": _("Arabic (Windows)"),
    "cp1251": _("Cyrillic (Windows)"),
    "cp1254": _("Turkish (Windows)"),
}
_SEPARATED = {",": _("Comma"), ";": _("Semicolon"), "\t": _("Tab"), "|": _("Vertical bar")}


class ReceiveForm(forms.Form):
    """A list, and who sent it."""

    sent = forms.FileField(
        label=_("File"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file, of at most %(count)d MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    source = forms.CharField(
        label=_("Who sent it"),
        help_text=_("The same words each time: by them, rows that come again are known."),
        max_length=100,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    unit_id = forms.ChoiceField(label=_("Unit"), help_text=_("The unit with which the cases will lie."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent"].help_text = self.fields["sent"].help_text % {"count": _MEGABYTES}

    def clean_sent(self) -> Any:
        """Its size is known before it is read."""
        sent = self.cleaned_data["sent"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(count)d MB. Divide the list.") % {"count": _MEGABYTES}
            )
        return sent


class SheetForm(forms.Form):
    """Which sheet of a workbook is read."""

    sheet = forms.ChoiceField(label=_("Sheet"))


class TextForm(forms.Form):
    """How the letters and cells of a text are read."""

    encoding = forms.ChoiceField(
        label=_("Encoding"),
        help_text=_("Change it when names below look wrong."),
        choices=[(one, _ENCODED[one]) for one in ("utf-8-sig", *ENCODINGS)],
    )
    separator = forms.ChoiceField(
        label=_("Cells are parted by"), choices=[(one, _SEPARATED[one]) for one in SEPARATORS]
    )


class MapForm(forms.Form):
    """What each column holds, and how its words are read."""

    def __init__(self, columns: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, (header, sample) in enumerate(columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=header or _("Column %(place)d, without a header") % {"place": place + 1},
                help_text=sample,
                choices=Field.choices,
                required=False,
            )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of states and languages"),
            help_text=_("Names in other languages that we read are understood too."),
            choices=_LANGUAGES,
        )
        self.fields["calendar"] = forms.ChoiceField(
            label=_("Calendar of dates of birth"),
            help_text=_("It counts for cells that Excel keeps as dates as well."),
            choices=_CALENDARS,
        )
        self.fields["day_order"] = forms.ChoiceField(label=_("Order of a date"), choices=DayOrder.choices)
        self.fields["save_as"] = forms.CharField(
            label=_("Keep these choices under a name"),
            help_text=_("For the next list of the same sender."),
            max_length=80,
            required=False,
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        )

    def mapping(self, columns: int) -> Mapping:
        """The choices. Only of a valid form."""
        words = self.cleaned_data
        return Mapping(
            fields=tuple(Field(words[f"column_{place}"] or "") for place in range(columns)),
            language=words["language"],
            calendar=Calendar(words["calendar"]),
            day_order=DayOrder(words["day_order"]),
        )


class StartForm(forms.Form):
    """What is done with the rows."""

    part = forms.ChoiceField(
        label=_("The persons are"),
        choices=[(one.value, one.label) for one in (PartyPart.APPLICANT, PartyPart.CLIENT)],
        widget=forms.RadioSelect,
    )
    on_likely = forms.ChoiceField(
        label=_("When somebody on record may be the same person"),
        help_text=_("Nobody is ever merged by a list."),
        choices=OnLikely.choices,
        widget=forms.RadioSelect,
    )
    references = forms.CharField(
        label=_("References of new cases begin with"),
        help_text=_("The number of the row is added."),
        max_length=20,
    )
    opened_on = DayField(label=_("The cases were opened on"))
    keep_days = forms.TypedChoiceField(
        label=_("The file is kept for"),
        help_text=_("After the last row. Then it is removed, with what is left of its rows."),
        choices=[(one, _("%(count)d days") % {"count": one}) for one in KEPT_DAYS],
        coerce=int,
    )


class MendForm(forms.Form):
    """What a row should say."""

    def __init__(self, columns: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, header in enumerate(columns):
            self.fields[f"cell_{place}"] = forms.CharField(
                label=header or _("Column %(place)d, without a header") % {"place": place + 1},
                required=False,
                strip=True,
                max_length=4000,
                widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def cells(self, columns: int) -> list[str]:
        """The cells in order. Only of a valid form."""
        return [self.cleaned_data[f"cell_{place}"] for place in range(columns)]


class DecideForm(forms.Form):
    """What becomes of a row that was put aside."""

    decision = forms.ChoiceField(label=_("What becomes of the row"), widget=forms.RadioSelect)

    def __init__(
        self, likely: Sequence[tuple[str, str]], *args: Any, can_be_registered: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: list[tuple[str, Text]] = [(f"{Decision.SAME.value}:{key}", says) for key, says in likely]
        if can_be_registered:
            offered.append((Decision.REGISTER.value, Decision.REGISTER.label))
        offered.append((Decision.LEAVE_OUT.value, Decision.LEAVE_OUT.label))
        field = self.fields["decision"]
        if isinstance(field, forms.ChoiceField):
            field.choices = offered
