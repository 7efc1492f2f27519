"""The forms of documents. They know shapes; whether an act may happen is said by the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import PurePath
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.documents.names import (
    Area,
    Authenticity,
    CameFrom,
    Described,
    DocumentKind,
    Translation,
)
from limen.domain.documents.rules import LONGEST_TITLE
from limen.reference import languages
from limen.web.components import DayField
from limen.web.components.shapes import Text
from limen.web.documents.uploading import FIELD, SealedUpload

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp,.tif,.tiff,.docx,.odt,.txt,image/*"


class ManyFiles(forms.FileInput):
    """A control for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files that were sealed on their way in."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files, in the order they were chosen."""
        clean: Callable[[Any, Any], Any] = super().clean
        sent = data if isinstance(data, list | tuple) else [data]
        files = [one for one in sent if isinstance(one, SealedUpload)]
        return files if files else clean(None, initial)


class FilesForm(forms.Form):
    """The files of a document."""

    sent = FilesField(
        label=_("Files"),
        help_text=_("PDF, pictures (JPEG, PNG, WebP, TIFF), Word (.docx), OpenDocument or text."),
        widget=ManyFiles(attrs={"accept": ACCEPTED, "multiple": True}),
    )


class FileForm(forms.Form):
    """One file."""

    sent = FilesField(
        label=_("File"),
        help_text=_("A better scan, the signed copy. The versions before it are kept."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


def _languages() -> Iterable[tuple[str, Text]]:
    return [("", _("Not known yet")), *languages.choices(get_language() or "en")]


class DescribeForm(forms.Form):
    """What is said about a document."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("What others will know it by, such as: Birth certificate of Sami."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=DocumentKind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=_languages, required=False)
    came_from = forms.ChoiceField(label=_("Handed in by"), choices=CameFrom.choices)
    received_on = DayField(label=_("Day it came"))
    translation = forms.ChoiceField(label=_("Translation"))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def described(self, *, of_file: str = "", is_alone: bool = True) -> Described:
        """What was said. Only of a valid form. A file that was given no title of its own has that of its
        name."""
        words = self.cleaned_data
        title = words["title"] if is_alone else ""
        return Described(
            kind=DocumentKind(words["kind"]),
            title=title or PurePath(of_file).stem[:LONGEST_TITLE],
            language=words["language"],
            came_from=CameFrom(words["came_from"]),
            received_on=words["received_on"],
            translation=Translation(words["translation"]),
        )


class ReceiveForm(DescribeForm):
    """Files, and what is said about each of them. Without a title each is called by the name of its file."""

    field_order = (FIELD, "kind", "title", "language", "came_from", "received_on", "translation")
    sent = FilesForm.base_fields["sent"]
    compartment = forms.ChoiceField(
        label=_("Who may read it"), help_text=_("You see the compartments that you are cleared for.")
    )

    def __init__(self, sent: QueryDict | None, files: MultiValueDict[str, Any] | None, *, on: date) -> None:
        usual = {"received_on": on, "kind": DocumentKind.OTHER, "came_from": CameFrom.APPLICANT}
        super().__init__(sent, files, initial=usual)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Left empty, or with several files, the name of each file.")


class BundleForm(forms.Form):
    """What a bundle of documents is called."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("It stands on the cover, above the reference of the case."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class WhyForm(forms.Form):
    """The reason for an act that needs nothing else."""

    why = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class DisputeForm(forms.Form):
    """What is said to be wrong with a translation, and by whom."""

    why = forms.CharField(
        label=_("What is disputed, and by whom"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class WeighForm(forms.Form):
    """Whether a document is thought to be genuine, and why."""

    authenticity = forms.ChoiceField(
        label=_("Your view"), choices=Authenticity.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Why"),
        help_text=_("What was examined, by whom, and what speaks for and against it."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MarkForm(forms.Form):
    """A mark on a page. The area is drawn on the picture; without one the whole page is meant."""

    words = forms.CharField(
        label=_("What is to be seen here"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    quote = forms.CharField(
        label=_("The line it is about, if it is one"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    area = forms.RegexField(
        regex=r"^\d{1,4} \d{1,4} \d{1,4} \d{1,4}$", required=False, widget=forms.HiddenInput
    )

    def marked(self) -> Area | None:
        """The area in thousandths of the page. Only of a valid form."""
        said = self.cleaned_data["area"]
        if not said:
            return None
        left, top, right, bottom = map(int, said.split())
        return Area(left=left, top=top, right=right, bottom=bottom)
