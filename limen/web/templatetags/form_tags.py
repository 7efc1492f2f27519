"""The tags for forms and their fields; `{% load limen %}` brings them too.

A field comes from a Django form, or from plain values; both are drawn the same way.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from limen.foundation.refusals import Obstacle
from limen.web.components import controls
from limen.web.components.choosing import TypeBox, type_box
from limen.web.components.controls import Asked, Choices, Draft
from limen.web.components.shapes import Text

register = template.Library()

Reasons = Iterable[Obstacle | Text]
"""Why not: obstacles as a rule gives them, or sentences."""


def sentences(reasons: Reasons) -> list[Text]:
    """Reasons in words."""
    return [reason.says if isinstance(reason, Obstacle) else reason for reason in reasons]


@register.simple_tag(takes_context=True)
def act_fields(context: Context) -> SafeString:
    """The hidden fields of every form that acts: against forgery, and against doing the act twice."""
    hidden = '<input type="hidden" name="{}" value="{}">'
    fields = (("csrfmiddlewaretoken", context.get("csrf_token", "")), ("op", uuid4()))
    return format_html_join("", hidden, fields)


# Buttons


@register.inclusion_tag("web/components/button.html")
def button(
    label: Text,
    *,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    refused: Reasons = (),
    id: str = "",
    form: str = "",
) -> dict[str, Any]:
    """A button that submits; with reasons in `refused` it is shown, cannot act, and says why beside it."""
    reasons = sentences(refused)
    return {
        "label": label, "kind": kind, "name": name, "value": value, "form": form,
        "reasons": reasons, "id": id or (f"button-{uuid4().hex[:8]}" if reasons else ""),
    }  # fmt: skip


@register.inclusion_tag("web/components/link_button.html")
def link_button(label: Text, url: str, *, kind: str = "primary", refused: Reasons = ()) -> dict[str, Any]:
    """A link in the shape of a button; with reasons in `refused` it leads nowhere and says why."""
    reasons = sentences(refused)
    return {"label": label, "url": url, "kind": kind, "reasons": reasons, "id": f"button-{uuid4().hex[:8]}"}


# Fields


@register.inclusion_tag("web/components/field.html")
def field(
    bound: BoundField,
    *,
    label: Text = "",
    hint: Text = "",
    draft: str = "",
    draft_url: str = "",
    base_version: object = "",
) -> dict[str, Any]:
    """A field of a Django form; a text area keeps a draft when `draft` and `draft_url` are given."""
    if bound.is_hidden:
        return {"hidden": bound}
    kept = Draft(name=draft, url=draft_url, version=str(base_version)) if draft_url else None
    return {"box": controls.bound_box(bound, draft=kept, hint=hint, label=label)}


@register.inclusion_tag("web/components/error_summary.html")
def errors(*asked: forms.BaseForm | None, obstacles: Reasons = ()) -> dict[str, Any]:
    """What is wrong on this page: refusals, then each error with a link to its field."""
    found: list[tuple[str, Text]] = [("", sentence) for sentence in sentences(obstacles)]
    for form in asked:
        if form is None or not form.is_bound:
            continue
        found += [("", str(sentence)) for sentence in form.non_field_errors()]
        found += [
            (_first_id(bound), f"{bound.label} – {sentence}") for bound in form for sentence in bound.errors
        ]
    return {"found": found}


def _first_id(bound: BoundField) -> str:
    """The id of the control that an error should lead to."""
    if isinstance(bound.field.widget, forms.RadioSelect):
        return bound.auto_id
    return bound.id_for_label


@register.inclusion_tag("web/components/field.html")
def text_field(
    name: str,
    label: Text,
    *,
    value: str = "",
    hint: Text = "",
    error: Text = "",
    type: str = "text",
    width: str = "",
    optional: bool = False,
    hides_label: bool = False,
    autocomplete: str = "off",
) -> dict[str, Any]:
    """A field of one line; `width` is empty or one of one-quarter, one-third, one-half, two-thirds."""
    asked = _asked(name, label, hint, error, optional=optional, hides_label=hides_label)
    attributes = {"autocomplete": autocomplete}
    return {"box": controls.text_box(asked, value=value, kind=type, width=width, attributes=attributes)}


@register.inclusion_tag("web/components/field.html")
def text_area(
    name: str,
    label: Text,
    *,
    value: str = "",
    hint: Text = "",
    error: Text = "",
    rows: int = 6,
    optional: bool = False,
    draft: str = "",
    draft_url: str = "",
    base_version: object = "",
    lang: str = "",
) -> dict[str, Any]:
    """A field of many lines; with `draft_url` what is typed is kept on the server and the field says so."""
    asked = _asked(name, label, hint, error, optional=optional)
    kept = Draft(name=draft or name, url=draft_url, version=str(base_version)) if draft_url else None
    attributes = {"dir": "auto", "lang": lang}
    return {"box": controls.area_box(asked, value=value, rows=rows, draft=kept, attributes=attributes)}


@register.inclusion_tag("web/components/field.html")
def select_field(
    name: str,
    label: Text,
    choices: Choices,
    *,
    value: str = "",
    hint: Text = "",
    error: Text = "",
    optional: bool = False,
) -> dict[str, Any]:
    """A choice from a folded list; choices are pairs of value and label."""
    asked = _asked(name, label, hint, error, optional=optional)
    return {"box": controls.select_box(asked, choices=choices, value=value)}


@register.inclusion_tag("web/components/field.html")
def radios(
    name: str,
    label: Text,
    choices: Choices,
    *,
    value: str = "",
    hint: Text = "",
    error: Text = "",
    optional: bool = False,
) -> dict[str, Any]:
    """One of a few; choices are pairs of value and label."""
    asked = _asked(name, label, hint, error, optional=optional)
    chosen = [value] if value else []
    return {"box": controls.choices_box(asked, choices=choices, chosen=chosen, kind="radios")}


@register.inclusion_tag("web/components/field.html")
def type_to_choose(
    name: str, label: Text, choices: Choices, box: TypeBox, *, value: str = "", optional: bool = False
) -> dict[str, Any]:
    """One of many: a box into which one types part of its name, above what was found."""
    asked = _asked(name, label, "", "", optional=optional)
    return {"box": controls.typed_box(asked, choices=choices, chosen=value, box=box)}


@register.simple_tag(name="type_box")
def type_box_alone(box: TypeBox) -> SafeString:
    """A box of which what is found are links."""
    return type_box(box)


@register.inclusion_tag("web/components/field.html")
def checkboxes(
    name: str,
    label: Text,
    choices: Choices,
    *,
    values: Sequence[str] = (),
    hint: Text = "",
    error: Text = "",
    optional: bool = False,
) -> dict[str, Any]:
    """Any of a few; choices are pairs of value and label."""
    asked = _asked(name, label, hint, error, optional=optional)
    return {"box": controls.choices_box(asked, choices=choices, chosen=values, kind="checkboxes")}


@register.inclusion_tag("web/components/field.html")
def date_field(
    name: str,
    label: Text,
    *,
    value: date | str | None = None,
    hint: Text = "",
    error: Text = "",
    optional: bool = False,
) -> dict[str, Any]:
    """A day as three fields, `<name>_day`, `<name>_month` and `<name>_year`."""
    return {"box": controls.day_box(_asked(name, label, hint, error, optional=optional), value=value)}


def _asked(
    name: str, label: Text, hint: Text, error: Text, *, optional: bool = False, hides_label: bool = False
) -> Asked:
    return Asked(
        name=name,
        label=label,
        hint=hint,
        errors=(error,) if error else (),
        is_optional=optional,
        hides_label=hides_label,
    )
