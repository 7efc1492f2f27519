"""How the desk asks: each question as data, drawn with what was typed, what is wrong, and what another window
says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from uuid import uuid4

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.domain.registration.commands.drafting import ChangedElsewhere
from limen.domain.registration.names.merging import Edit
from limen.domain.registration.names.troubles import Trouble
from limen.domain.registration.names.typed import Fields, Value, kept_fields
from limen.web.components import controls
from limen.web.components.controls import Asked
from limen.web.components.fields import FieldBox
from limen.web.components.shapes import Text
from limen.web.requests import Request

Choices = Sequence[tuple[str, Text]]


class Shape(Enum):
    """By what a question is answered."""

    LINE = "line"
    AREA = "area"
    LIST = "list"
    RADIOS = "radios"
    BOXES = "boxes"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question: the field that holds the answer, how it is put, and by what it is answered. `offers` is
    the id of a list of suggestions on the page; `otherwise` is what is chosen when nothing was."""

    key: str
    label: Text
    shape: Shape = Shape.LINE
    hint: Text = ""
    choices: Choices = ()
    offers: str = ""
    width: str = ""
    otherwise: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    is_optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a page draws its questions with."""

    content: Fields
    troubles: tuple[Trouble, ...] = ()
    theirs: Mapping[str, Value] = field(default_factory=dict)
    suggested: Mapping[str, Text] = field(default_factory=dict)

    def line(self, question: Question) -> str:
        """The answer as one line."""
        value = self.content.get(question.key, "")
        line = value if isinstance(value, str) else " ".join(value)
        return line or question.otherwise

    def lines(self, question: Question) -> list[str]:
        """The answer as several."""
        value = self.content.get(question.key, [])
        return [value] if isinstance(value, str) else list(value)


def boxes(questions: Iterable[Question], answers: Answers, *, focus: bool = True) -> list[FieldBox]:
    """The questions as fields; the first that has no answer yet gets the focus, when nothing is wrong."""
    listed = list(questions)
    first = ""
    if focus and not answers.troubles and not answers.theirs:
        open_ones = [one.key for one in listed if _is_open(one, answers)]
        first = open_ones[0] if open_ones else (listed[0].key if listed else "")
    return [box(one, answers, is_first=one.key == first) for one in listed]


def _is_open(question: Question, answers: Answers) -> bool:
    """Whether an answer is waited for."""
    return question.shape is not Shape.BOXES and not question.is_optional and not answers.line(question)


def box(question: Question, answers: Answers, *, is_first: bool = False) -> FieldBox:
    """One question as a field."""
    asked = Asked(
        name=question.key,
        label=question.label,
        hint=_hint(question, answers),
        errors=tuple(_errors(question, answers)),
        is_optional=question.is_optional,
    )
    more = dict(question.attributes) | ({"autofocus": "autofocus"} if is_first else {})
    if question.offers:
        more["list"] = question.offers
    match question.shape:
        case Shape.LINE:
            told = {"autocomplete": "off", "dir": "auto", "spellcheck": "false"} | more
            return controls.text_box(
                asked, value=answers.line(question), kind="text", width=question.width, attributes=told
            )
        case Shape.AREA:
            told = {"dir": "auto", "spellcheck": "false"} | more
            rows = int(told.pop("rows", "3"))
            return controls.area_box(
                asked, value=answers.line(question), rows=rows, draft=None, attributes=told
            )
        case Shape.LIST:
            return _listed(asked, question, answers, is_first=is_first)
        case Shape.RADIOS:
            chosen = [line] if (line := answers.line(question)) else []
            return controls.choices_box(asked, choices=question.choices, chosen=chosen, kind="radios")
        case Shape.BOXES:
            return controls.choices_box(
                asked, choices=question.choices, chosen=answers.lines(question), kind="checkboxes"
            )


def _listed(asked: Asked, question: Question, answers: Answers, *, is_first: bool) -> FieldBox:
    """A folded list, with the cursor in it when it comes first."""
    drawn = controls.select_box(asked, choices=question.choices, value=answers.line(question))
    if not is_first:
        return drawn
    told = asked.attributes(autofocus="autofocus", **{"class": controls.classes("select", has_errors=False)})
    control = forms.Select(choices=[*question.choices]).render(asked.name, answers.line(question), told)
    return replace(drawn, control=control)


def _hint(question: Question, answers: Answers) -> Text:
    taken = answers.suggested.get(question.key)
    if not taken:
        return question.hint
    said = format_html('<span class="lm-suggested">{}</span>', taken)
    return format_html("{} {}", question.hint, said) if question.hint else said


def _errors(question: Question, answers: Answers) -> Iterable[Text]:
    yield from (one.says for one in answers.troubles if one.field == question.key)
    if question.key in answers.theirs:
        value = answers.theirs[question.key]
        words = value if isinstance(value, str) else ", ".join(value)
        yield _("Changed in another window. It says there: %(words)s") % {"words": words or "–"}


@dataclass(frozen=True, kw_only=True)
class Held:
    """The hidden fields of a step: as what the page knew its fields, and which window it is."""

    was: str
    window: str


def held(request: Request, content: Fields, asked: Iterable[Question], more: Iterable[str] = ()) -> Held:
    """What a page sends back with its fields: as what it showed them, answered or not."""
    known = {question.key: shown(question, content) for question in asked}
    known |= {key: content[key] for key in more if key in content}
    window = request.POST.get("window", "")[:40] or uuid4().hex
    return Held(was=json.dumps(known, ensure_ascii=False), window=window)


def shown(question: Question, content: Fields) -> Value:
    """The answer as the page shows it: a folded list shows its first choice when nothing was chosen."""
    value = content.get(question.key)
    if question.shape is Shape.BOXES:
        return [] if value is None else value
    first = str(question.choices[0][0]) if question.shape is Shape.LIST and question.choices else ""
    return value or question.otherwise or first


def edit_in(request: Request) -> Edit:
    """What a form sent."""
    return Edit(
        now=kept_fields({key: request.POST.getlist(key) for key in request.POST}),
        was=fields_in(request.POST.get("was", "")),
        window=request.POST.get("window", "")[:40],
    )


def fields_in(text: str) -> Fields:
    """Fields in JSON, as far as there are any."""
    try:
        sent = json.loads(text)
    except ValueError:
        return {}
    return fields_of(sent)


def fields_of(sent: object) -> Fields:
    """Fields from a parsed body: each a line or several."""
    if not isinstance(sent, dict):
        return {}
    lines = {str(key): [value] if isinstance(value, str) else value for key, value in sent.items()}
    return kept_fields(
        {key: [str(one) for one in value] for key, value in lines.items() if isinstance(value, list)}
    )


def differences_in(request: Request) -> Mapping[str, Value]:
    """What another window says, by field, when this one was told that it came second."""
    if isinstance(request.conflict, ChangedElsewhere):
        return {one.key: one.theirs for one in request.conflict.differences}
    return {}
