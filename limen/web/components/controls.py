"""The controls inside fields: made from plain values, or from a field of a Django form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from limen.web.components.choosing import TypeBox, TypeToChoose, type_box
from limen.web.components.fields import DayInput, FieldBox, described_by
from limen.web.components.shapes import Text

Choices = Iterable[tuple[str, Text]]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Where the draft of a text is kept while it is typed, and which version of the text it started from."""

    name: str
    url: str
    version: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """What the script reads from the text area."""
        return {"data-draft": self.name, "data-draft-url": self.url, "data-draft-version": self.version}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One radio button or box."""

    id: str
    name: str
    value: str
    label: Text
    is_chosen: bool = False
    hint: Text = ""
    is_disabled: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What every field has: its form name, its label, a hint, and what was wrong with the answer."""

    name: str
    label: Text
    hint: Text = ""
    errors: Sequence[Text] = ()
    is_optional: bool = False
    hides_label: bool = False

    @property
    def id(self) -> str:
        """The id that Django's own forms would give."""
        return f"id_{self.name}"

    def attributes(self, **more: Any) -> dict[str, Any]:
        """The attributes of its control."""
        attributes: dict[str, Any] = {"id": self.id, "name": self.name}
        if told := described_by(self.id, hint=self.hint, errors=self.errors):
            attributes["aria-describedby"] = told
        if self.errors:
            attributes["aria-invalid"] = "true"
        return attributes | {key: value for key, value in more.items() if value not in (None, "", False)}

    def box(self, control: SafeString, *, is_group: bool = False, draft: bool = False) -> FieldBox:
        """The field around its control."""
        return FieldBox(
            id=self.id, label=self.label, control=control, hint=self.hint, errors=self.errors,
            is_group=is_group, is_optional=self.is_optional, hides_label=self.hides_label, draft=draft,
        )  # fmt: skip


def classes(kind: str, *, has_errors: bool) -> str:
    """The classes of a control, with the one that marks an error."""
    return f"govuk-{kind} govuk-{kind}--error" if has_errors else f"govuk-{kind}"


def text_box(asked: Asked, *, value: str, kind: str, width: str, attributes: Mapping[str, Any]) -> FieldBox:
    """A field of one line."""
    look = classes("input", has_errors=bool(asked.errors)) + (f" govuk-!-width-{width}" if width else "")
    told = asked.attributes(type=kind, value=value, **{"class": look}, **attributes)
    return asked.box(format_html("<input{}>", flatatt(told)))


def area_box(
    asked: Asked, *, value: str, rows: int, draft: Draft | None, attributes: Mapping[str, Any]
) -> FieldBox:
    """A field of many lines, which may keep a draft on the server."""
    look = classes("textarea", has_errors=bool(asked.errors))
    kept = draft.attributes if draft else {}
    told = asked.attributes(rows=rows, **{"class": look}, **kept, **attributes)
    # A text area drops its first line break: give it one to drop.
    return asked.box(
        format_html("<textarea{}>\n{}</textarea>", flatatt(told), value), draft=draft is not None
    )


def select_box(asked: Asked, *, choices: Choices, value: str) -> FieldBox:
    """A choice from a folded list."""
    told = asked.attributes(**{"class": classes("select", has_errors=bool(asked.errors))})
    return asked.box(forms.Select(choices=[*choices]).render(asked.name, value, told))


def choices_box(asked: Asked, *, choices: Choices, chosen: Sequence[str], kind: str) -> FieldBox:
    """A group of radio buttons or boxes; the first has the id of the field, where an error leads."""
    shown = [
        Choice(
            id=asked.id if index == 0 else f"{asked.id}_{index}",
            name=asked.name,
            value=value,
            label=label,
            is_chosen=value in chosen,
        )
        for index, (value, label) in enumerate(choices)
    ]
    return asked.box(choices_control(kind, shown), is_group=True)


def typed_box(asked: Asked, *, choices: Choices, chosen: str, box: TypeBox) -> FieldBox:
    """A box into which one types, and the radio buttons of what was found."""
    shown = [
        Choice(id=f"{asked.id}_{index}", name=asked.name, value=value, label=label, is_chosen=value == chosen)
        for index, (value, label) in enumerate(choices)
    ]
    return asked.box(type_box(box, shown), is_group=True)


