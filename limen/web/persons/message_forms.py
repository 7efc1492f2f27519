"""The form of a message to somebody. Its words are fixed: nobody types into a telephone what others must not
read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.contacts.names import Particulars, Template
from limen.domain.contacts.rules.sending import LONGEST_CALL, LONGEST_PLACE
from limen.reference.languages import language_named, languages
from limen.web.components import DayField
from limen.web.persons.contact_forms import hour_field
from limen.web.persons.forms import choice_of
from limen.web.persons.search_forms import line


def spoken_choices() -> Iterator[tuple[str, str]]:
    """The languages in which Limen has the words of messages; first none, for the one in the rule."""
    by_short = {one.short: code for code, one in languages().items() if one.short}
    yield "", str(_("The language in the rule of the way"))
    for short, _name in settings.LANGUAGES:
        if code := by_short.get(short.partition("-")[0]):
            yield code, language_named(code, get_language() or "en")


class MessageForm(forms.Form):
    """On which way, what about, and what the full wording may name."""

    way_id = forms.ChoiceField(label=_("On which way"), widget=forms.RadioSelect)
    template = choice_of(_("What about"), Template)
    day = DayField(label=_("Day, for an appointment"), required=False)
    hour = hour_field(_("Hour, for an appointment"))
    place = line(_("Place"), most=LONGEST_PLACE)
    call = line(
        _("Number to call back"), hint=_("Only a full wording names the place and the number."),
        most=LONGEST_CALL,
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Where Limen does not speak it, the message goes in the language of your organisation."),
        choices=lambda: [*spoken_choices()],
        required=False,
    )

    def told(self) -> dict[str, Any]:
        """What the act and the words are made of. The form is valid."""
        words = self.cleaned_data
        return {
            "template": Template(words["template"]),
            "particulars": Particulars(
                day=words["day"],
                hour=words["hour"],
                place=words["place"] or None,
                call=words["call"] or None,
            ),
            "language": words["language"] or None,
        }
