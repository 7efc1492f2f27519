"""One term: what it is, its values over time, what stretches and stops it, its examples, and trying it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.law.dated import Certainty, Dated
from limen.law.lengths import Length
from limen.law.terms import Guard, Run, Term
from limen.web.components import Fact, Row, Table, Tone, day_mark, tag_mark
from limen.web.lawbook import calculator, examples, touched
from limen.web.lawbook.book import Book
from limen.web.lawbook.frame import Chapter, said, show_page, table
from limen.web.lawbook.values import line_of, settled_words, value_table
from limen.web.lawbook.words import (
    DOING,
    EFFECTS,
    WHAT_ENDS,
    WHOSE,
    WORK_TO,
    is_mirrored,
    length_words,
    paragraphs,
    sure_mark,
)
from limen.web.requests import Request, today


def term(request: Request, book: Book, id: str) -> HttpResponse:
    """Everything the pack says of one term, and a box to try it."""
    found = book.pack.terms[id]
    values = found.ordinary.values
    question, reply = calculator.tried(request, book, found)
    return show_page(
        request,
        book,
        "term",
        title=found.says,
        under=format_html("{} · <code>{}</code>", book.origin(found), found.id),
        tags=(tag_mark(EFFECTS[found.effect], Tone.ACTION), tag_mark(WHOSE[found.whose])),
        lead=said(book, found.about),
        unsure=settled_words(_certainties(found)),
        facts=_facts(book, found),
        values=value_table(book, _("Value over time"), values, _length) if values else None,
        no_value=_without_value(found) if not values else "",
        line=line_of(values, _length, today=today(request), is_mirrored=is_mirrored()),
        question=question,
        reply=reply,
        chapters=[*_chapters(book, found)],
        examples=[examples.chapter(book, "term", id)],
        touched=touched.cases(request, book, found),
    )


def _length(one: Dated[Length]) -> str:
    return length_words(one.value)


def _without_value(found: Term) -> str:
    if found.national is not None:
        return _("National law sets the value. This pack does not.")
    return _("There is no ordinary value; the situations below have theirs.")


def _certainties(found: Term) -> Iterator[Certainty]:
    for run in found.runs:
        for one in run.values.all:
            yield Certainty.UNVERIFIED if one.interpretation else one.certainty
    for extension in found.extensions:
        yield from (one.certainty for one in extension.values.all)
    yield from (one.certainty for one in found.stops)


def _facts(book: Book, found: Term) -> list[Fact]:
    run = found.ordinary
    facts = [
        Fact(term=_("What its end means"), value=WHAT_ENDS[found.effect]),
        Fact(
            term=_("Counted back from") if found.backwards else _("Runs from"), value=book.fact(run.runs_from)
        ),
        Fact(term=_("Version picked by"), value=book.fact(run.governed_by)),
        Fact(term=_("How it is counted"), value=_counting(book, run)),
        Fact(term=_("Work to"), value=WORK_TO[found.work_to]),
    ]
    if found.touches_liberty:
        facts.append(Fact(term=_("Liberty"), value=_("Somebody’s liberty hangs on it: both dates are kept.")))
    if found.regime:
        regime = book.pack.regimes.get(found.regime)
        value = book.link("regimes", found.regime, regime.says) if regime else found.regime
        facts.append(Fact(term=_("Which law governs"), value=value))
    if found.when_missed:
        # Many packs say so themselves.
        alarm = "" if "Limen" in found.when_missed else _("Limen raises an alarm and changes nothing.")
        missed = paragraphs(book.says(found.when_missed), alarm)
        facts.append(Fact(term=_("When it is missed"), value=missed))
    return facts


def _counting(book: Book, run: Run) -> SafeString:
    rolls = _("An end on a day off moves to the next working day.")
    if not (run.counting.rolls and run.effect.rolls):
        rolls = _("An end on a day off stays where it is.")
    return paragraphs(book.says(run.counting.says), rolls, book.says(run.counting.source))


def _chapters(book: Book, found: Term) -> Iterator[Chapter]:
    yield from (_situation(book, found, run) for run in found.runs[:-1])
    if found.extensions:
        yield _extensions(book, found)
    if found.stops:
        yield Chapter(title=_("What may stop the clock, and whose doing it is"), table=_stops(book, found))
    if found.cap is not None:
        lead = format_html(
            _("Whatever extended or stopped it, counted from: {fact}"), fact=book.fact(found.cap.runs_from)
        )
        shown = value_table(book, _("The latest end"), found.cap.values, _length)
        yield Chapter(title=_("The latest end"), lead=(lead,), table=shown)
    if found.national is not None:
        yield _frame(book, found.national)
    if found.litigation:
        fought = [
            format_html("{}: {} ({})", day_mark(one.as_of), book.says(one.says), book.says(one.source))
            for one in found.litigation
        ]
        yield Chapter(title=_("Before the courts"), bullets=fought)


def _situation(book: Book, found: Term, run: Run) -> Chapter:
    facts, ordinary = [], found.ordinary
    if run.when is not None:
        facts.append(Fact(term=_("Used when"), value=_condition(book, run)))
    if run.runs_from != ordinary.runs_from:
        facts.append(Fact(term=_("Runs from"), value=book.fact(run.runs_from)))
    if run.governed_by != ordinary.governed_by:
        facts.append(Fact(term=_("Version picked by"), value=book.fact(run.governed_by)))
    if run.counting != ordinary.counting:
        facts.append(Fact(term=_("How it is counted"), value=_counting(book, run)))
    if run.effect is not ordinary.effect:
        facts.append(Fact(term=_("What its end means"), value=WHAT_ENDS[run.effect]))
    title = format_html("{}: {}", _("Situation"), book.says(run.says))
    return Chapter(title=title, facts=facts, table=value_table(book, run.says, run.values, _length))


def _condition(book: Book, run: Run) -> SafeString:
    if run.when is None:
        return SafeString("")
    if not run.when.one_of:
        return book.fact(run.when.fact)
    fact = book.pack.facts.get(run.when.fact)
    known = dict(fact.one_of) if fact else {}
    answers = "; ".join(known.get(one, one) for one in sorted(run.when.one_of))
    return format_html("{}: {}", book.fact(run.when.fact), book.says(answers))


def _extensions(book: Book, found: Term) -> Chapter:
    rows = [
        Row(
            cells=(
                book.says(extension.says),
                _("up to %(length)s") % {"length": length_words(one.value)},
                day_mark(one.since),
                book.says(one.source),
                sure_mark(one.certainty, one.interpretation),
            )
        )
        for extension in found.extensions
        for one in extension.values.all
    ]
    headers = (_("Ground"), _("By"), _("Since"), _("Source"), _("How sure"))
    lead = [_("Counted from the beginning of the period, never from an end that moved.")]
    if found.together_at_most is not None:
        lead.append(_("All together at most %(length)s.") % {"length": length_words(found.together_at_most)})
    title = _("What may make it longer")
    return Chapter(title=title, lead=lead, table=table(title, headers, rows, tight=(2, 4)))


def _stops(book: Book, found: Term) -> Table:
    rows = [
        Row(
            cells=(
                book.says(one.says),
                DOING[one.attributed_to],
                _("Stops the clock") if one.stops else _("Is recorded; the clock goes on"),
                book.says(one.source),
                sure_mark(one.certainty),
            )
        )
        for one in found.stops
    ]
    headers = (_("Cause"), _("Whose doing"), _("What it does"), _("Source"), _("How sure"))
    return table(_("What may stop the clock, and whose doing it is"), headers, rows, tight=(4,))


def _frame(book: Book, guard: Guard) -> Chapter:
    facts = []
    if guard.at_least is not None:
        facts.append(Fact(term=_("At least"), value=length_words(guard.at_least)))
    if guard.at_most is not None:
        facts.append(Fact(term=_("At most"), value=length_words(guard.at_most)))
    if guard.less_than is not None:
        facts.append(Fact(term=_("Less than"), value=length_words(guard.less_than)))
    facts.append(Fact(term=_("Source"), value=book.says(guard.source)))
    facts.append(Fact(term=_("How sure"), value=sure_mark(guard.certainty)))
    lead = _("National law sets the value within this frame. A pack that leaves it is refused.")
    return Chapter(title=_("The frame for national law"), lead=(lead,), facts=facts)