def choices_control(kind: str, choices: Sequence[Choice]) -> SafeString:
    """The markup of radio buttons or boxes."""
    return render_to_string("web/components/choices.html", {"kind": kind, "choices": choices})


def day_box(asked: Asked, *, value: date | str | None) -> FieldBox:
    """A day as three fields."""
    control = DayInput().render(asked.name, value, {"id": asked.id, "has_errors": bool(asked.errors)})
    return asked.box(control, is_group=True)


def bound_box(
    bound: BoundField, *, draft: Draft | None = None, hint: Text = "", label: Text = ""
) -> FieldBox:
    """A field of a Django form in Limen's shape."""
    errors = tuple(str(error) for error in bound.errors)
    box = FieldBox(
        id=bound.auto_id,
        label=label or bound.label,
        hint=hint or bound.help_text,
        errors=errors,
        is_optional=not bound.field.required,
        control=SafeString(""),
    )
    widget = bound.field.widget
    match widget:
        case TypeToChoose():
            shown = [replace(one, id=f"{one.id}_found") for one in _choices_of(bound, with_empty=True)]
            return replace(box, control=type_box(widget.box, shown), is_group=True)
        case forms.RadioSelect():
            kind = "checkboxes" if widget.allow_multiple_selected else "radios"
            return replace(box, control=choices_control(kind, _choices_of(bound)), is_group=True)
        case forms.CheckboxInput():
            return replace(box, control=_single(bound, box), is_labelled_inside=True)
        case DayInput():
            control = bound.as_widget(attrs={"has_errors": bool(errors)})
            return replace(box, control=control, is_group=True)
        case _other:
            return replace(box, control=_plain(bound, box, draft), draft=draft is not None)


def _choices_of(bound: BoundField, *, with_empty: bool = False) -> list[Choice]:
    # No value, but words: an answer of its own, such as "the whole house", unless one must choose.
    may_be_empty = with_empty or not bound.field.required
    parts = [
        part
        for part in bound.subwidgets
        if part.data["value"] not in (None, "") or (may_be_empty and (with_empty or part.data["label"]))
    ]
    return [
        Choice(
            id=bound.auto_id if index == 0 else f"{bound.auto_id}_{index}",
            name=part.data["name"],
            value=str(part.data["value"]),
            label=part.data["label"],
            is_chosen=part.data["selected"],
            is_disabled=bound.field.disabled,
        )
        for index, part in enumerate(parts)
    ]


def _single(bound: BoundField, box: FieldBox) -> SafeString:
    """One box that is ticked or not, with its label behind it."""
    attributes: dict[str, str | bool] = {"class": "govuk-checkboxes__input"}
    if told := box.described_by:
        attributes["aria-describedby"] = told
    label = conditional_escape(box.label)
    return format_html(
        '<div class="govuk-checkboxes"><div class="govuk-checkboxes__item">{}'
        '<label class="govuk-label govuk-checkboxes__label" for="{}">{}</label></div></div>',
        bound.as_widget(attrs=attributes),
        box.id,
        label,
    )


def _plain(bound: BoundField, box: FieldBox, draft: Draft | None) -> SafeString:
    """Any control of one element."""
    widget = bound.field.widget
    kind = "select" if isinstance(widget, forms.Select) else "input"
    if isinstance(widget, forms.Textarea):
        kind = "textarea"
    look = f"{classes(kind, has_errors=bool(box.errors))} {widget.attrs.get('class', '')}".strip()
    if isinstance(widget, forms.PasswordInput):
        look += " govuk-password-input__input govuk-js-password-input-input"
    attributes: dict[str, Any] = {"class": look}
    if told := box.described_by:
        attributes["aria-describedby"] = told
    control = bound.as_widget(attrs=attributes | (draft.attributes if draft else {}))
    if not isinstance(widget, forms.PasswordInput):
        return control
    return render_to_string("web/components/password.html", {"control": control, "id": box.id})
