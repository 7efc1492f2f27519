"""Starting a clock: choose a term of the law in force, tell its facts, see the ruling, and then start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.deadlines.commands import starting
from limen.domain.deadlines.names import ClockState, Effect
from limen.domain.deadlines.queries.clocks import ClockCard
from limen.domain.deadlines.queries.ruled import ruling_of
from limen.domain.deadlines.rules import obstacle_of
from limen.domain.identity.names import Compartment
from limen.domain.policy.queries import Law, laws_in_force
from limen.foundation.ids import new_id
from limen.foundation.refusals import Obstacle
from limen.law.refusing import Unanswerable
from limen.law.rulings import Ruling
from limen.law.terms import Term
from limen.web.casefile.clocks import opened_file, ribbon_of_ruling, working_obstacles
from limen.web.casefile.clocks_forms import StartForm
from limen.web.casefile.clocks_ribbon import Ribbon
from limen.web.casefile.clocks_words import draft_words, effect_words, length_words, whose_words
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.requests import Request, acts


@dataclass(frozen=True, kw_only=True)
class TermLine:
    """A term as the list of terms shows it."""

    says: str
    about: str
    url: str
    length: Text
    effect: Text


@dataclass(frozen=True, kw_only=True)
class TermGroup:
    """The terms of one pack that are for the same."""

    label: Text
    pack: str
    terms: tuple[TermLine, ...]


def start(request: Request, case_id: UUID) -> HttpResponse:
    """Start a clock. What was not worked out, or has changed since, is shown before it starts."""
    sheet = opened_file(request, case_id)
    laws = laws_in_force(request.actor)
    asked = request.POST or request.GET
    chosen = _chosen(laws, asked.get("pack", ""), asked.get("term", ""))
    if chosen is None:
        return _terms(request, sheet, laws)
    law, term = chosen
    form = _form(request, law, term)
    ribbon: Ribbon | None = None
    token, obstacles = "", list(request.obstacles)
    if form.is_bound and form.is_valid():
        answer = _worked_out(request, law, term, form)
        if isinstance(answer, Ruling):
            token = _token(answer)
            if acts(request) and request.POST.get("do") == "start" and request.POST.get("seen") == token:
                return _started(request, case_id, law, term, form)
            ribbon = ribbon_of_ruling(request, law, term, answer, _card(case_id, term, answer, form))
        elif not obstacles:
            obstacles = [answer]
    act = Act(
        title=_("Start a clock"),
        button=_("Start the clock"),
        back_url=f"{address(request, 'start', case_id)}?{urlencode({'for': term.whose})}",
        refused=working_obstacles(request, sheet, Compartment.GENERAL),
    )
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/casefile/start.html",
        status=409 if obstacles and not request.obstacles else 200,
        term=term,
        effect=effect_words(Effect(term.effect)),
        whose=whose_words(term.whose),
        ribbon=ribbon,
        token=token,
        draft=draft_words(law),
        refusals=obstacles,
        has_changed=ribbon is not None and request.POST.get("do") == "start" and not obstacles,
    )


def _started(request: Request, case_id: UUID, law: Law, term: Term, form: StartForm) -> HttpResponse:
    event = starting.start(
        case_id,
        pack=law.pack.id,
        term=term.id,
        facts=form.facts(),
        calendar=form.cleaned_data.get("calendar", ""),
        about=form.cleaned_data["about"].strip(),
        compartment=Compartment(form.cleaned_data["compartment"]),
        by=request.actor,
        at=request.at,
    )
    return told(event, f"{here(request)}:clock", case_id, event.clock_id)


def _terms(request: Request, sheet: CaseSheet, laws: Sequence[Law]) -> HttpResponse:
    """The terms of the law in force, searched by their words and grouped by whose time it is."""
    sought = request.GET.get("q", "").strip()
    groups = [group for law in laws for group in _groups(request, sheet.id, law, sought)]
    found = sum(len(group.terms) for group in groups)
    act = Act(title=_("Start a clock"), button="", back_url=address(request, "case_clocks", sheet.id))
    return show_act(
        request,
        act,
        None,
        sheet=sheet,
        template="web/casefile/terms.html",
        groups=groups,
        sought=sought,
        found=ngettext("%(count)d term", "%(count)d terms", found) % {"count": found},
        has_law=bool(laws),
        drafts=[said for law in laws if (said := draft_words(law))],
        names_packs=len(laws) > 1,
    )


def _groups(request: Request, case_id: UUID, law: Law, sought: str) -> Iterator[TermGroup]:
    wanted = sought.casefold().split()
    by_whose: dict[Text, list[TermLine]] = {}
    for term in law.pack.terms.values():
        words = f"{term.says} {term.about} {term.id}".casefold()
        if all(word in words for word in wanted):
            by_whose.setdefault(whose_words(term.whose), []).append(_line(request, case_id, law, term))
    for label, terms in by_whose.items():
        yield TermGroup(
            label=label, pack=law.pack.says, terms=tuple(sorted(terms, key=lambda one: one.says.casefold()))
        )


def _line(request: Request, case_id: UUID, law: Law, term: Term) -> TermLine:
    versions = term.ordinary.values.in_force
    named = urlencode({"pack": law.pack.id, "term": term.id})
    return TermLine(
        says=term.says,
        about=term.about,
        url=f"{address(request, 'start', case_id)}?{named}",
        length=length_words(versions[-1].value) if versions else _("set by national law"),
        effect=Effect(term.effect).label,
    )


def _chosen(laws: Sequence[Law], pack: str, term: str) -> tuple[Law, Term] | None:
    law = next((law for law in laws if law.pack.id == pack), None)
    return (law, law.pack.terms[term]) if law and term in law.pack.terms else None


def _form(request: Request, law: Law, term: Term) -> StartForm:
    places = [] if law.pack.calendar else [(one.id, one.says) for one in law.library.calendars.values()]
    own = request.actor.clearances
    parts = [(part.value, str(part.label)) for part in Compartment if part in own]
    return StartForm(request.POST or None, term=term, pack=law.pack, calendars=places, compartments=parts)


def _worked_out(request: Request, law: Law, term: Term, form: StartForm) -> Ruling | Obstacle:
    try:
        return ruling_of(law, term.id, form.facts(), calendar=form.cleaned_data.get("calendar", ""))
    except Unanswerable as wrong:
        return obstacle_of(wrong)


def _token(ruling: Ruling) -> str:
    """What was seen: another answer needs another look."""
    end = ruling.due_at or ruling.due
    return f"{ruling.pack_fingerprint}.{end.isoformat() if end else ''}"


def _card(case_id: UUID, term: Term, ruling: Ruling, form: StartForm) -> ClockCard:
    """The clock as it would be."""
    return ClockCard(
        id=new_id(),
        case_id=case_id,
        compartment=Compartment(form.cleaned_data["compartment"]),
        pack=ruling.pack,
        term=term.id,
        term_says=term.says,
        about=form.cleaned_data["about"].strip(),
        effect=Effect(ruling.effect),
        state=ClockState.RUNNING,
        due_on=ruling.due,
        due_at=ruling.due_at,
        work_to=ruling.work_to,
        days_left=ruling.days_left,
        value=str(ruling.value),
        is_settled=ruling.is_settled,
        is_missed=False,
        met_on=None,
    )
