"""Entitlements: whether somebody has a reason to apply. Never a promise, and nobody's decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.law.asking import ask_entitlement
from limen.law.benefits import Answer, Answers, Entitlement
from limen.law.dated import Dated
from limen.law.refusing import Unanswerable
from limen.web.components import DayField, Fact
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text
from limen.web.lawbook import examples
from limen.web.lawbook.book import Book
from limen.web.lawbook.forms import is_asked
from limen.web.lawbook.frame import Chapter, Question, Reply, said, show_page
from limen.web.lawbook.values import value_table
from limen.web.lawbook.words import ANSWERS, doubts, length_words, plain, said_so
from limen.web.requests import Request, today

_OTHER = "-"


class EntitlementForm(forms.Form):
    """A status and the dates that the rule asks."""

    def __init__(self, book: Book, found: Entitlement, data: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        statuses = dict.fromkeys(status for one in found.values.all for status in one.value.by_status)
        known = _statuses(book)
        choices = [
            ("", ""),
            *((one, known.get(one, plain(one))) for one in statuses),
            (_OTHER, _("Another status")),
        ]
        self.fields["status"] = forms.ChoiceField(label=_("Status of the person"), choices=choices)
        for fact in _asked(found):
            label = book.pack.facts[fact].says if fact in book.pack.facts else plain(fact)
            self.fields[fact] = DayField(label=label, required=fact == found.governed_by)


def _statuses(book: Book) -> dict[str, str]:
    """Words for statuses: those of a fact of the pack that is answered with them."""
    fact = book.pack.facts.get("status")
    return dict(fact.one_of) if fact else {}


def _asked(found: Entitlement) -> list[str]:
    return [
        *dict.fromkeys(
            (found.governed_by, *(one.value.lasts_from for one in found.values.all if one.value.lasts))
        )
    ]


def entitlement(request: Request, book: Book, id: str) -> HttpResponse:
    """One benefit: its rules over time, and a box to ask."""
    found = book.pack.entitlements[id]
    data = request.GET if is_asked(request) else None
    form = EntitlementForm(book, found, data, {found.governed_by: today(request)})
    warning = _("Never a promise: “may apply” is a reason to apply. The office that gives it decides.")

    def words(one: Dated[Answers]) -> SafeString:
        return _rule(book, one)

    values = value_table(book, found.says, found.values, words, first=_("By status"))
    chapters = [Chapter(title=_("Over time"), table=values), examples.chapter(book, "entitlement", id)]
    return show_page(
        request,
        book,
        "entry",
        title=found.says,
        part="entitlements",
        part_label=_("Entitlements"),
        lead=said(book, found.about),
        warning=warning,
        facts=[Fact(term=_("Version picked by"), value=book.fact(found.governed_by))],
        question=Question(title=_("Ask"), form=form, button=_("May they apply?")),
        reply=_reply(book, found, form) if form.is_bound and form.is_valid() else None,
        chapters=chapters,
    )


def _rule(book: Book, one: Dated[Answers]) -> SafeString:
    known = _statuses(book)
    grouped: dict[Answer, list[str]] = {}
    for status, answer in one.value.by_status.items():
        grouped.setdefault(answer, []).append(known.get(status, plain(status)))
    grouped.setdefault(one.value.otherwise, []).append(_("any other status"))
    pairs = (
        (ANSWERS[answer], book.says("; ".join(grouped[answer]))) for answer in Answer if answer in grouped
    )
    lines = format_html_join("", "<div><strong>{}</strong>: {}</div>", pairs)
    if one.value.lasts is None:
        return lines
    told = {"length": length_words(one.value.lasts), "fact": book.fact(one.value.lasts_from)}
    return format_html("{}<div>{}</div>", lines, format_html(_("Lasts {length} from: {fact}"), **told))


def _reply(book: Book, found: Entitlement, form: EntitlementForm) -> Reply:
    words = form.cleaned_data
    facts = {name: words[name] for name in _asked(found) if words.get(name)}
    calendar = book.law.library.calendars.get(book.pack.calendar) or next(
        iter(book.law.library.calendars.values())
    )
    try:
        answer = ask_entitlement(book.pack, found.id, status=words["status"], facts=facts, calendar=calendar)
    except Unanswerable as wrong:
        return Reply(says=said_so(wrong), is_refusal=True)
    version = answer.version
    reasons: list[Text] = [
        format_html(_("The rule since {since} applies."), since=day_words(version.since)),
        format_html("{} {}", _("Source:"), book.says(version.source)),
    ]
    if version.note:
        reasons.append(book.says(version.note))
    if answer.lasts_until is not None:
        reasons.append(_("By this rule it lasts until %(day)s.") % {"day": day_words(answer.lasts_until)})
    unsure = [*doubts(version.certainty, version.interpretation, found.says)]
    return Reply(says=ANSWERS[answer.answer], under=_beside(answer.answer), reasons=reasons, doubts=unsure)


def _beside(answer: Answer) -> str:
    if answer is Answer.MAY_APPLY:
        return _("A reason to apply, and no promise.")
    if answer is Answer.MUST_NOT:
        return _("Applying could harm the person. Speak with a lawyer before anything is filed.")
    return _("The rule gives no answer for this status. Only a lawyer can say.")
