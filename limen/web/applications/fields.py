"""The questions of a section as fields: one for the answer, and one for why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.applications.names import Answer
from limen.domain.people.names import Told
from limen.law.applications import FormSection, Question, QuestionKind
from limen.reference.countries import choices as countries
from limen.web.components import isolated
from limen.web.components.shapes import Text
from limen.web.persons.search_forms import calendar_field, days_in

_NO_DAY = gettext_lazy(
    "Write one real day, such as 12.5.1990, in the calendar chosen below. If only the month or the year is "
    "known, say that the day is not known."
)
UNTOLD = tuple((state.value, state.label) for state in (Told.UNKNOWN, Told.REFUSED, Told.NOT_ASKED))
_FOLDED = (QuestionKind.COUNTRY, QuestionKind.PERSON)
_VISIBLE = (QuestionKind.YES_NO, QuestionKind.CHOICE)


class SectionForm(forms.Form):
    """A section. What is chosen from a list says in the same list that it is not known, was refused or was
    not asked; what is typed has a field beside it for that."""

    def __init__(
        self,
        data: Any,
        *,
        section: FormSection,
        people: Sequence[tuple[str, Text]],
        language: str,
        initial: Mapping[str, str],
    ) -> None:
        """`initial` is by the names of the fields, as a draft keeps them."""
        super().__init__(data, initial=dict(initial))
        self._questions, self._days = section.questions, dict[str, tuple[str, str]]()
        says = {question.id: isolated(question.says) for question in section.questions}
        for question in section.questions:
            for name, field in _fields_of(question, says, people, language):
                self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Days that can be read in their calendar, and that are one day."""
        told = super().clean() or {}
        for question in self._questions:
            typed = str(told.get(name_of(question), "")).strip()
            if question.kind is not QuestionKind.DATE or not typed:
                continue
            days = days_in(typed, told.get(calendar_of(question), ""))
            if len(days) != 1 or days[0].earliest is None or days[0].earliest != days[0].latest:
                self.add_error(name_of(question), _NO_DAY)
            else:
                self._days[question.id] = (days[0].earliest.isoformat(), typed)
        return told

    def answers(self) -> dict[str, Answer]:
        """What was told, by question. The form is valid."""
        return {question.id: self._answer(question) for question in self._questions}

    def _answer(self, question: Question) -> Answer:
        typed = str(self.cleaned_data.get(name_of(question)) or "").strip()
        if question.id in self._days:
            day, as_told = self._days[question.id]
            return Answer(state=Told.TOLD, value=day, as_told=as_told)
        if question.kind in (*_FOLDED, *_VISIBLE) and typed in dict(UNTOLD):
            return Answer(state=Told(typed))
        if typed:
            return Answer(state=Told.TOLD, value=typed)
        return Answer(state=Told(self.cleaned_data.get(state_of(question)) or Told.NOT_ASKED))


def name_of(question: Question) -> str:
    """The field of its answer."""
    return f"q-{question.id}"


def state_of(question: Question) -> str:
    """The field that says why there is no answer."""
    return f"state-{question.id}"


def calendar_of(question: Question) -> str:
    """The field that says in which calendar a day was told."""
    return f"calendar-{question.id}"


def typed_answers(section: FormSection, answers: Mapping[str, Answer]) -> dict[str, str]:
    """Answers as the fields hold them."""
    typed: dict[str, str] = {}
    for question in section.questions:
        one = answers.get(question.id)
        if one is None:
            continue
        if one.state is Told.TOLD:
            typed[name_of(question)] = _as_typed(question, one)
        elif question.kind in (*_FOLDED, *_VISIBLE):
            typed[name_of(question)] = one.state.value
        else:
            typed[state_of(question)] = one.state.value
    return typed


def _as_typed(question: Question, answer: Answer) -> str:
    if question.kind is not QuestionKind.DATE:
        return answer.value
    year, month, day = answer.value.split("-")
    return f"{int(day)}.{int(month)}.{year}"


def _fields_of(
    question: Question, says: Mapping[str, Text], people: Sequence[tuple[str, Text]], language: str
) -> Iterator[tuple[str, forms.Field]]:
    asked: dict[str, Any] = {
        "label": isolated(question.says),
        "help_text": _hint(question, says),
        "required": False,
    }
    offered: dict[QuestionKind, Sequence[tuple[str, Text]]] = {
        QuestionKind.YES_NO: [("yes", _("Yes")), ("no", _("No"))],
        QuestionKind.CHOICE: [(code, isolated(text)) for code, text in question.one_of],
        QuestionKind.COUNTRY: countries(language) if question.kind is QuestionKind.COUNTRY else (),
        QuestionKind.PERSON: people,
    }
    if question.kind in _VISIBLE:
        choices = [*offered[question.kind], *UNTOLD]
        yield name_of(question), forms.ChoiceField(**asked, choices=choices, widget=forms.RadioSelect)
    elif question.kind in _FOLDED:
        choices = [("", ""), *UNTOLD, *offered[question.kind]]
        yield name_of(question), forms.ChoiceField(**asked, choices=choices)
    else:
        yield from _typed_fields(question, asked)


def _typed_fields(question: Question, asked: dict[str, Any]) -> Iterator[tuple[str, forms.Field]]:
    box: forms.Widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    if question.kind is QuestionKind.LONG_TEXT:
        box = forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    yield name_of(question), forms.CharField(**asked, max_length=50_000, widget=box)
    if question.kind is QuestionKind.DATE:
        calendar = calendar_field(unsaid=_("Gregorian"))
        calendar.label = _("Calendar: %(question)s") % {"question": question.says}
        yield calendar_of(question), calendar
    yield (
        state_of(question),
        forms.ChoiceField(
            label=_("If there is no answer: %(question)s") % {"question": question.says},
            choices=[("", ""), *UNTOLD],
            required=False,
        ),
    )


def _hint(question: Question, says: Mapping[str, Text]) -> Text:
    hints = [question.hint] if question.hint else []
    if question.kind is QuestionKind.DATE:
        hints.append(_("As it was told, such as 12.5.1990."))
    if question.only_when is not None and question.only_when.question in says:
        on = says[question.only_when.question]
        hints.append(_("Only if the answer to “%(question)s” makes it matter.") % {"question": on})
    if question.is_required:
        hints.append(_("Must be answered before lodging; “not known” and “refused” are answers."))
    return " ".join(map(str, hints))
