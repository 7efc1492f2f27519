"""The tags that templates draw Limen's components with; `{% load limen %}`.

Each tag takes finished values or the shapes of `limen.web.components`, and reads nothing else.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from limen.foundation.refusals import Obstacle
from limen.web.components import controls, marks
from limen.web.components.clocks import Clock, Entry
from limen.web.components.controls import Asked, Choices, Draft
from limen.web.components.shapes import Crumb, Empty, Fact, MenuItem, NumberDoor, Tab, Text, Tone
from limen.web.components.tables import Paging, Table

register = template.Library()

Reasons = Iterable[Obstacle | Text]
"""Why not: obstacles as a rule gives them, or sentences."""


def _sentences(reasons: Reasons) -> list[Text]:
    return [reason.says if isinstance(reason, Obstacle) else reason for reason in reasons]


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file, also on a page shown while the manifest of static files is missing."""
    path = f"limen/{name}"
    try:
        return str(static(path))
    except ValueError:
        return str(settings.STATIC_URL) + path


@register.simple_tag(takes_context=True)
def act_fields(context: Context) -> SafeString:
    """The hidden fields of every form that acts: against forgery, and against doing the act twice."""
    hidden = '<input type="hidden" name="{}" value="{}">'
    fields = (("csrfmiddlewaretoken", context.get("csrf_token", "")), ("op", uuid4()))
    return format_html_join("", hidden, fields)


@register.simple_tag
def language_choices() -> list[tuple[str, str]]:
    """The languages one may choose, each by its own name."""
    return [(code, _own_name(code, str(name))) for code, name in settings.LANGUAGES]


def _own_name(code: str, name: str) -> str:
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return name


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
    reasons = _sentences(refused)
    return {
        "label": label, "kind": kind, "name": name, "value": value, "form": form,
        "reasons": reasons, "id": id or (f"button-{uuid4().hex[:8]}" if reasons else ""),
    }  # fmt: skip


@register.inclusion_tag("web/components/link_button.html")
def link_button(label: Text, url: str, *, kind: str = "primary", refused: Reasons = ()) -> dict[str, Any]:
    """A link in the shape of a button; with reasons in `refused` it leads nowhere and says why."""
    reasons = _sentences(refused)
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
    found: list[tuple[str, Text]] = [("", sentence) for sentence in _sentences(obstacles)]
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


# Words and notices


@register.simple_block_tag
def fold(content: str, summary: Text, warning: Text = "", is_open: bool = False) -> SafeString:
    """Content that opens when asked, such as an account of violence; `warning` stands before it."""
    caution = format_html('<p class="lm-fold__warning">{}</p>', warning) if warning else ""
    return format_html(
        '<details class="lm-fold"{}><summary>{}</summary>{}<div class="lm-fold__body">{}</div></details>',
        " open" if is_open else "", summary, caution, content,
    )  # fmt: skip


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Words set apart from the text around them."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.inclusion_tag("web/components/warning.html")
def warning(text: Text, tone: str = "attention") -> dict[str, Any]:
    """A warning; `danger` is for a person in danger and for law about to be broken, nothing else."""
    return {"text": text, "tone": Tone(tone)}


@register.inclusion_tag("web/components/told.html", takes_context=True)
def told(
    context: Context, sentence: Text, undo_url: str | None = None, tone: str = "action"
) -> dict[str, Any]:
    """What has just happened, and a way back when there is one."""
    token = context.get("csrf_token", "")
    return {"sentence": sentence, "undo_url": undo_url, "tone": Tone(tone), "csrf_token": token}


@register.simple_tag
def tag(label: Text, tone: str = "quiet") -> SafeString:
    """A state in words: `quiet`, `action`, `attention`, `danger` or `done`."""
    return marks.tag_mark(label, tone)


@register.inclusion_tag("web/components/help_hint.html")
def help_hint(question: Text, answer: Text) -> dict[str, Any]:
    """A question a newcomer would ask, and its answer, folded."""
    return {"question": question, "answer": answer}


@register.inclusion_tag("web/components/empty.html")
def empty(place: Empty) -> dict[str, Any]:
    """An empty place, and what one can do about it."""
    return {"place": place}


# Names and times


@register.simple_tag
def changes(text: str, base: str) -> SafeString:
    """A text with the words marked that `base` did not have."""
    return marks.changes_marked(text, base)


@register.simple_tag
def isolate(text: Text, language: str = "") -> SafeString:
    """A name whose direction must not disturb the line around it."""
    return marks.isolated(text, language)


@register.simple_tag
def day(value: date | None) -> SafeString:
    """A day."""
    return marks.day_mark(value)


@register.simple_tag(takes_context=True)
def moment(context: Context, instant: datetime | None) -> SafeString:
    """An instant in the zone of the person who reads it, as people say it, with the exact value at hand."""
    shell = context.get("shell")
    if shell is None:
        return marks.moment_mark(instant, now=None, time_zone=settings.TIME_ZONE)
    return marks.moment_mark(instant, now=shell.at, time_zone=shell.time_zone)


@register.inclusion_tag("web/components/clock.html")
def clock(limit: Clock) -> dict[str, Any]:
    """A time limit: what is left, when it is due, and why on that day."""
    return {"clock": limit}


@register.inclusion_tag("web/components/timeline.html", takes_context=True)
def timeline(context: Context, entries: Iterable[Entry], label: Text = "") -> dict[str, Any]:
    """What happened, in the order given."""
    return {"entries": entries, "label": label, "shell": context.get("shell")}


# Lists and ways about


@register.inclusion_tag("web/components/summary_list.html")
def summary_list(facts: Iterable[Fact]) -> dict[str, Any]:
    """Facts, each beside its name, some with a way to change them."""
    return {"facts": facts}


@register.inclusion_tag("web/components/table.html")
def table(rows: Table) -> dict[str, Any]:
    """A desk table with its caption, sorting, boxes and neighbours; or, when it is empty, what to do."""
    return {"table": rows}


@register.inclusion_tag("web/components/paging.html")
def paging(neighbours: Paging) -> dict[str, Any]:
    """Links to the page before and the page after."""
    return {"paging": neighbours}


@register.inclusion_tag("web/components/breadcrumbs.html")
def breadcrumbs(crumbs: Iterable[Crumb]) -> dict[str, Any]:
    """The way to this page."""
    return {"crumbs": crumbs}


@register.inclusion_tag("web/components/tabs.html")
def tabs(parts: Iterable[Tab], label: Text) -> dict[str, Any]:
    """The parts of a file, as links; `label` names the file."""
    return {"tabs": parts, "label": label}


@register.inclusion_tag("web/components/add_menu.html")
def add_menu(items: Sequence[MenuItem]) -> dict[str, Any]:
    """The menu of what one may add from here."""
    return {"items": items}


@register.inclusion_tag("web/components/search.html")
def search_box(url: str, label: Text, value: str = "", name: str = "q") -> dict[str, Any]:
    """The one search box of a page; the key `/` goes there."""
    return {"url": url, "label": label, "value": value, "name": name}


@register.inclusion_tag("web/components/number_doors.html")
def number_doors(doors: Iterable[NumberDoor]) -> dict[str, Any]:
    """Numbers, each of which opens the list that it counts."""
    return {"doors": doors}
