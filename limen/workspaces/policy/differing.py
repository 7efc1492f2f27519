"""What differs between two editions, in words that a person can read aloud; grouped by what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.law.differences import LONG, Change, Comparison, Difference, differences
from limen.law.packs import Pack
from limen.law.portraits import Sort
from limen.web.components import isolated
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text

MOST = 400  # lines on one page
_SORTS: dict[Sort, Text] = {
    Sort.PACK: gettext_lazy("Pack"),
    Sort.TERM: gettext_lazy("Term"),
    Sort.COUNTING: gettext_lazy("Way of counting"),
    Sort.REGIME: gettext_lazy("Which law governs"),
    Sort.PROCEDURE: gettext_lazy("Procedure"),
    Sort.OUTCOME: gettext_lazy("Outcome"),
    Sort.GROUNDS: gettext_lazy("Grounds"),
    Sort.REQUIREMENTS: gettext_lazy("Requirements"),
    Sort.LIST: gettext_lazy("List of countries"),
    Sort.HOLD: gettext_lazy("Order that blocks a step"),
    Sort.AMOUNT: gettext_lazy("Fee or sum"),
    Sort.ENTITLEMENT: gettext_lazy("Entitlement"),
    Sort.PLAN: gettext_lazy("Plan"),
    Sort.APPLICATION: gettext_lazy("Application type"),
    Sort.WITHDRAWAL: gettext_lazy("Way of withdrawing"),
    Sort.WEIGHING: gettext_lazy("Way of weighing evidence"),
    Sort.ANALYSIS: gettext_lazy("Legal analysis"),
    Sort.FACT: gettext_lazy("Fact that is asked"),
    Sort.WORD: gettext_lazy("Word"),
    Sort.LETTER: gettext_lazy("Part of letters"),
}
_COMPARED: dict[Comparison, Text] = {
    Comparison.LONGER: gettext_lazy("longer"),
    Comparison.SHORTER: gettext_lazy("shorter"),
    Comparison.OTHERWISE: gettext_lazy("counted differently"),
}


@dataclass(frozen=True, kw_only=True)
class About:
    """Everything that differs about one thing."""

    sort: Text
    says: SafeString
    lines: tuple[SafeString, ...]


@dataclass(frozen=True, kw_only=True)
class Differing:
    """The whole difference: how many findings, and as many of them as a page can hold."""

    count: int
    abouts: tuple[About, ...]
    is_cut: bool
    is_first: bool = False


def differing(before: Pack | None, after: Pack) -> Differing:
    """What `after` says otherwise. Without a `before` all of it is new, and no list would help."""
    if before is None:
        return Differing(count=0, abouts=(), is_cut=False, is_first=True)
    found = differences(before, after)
    language = after.languages[0] if after.languages else ""
    return Differing(count=len(found), abouts=_grouped(found[:MOST], language), is_cut=len(found) > MOST)


def _grouped(found: Sequence[Difference], language: str) -> tuple[About, ...]:
    def thing(one: Difference) -> tuple[Sort, str, str]:
        return one.sort, one.id, one.says

    return tuple(
        About(
            sort=_SORTS[sort],
            says=isolated(says or id, language),
            lines=tuple(_line(one, language) for one in ones),
        )
        for (sort, id, says), ones in groupby(found, key=thing)
    )


def _line(one: Difference, language: str) -> SafeString:
    sentence = _of_the_value(one, language) if one.change is Change.VALUE else _of_the_rest(one, language)
    if not one.part:
        return sentence
    return format_html("{}: {}", isolated(one.part.replace("_", " "), language), sentence)


def _of_the_value(one: Difference, language: str) -> SafeString:
    told = {
        "since": day_words(one.since) if one.since else "",
        "until": day_words(one.until) if one.until else "",
        "before": isolated(one.before, language) if one.before else _("no value"),
        "after": isolated(one.after, language) if one.after else _("no value"),
    }
    if one.until:
        says = format_html(_("from {since} up to {until}: {before} becomes {after}"), **told)
    else:
        says = format_html(_("from {since}: {before} becomes {after}"), **told)
    if one.comparison:
        says = format_html("{} ({})", says, _COMPARED[one.comparison])
    if one.corrected_on:
        says = format_html("{}. {}", says, _("Corrected on %(day)s") % {"day": day_words(one.corrected_on)})
    return (
        format_html("{}. {} {}", says, _("Source:"), isolated(one.source, language)) if one.source else says
    )


def _of_the_rest(one: Difference, language: str) -> SafeString:
    before, after = isolated(one.before, language), isolated(one.after, language)
    if one.change is Change.ADDED:
        return format_html("{} {}", _("new"), after)
    if one.change is Change.REMOVED:
        return format_html("{} {}", _("gone"), before)
    what = isolated(one.what, language)
    if one.since is not None:
        told = {"what": what, "since": day_words(one.since)}
        what = format_html(_("{what} of the value since {since}"), **told)
    if len(one.before) + len(one.after) > LONG:
        return format_html(_("{what}: worded otherwise"), what=what)
    if not one.before:
        return format_html(_("{what}, new: “{after}”"), what=what, after=after)
    if not one.after:
        return format_html(_("{what}, gone: it was “{before}”"), what=what, before=before)
    return format_html(_("{what}: “{before}” becomes “{after}”"), what=what, before=before, after=after)
