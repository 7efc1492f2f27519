"""The tags that templates draw Limen's components with; `{% load limen %}`.

Each tag takes finished values or the shapes of `limen.web.components`, and reads nothing else.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from limen.reference.languages import language_named
from limen.web.components import marks
from limen.web.components.clocks import Clock, Entry
from limen.web.components.shapes import Crumb, Empty, Fact, MenuItem, NumberDoor, Tab, Text, Tone
from limen.web.components.tables import Paging, Table
from limen.web.kept import kept
from limen.web.shell import WorkspaceLink
from limen.web.templatetags import form_tags

register = template.Library()

register.tags.update(form_tags.register.tags)


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file, also on a page shown while the manifest of static files is missing."""
    path = f"limen/{name}"
    try:
        return str(static(path))
    except ValueError:
        return str(settings.STATIC_URL) + path


@register.simple_tag
def language_choices() -> list[tuple[str, str]]:
    """The languages one may choose, each by its own name."""
    return [(code, _own_name(code, str(name))) for code, name in settings.LANGUAGES]


def _own_name(code: str, name: str) -> str:
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return name


@register.simple_tag
def keys_card(workspaces: tuple[WorkspaceLink, ...], palette_url: str | None) -> SafeString:
    """The card with the keys; the same for all who have these workspaces."""
    return kept("web/keys_card.html", workspaces=workspaces, has_palette=bool(palette_url))


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
def language_name(code: str) -> str:
    """A language of ISO 639-3 in the language of the page."""
    return language_named(code, get_language() or "en")


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
