"""The forms of ways to reach somebody, each with its rule of safety."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from limen.domain.contacts.names import EVERY_DAY, Answer, Safety, WayKind
from limen.reference import languages
from limen.web.persons.forms import choice_of, one_of, words_of
from limen.web.persons.more_forms import version_field, why_field
from limen.web.persons.rule_words import weekday_words
from limen.web.persons.search_forms import line


def hour_field(label: Any) -> forms.TimeField:
    """An hour of the person's own day."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=False, widget=widget, input_formats=["%H:%M"])


class SafetyFields(forms.Form):
    """When and how a way may be used, as the person said."""

    safety = one_of(_("Is this way safe?"), Safety, hint=_("As the person says, and nobody else."))
    weekdays = forms.MultipleChoiceField(
        label=_("On which days"),
        choices=lambda: [(str(day), weekday_words(day)) for day in EVERY_DAY],
        widget=forms.CheckboxSelectMultiple,
    )
    since_hour = hour_field(_("From, by the person's clock"))
    until_hour = hour_field(_("Until"))
    may_leave_message = one_of(_("May a message be left?"), Answer)
    may_say_who = one_of(_("May one say who is calling?"), Answer)
    may_say_what = one_of(_("May one say what it is about?"), Answer)
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [("", ""), *languages.choices(get_language() or "en")],
    )
    if_other_answers = line(_("What to do if somebody else answers"))
    conditions = words_of(_("Other conditions"), required=False)
    is_preferred = forms.BooleanField(label=_("Preferred way"), required=False)

    @classmethod
    def first(cls) -> dict[str, object]:
        """What stands there before anybody asked: nothing is known to be safe."""
        asked = dict.fromkeys(("may_leave_message", "may_say_who", "may_say_what"), Answer.NOT_ASKED)
        return asked | {"safety": Safety.NOT_ASKED, "weekdays": [str(day) for day in EVERY_DAY]}


class WayForm(SafetyFields):
    """A way to reach somebody."""

    field_order = ("kind", "value", "through_name", "through_relation")
    kind = choice_of(_("By what"), WayKind)
    value = line(_("Number, address or place"), required=True)
    through_name = line(_("Through whom, if through somebody"), most=100)
    through_relation = line(_("Who that is to the person"), most=100)


class RuleForm(SafetyFields):
    """What is safe now, and why that changed."""

    version = version_field()
    why = why_field(_("Why the rule changes"))


class EndWayForm(forms.Form):
    """Why somebody can no longer be reached in this way."""

    why = why_field(_("Why it ended"))
