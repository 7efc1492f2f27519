"""The forms of acts on the law. They know shapes, not rules: whether an act may happen is said by the act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from limen.web.casefile.forms import offering
from limen.web.components.shapes import Text

AS_DISTRIBUTED, CHANGED = "distributed", "changed"


class ManyFilesInput(forms.FileInput):
    """More than one file at a time."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each cleaned as one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """All of them; none when nothing was chosen."""
        sent = [one for one in data if one] if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(one, initial) for one in sent]


def _why(label: Text, *, hint: Text = "", required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=4000, widget=area)


class TryForm(forms.Form):
    """Which text somebody would like to see at work."""

    pack = forms.ChoiceField(label=_("Pack"), widget=forms.RadioSelect)
    of = forms.ChoiceField(
        label=_("Which text"),
        choices=[
            (AS_DISTRIBUTED, _("As it was distributed with this installation")),
            (CHANGED, _("As it is in force here, with files that I changed")),
        ],
        initial=AS_DISTRIBUTED,
        widget=forms.RadioSelect,
    )
    sent = ManyFilesField(
        label=_("Changed files"),
        help_text=_(
            "YAML files under the names they have in the pack, or a zip of them in their folders. Files that "
            "you do not send stay as they are. At most 1 MB."
        ),
        required=False,
        widget=ManyFilesInput(attrs={"accept": ".yaml,.zip"}),
    )

    def __init__(self, packs: Sequence[tuple[str, Text]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offering(self, pack=packs)

    def clean(self) -> dict[str, Any]:
        """Changed files must be there when they are meant to be."""
        words: dict[str, Any] = super().clean() or {}
        if words.get("of") == CHANGED and not words.get("sent") and "sent" not in self.errors:
            self.add_error("sent", _("Choose the files that you changed."))
        return words


class LookForm(TryForm):
    """Which edition somebody thinks should govern. The reason can be written now or after looking."""

    why = _why(
        _("Why it should govern"),
        hint=_("The second person reads this, and it stays in the journal."),
        required=False,
    )


class ProposeForm(forms.Form):
    """What was looked at, and why it should govern."""

    pack = forms.CharField(max_length=60, widget=forms.HiddenInput)
    of = forms.ChoiceField(choices=[(AS_DISTRIBUTED, ""), (CHANGED, "")], widget=forms.HiddenInput)
    changed = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    seal = forms.CharField(max_length=64, widget=forms.HiddenInput)
    why = _why(
        _("Why it should govern"), hint=_("The second person reads this, and it stays in the journal.")
    )


class AdoptForm(forms.Form):
    """Words that the second person may add."""

    says = _why(_("Anything to add"), required=False)


class DeclineForm(forms.Form):
    """Why not."""

    why = _why(_("Why not"), hint=_("The one who proposed it reads this. Say what would have to change."))
