"""Trying a term: facts in, a ruling with its reasons out. Nothing is stored, and nothing is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.law.asking import ask
from limen.law.calendars import Calendar
from limen.law.facts import Fact, FactKind, read_facts
from limen.law.refusing import Unanswerable
from limen.law.rulings import Extended, Ruling, Stop
from limen.law.saying import in_words
from limen.law.terms import Term
from limen.web.components import DayField, day_mark
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text
from limen.web.lawbook.book import Book
from limen.web.lawbook.forms import is_asked
from limen.web.lawbook.frame import Question, Reply
from limen.web.lawbook.words import doubts, length_words, said_so
from limen.web.requests import Request

_HOUR = "_hour"


class TermForm(forms.Form):
    """The facts that a term may ask, a calendar, and what stretched and stopped it. Nothing is required:
    the law says itself what it lacks."""

    def __init__(self, book: Book, term: Term, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.asked = [book.pack.facts[id] for id in term.facts_asked() if id in book.pack.facts]
        self.extensions, self.stops = term.extensions, term.stops
        for fact in self.asked:
            self.fields |= _fields_of(fact)
        self._what_stretches(term)
        calendars = [(id, one.says) for id, one in book.law.library.calendars.items()]
        # Translators: whose days off are counted
        self.fields["calendar"] = forms.ChoiceField(
            label=_("Calendar"), choices=calendars, initial=book.pack.calendar, required=False
        )

    def _what_stretches(self, term: Term) -> None:
        if term.extensions:
            self.fields["extended"] = forms.MultipleChoiceField(
                label=_("Made longer, by all that the law allows"),
                choices=[(one.id, one.says) for one in term.extensions],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if term.stops:
            causes = [("", _("Nothing stopped it")), *((one.id, one.says) for one in term.stops)]
            self.fields["stop"] = forms.ChoiceField(
                label=_("What stopped it"), choices=causes, required=False
            )
            self.fields["stop_since"] = DayField(label=_("Stopped from"), required=False)
            until = _("The first day that counted again. Leave it empty while the clock stands still.")
            self.fields["stop_until"] = DayField(label=_("Went on from"), help_text=until, required=False)

    def clean(self) -> dict[str, Any]:
        """A stop without a day stops nothing."""
        words: dict[str, Any] = super().clean() or {}
        if words.get("stop") and not words.get("stop_since") and "stop_since" not in self.errors:
            self.add_error("stop_since", _("Say from which day it was stopped."))
        return words

    def facts(self) -> dict[str, str]:
        """The answers that were given, as a pack writes them."""
        words, given = self.cleaned_data, {}
        for fact in self.asked:
            answer = words.get(fact.id)
            if answer in (None, ""):
                continue
            hour: time | None = words.get(fact.id + _HOUR)
            written = answer.isoformat() if isinstance(answer, date) else str(answer)
            given[fact.id] = f"{written}T{hour:%H:%M}" if hour else written
        return given


def _fields_of(fact: Fact) -> dict[str, forms.Field]:
    about: Text = fact.about
    if fact.is_a_day:
        fields: dict[str, forms.Field] = {fact.id: DayField(label=fact.says, help_text=about, required=False)}
        if fact.kind is FactKind.INSTANT:
            widget = forms.TimeInput(
                attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}, format="%H:%M"
            )
            hint = gettext_lazy("As in 14:30, in the zone of the calendar.")
            label = _("%(fact)s: the hour") % {"fact": fact.says}
            fields[fact.id + _HOUR] = forms.TimeField(
                label=label, help_text=hint, required=False, widget=widget
            )
        return fields
    if fact.kind is FactKind.YES_NO:
        choices: list[tuple[str, Text]] = [("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))]
        return {fact.id: forms.ChoiceField(label=fact.says, help_text=about, choices=choices, required=False)}
    if fact.kind is FactKind.CHOICE:
        choices = [("", _("Not said")), *fact.one_of]
        return {fact.id: forms.ChoiceField(label=fact.says, help_text=about, choices=choices, required=False)}
    return {fact.id: forms.CharField(label=fact.says, help_text=about, max_length=80, required=False)}


def tried(request: Request, book: Book, term: Term) -> tuple[Question, Reply | None]:
    """The box, and the answer when somebody asked."""
    form = TermForm(book, term, request.GET if is_asked(request) else None)
    lead = _("A calculation with these facts alone. Nothing is stored, and no case is touched.")
    question = Question(title=_("Try it"), form=form, button=_("Work it out"), lead=lead)
    return question, _reply(book, term, form) if form.is_bound and form.is_valid() else None


def _reply(book: Book, term: Term, form: TermForm) -> Reply:
    words = form.cleaned_data
    extensions = [Extended(ground) for ground in words.get("extended") or ()]
    stops = []
    if words.get("stop"):
        stops.append(Stop(words["stop"], words["stop_since"], words.get("stop_until")))
    try:
        calendar = book.law.calendar(words.get("calendar") or "")
        facts = read_facts(form.facts(), book.pack.facts, pack=book.pack.id, calendar=calendar)
        ruling = ask(book.pack, term.id, facts, calendar=calendar, stops=stops, extensions=extensions)
    except Unanswerable as wrong:
        return Reply(says=said_so(wrong), is_refusal=True)
    doubted = [*_doubts(book, term, ruling, extensions, stops), *_transition(book, term, facts, calendar)]
    return Reply(
        says=_says(ruling, calendar),
        under=_under(ruling),
        reasons=[*in_words(ruling, book.pack, calendar, translate=_, day=day_words, length=length_words)],
        doubts=doubted,
    )


def _says(ruling: Ruling, calendar: Calendar) -> SafeString | str:
    if ruling.due is None:
        left = ruling.days_left
        return _("Nothing is due while the clock stands still. Days left: %(left)s") % {"left": left}
    if ruling.due_at is None:
        return day_mark(ruling.due)
    local = ruling.due_at.astimezone(calendar.zone)
    return format_html("{}, {}", day_mark(local), f"{local:%H:%M} ({calendar.zone.key})")


def _under(ruling: Ruling) -> SafeString | str:
    if ruling.work_to is None or ruling.work_to == ruling.due:
        return ""
    return format_html(_("Work to {day}."), day=day_mark(ruling.work_to))


def _doubts(
    book: Book, term: Term, ruling: Ruling, extensions: list[Extended], stops: list[Stop]
) -> Iterator[str]:
    """Everything in the answer that nobody read in the law."""
    yield from doubts(ruling.certainty, ruling.interpretation, length_words(ruling.value))
    grounds = {one.ground for one in extensions}
    for extension in term.extensions:
        most = extension.values.on(ruling.governed_on)
        if extension.id in grounds and most is not None:
            yield from doubts(most.certainty, most.interpretation, extension.says)
    causes = {one.cause for one in stops}
    for cause in term.stops:
        if cause.id in causes:
            yield from doubts(cause.certainty, "", cause.says)
    capped = next((reason for reason in ruling.reasons if reason.code == "capped"), None)
    if term.cap is not None and capped is not None and capped.on is not None:
        cap = term.cap.values.on(capped.on)
        if cap is not None:
            yield from doubts(cap.certainty, cap.interpretation, _("The latest end"))


def _transition(book: Book, term: Term, facts: Mapping[str, object], calendar: Calendar) -> Iterator[str]:
    """Whether the facts fall into days on which it is doubtful which law governs."""
    regime = book.pack.regimes.get(term.regime)
    if regime is None:
        return
    day = facts.get(regime.decided_by)
    doubt = regime.doubt_on(calendar.civil_day(day)) if isinstance(day, date) else None
    if doubt is not None:
        yield _("A lawyer must look at which law governs: %(why)s") % {"why": doubt.says}
