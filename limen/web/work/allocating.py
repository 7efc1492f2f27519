"""Giving several cases to somebody at once: one reason, one act for each case, and each refusal listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from limen.domain.cases.commands.assigning import assign
from limen.domain.cases.names import Part
from limen.domain.identity.queries.choosing import Circle
from limen.domain.identity.queries.people import NameCard
from limen.domain.worklists.queries.candidates import Candidate, Needs, candidates, needs_of
from limen.domain.worklists.queries.lists import PAGE, WorkCard, chosen_from
from limen.foundation.actors import Reach
from limen.foundation.refusals import Hidden, Refused
from limen.reference.countries import country_named
from limen.reference.languages import language_named
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, show
from limen.web.choosing import Crowd, answer_people, looks, offer_people
from limen.web.components import Column, Crumb, Empty, Row, Table, isolated
from limen.web.components.choosing import TypeToChoose
from limen.web.components.shapes import Text
from limen.web.requests import Request, acts, shows


class AssignManyForm(forms.Form):
    """Who gets the cases, what they do in them, and why. What the cases ask for narrows the choice."""

    speaks = forms.ChoiceField(label=gettext_lazy("Only people who speak"), required=False)
    knows = forms.ChoiceField(label=gettext_lazy("Only people who know well"), required=False)
    member_id = forms.ChoiceField(label=gettext_lazy("Person"), widget=forms.RadioSelect)
    part = forms.ChoiceField(
        label=gettext_lazy("Part in the cases"), choices=Part.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=gettext_lazy("Why this person"),
        help_text=gettext_lazy("Kept in the journal of each case: language, experience, workload."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one case: empty reasons when it was given."""

    card: WorkCard
    reasons: tuple[str, ...] = ()


def assign_many(request: Request) -> HttpResponse:
    """Chosen rows of a worklist come first; then whoever gets them, and why; then what became of each."""
    cards = chosen_from(_chosen(request), by=request.actor, at=request.at)
    shows(request, (card.case_id for card in cards))
    back = address(request, "my_worklist")
    if not cards:
        return _nothing(request, back)
    is_answered = "why" in request.POST and "show" not in request.POST and not looks(request, "member_id")
    form = AssignManyForm(request.POST) if is_answered else AssignManyForm(initial=request.POST.dict())
    ids = [card.case_id for card in cards]
    needs = needs_of(ids, by=request.actor, at=request.at)
    away: list[str] = []
    offering(offer_people(request, form, "member_id", _crowd(request, ids, away)), **_narrowed(needs))
    asks = form["member_id"]
    is_open = bool(asks.subwidgets) or isinstance(asks.field.widget, TypeToChoose)
    if acts(request) and is_answered and form.is_valid():
        return _done(request, [_give(request, card, form) for card in cards], back)
    act = Act(
        title=ngettext("Assign %(count)d case", "Assign %(count)d cases", len(cards)) % {"count": len(cards)},
        button=_("Assign"),
        back_url=back,
        lead=[
            _("Each case is given by an act of its own. What cannot be given is listed, the rest is done.")
        ],
    )
    return show(
        request,
        "web/work/assign.html",
        title=act.title,
        crumbs=(Crumb(label=act.title),),
        act=act,
        form=form,
        cards=cards,
        narrowing=[
            form[name] for name, needed in (("speaks", needs.languages), ("knows", needs.countries)) if needed
        ],
        choosing=[asks, form["part"], form["why"]] if is_open else [],
        away=away,
    )


def _narrowed(needs: Needs) -> dict[str, list[tuple[str, str]]]:
    """What the people of these cases speak, and where they belong: to be asked for."""
    here, anybody = get_language() or "en", ("", _("Anybody"))
    return {
        "speaks": [anybody, *((code, language_named(code, here)) for code in needs.languages)],
        "knows": [anybody, *((code, country_named(code, here)) for code in needs.countries)],
    }


def assign_people(request: Request) -> HttpResponse:
    """At most twenty colleagues for what stands in the box, with what one should know before choosing one for
    the cases that are sent along."""
    cards = chosen_from(_chosen(request), by=request.actor, at=request.at)
    return answer_people(request, _crowd(request, [card.case_id for card in cards], []))


def everybody(request: Request) -> Crowd:
    """Who can be given the cases of a whole list: the people of the units whose files one reads."""
    return _crowd(request, [], [])


def _crowd(request: Request, case_ids: list[UUID], away: list[str]) -> Crowd:
    """Who can be given these cases, with who was asked for; what was not recorded counts as not known. `away`
    learns from whom a conflict keeps them all."""

    def says(cards: Sequence[NameCard]) -> list[tuple[str, Text]]:
        found = candidates(cards, case_ids, by=request.actor, at=request.at)
        kept_away = {one.id for one in found if case_ids and one.walled == len(case_ids)}
        away.extend(described(one) for one in found if one.id in kept_away)
        return [(str(one.id), described(one)) for one in found if one.id not in kept_away]

    speaks, knows = request.POST.get("speaks", ""), request.POST.get("knows", "")
    circle = Circle(
        unit_ids=request.actor.units_within(Reach.READ),
        speaks=speaks,
        knows=knows,
    )
    url = address(request, "assign_people")
    return Crowd(circle=circle, url=url, sends="case speaks knows" if case_ids else "", says=says)


def _chosen(request: Request) -> list[UUID]:
    """The rows that were marked; one page at most, since that is what one has looked at."""
    found = []
    for text in request.POST.getlist("case")[:PAGE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def described(one: Candidate) -> str:
    """A colleague with what one should know before choosing them."""
    words = [one.name, _("open cases: %(count)s") % {"count": number_format(one.load)}]
    here = get_language() or "en"
    if one.speaks:
        names = ", ".join(language_named(code, here) for code in one.speaks)
        words.append(_("speaks: %(languages)s") % {"languages": names})
    if one.knows:
        names = ", ".join(country_named(code, here) for code in one.knows)
        words.append(_("knows: %(countries)s") % {"countries": names})
    if one.holds:
        words.append(_("holds already: %(count)s") % {"count": number_format(one.holds)})
    if one.walled:
        words.append(_("kept away by a conflict: %(count)s") % {"count": number_format(one.walled)})
    return " · ".join(words)


def _give(request: Request, card: WorkCard, form: AssignManyForm) -> Outcome:
    """One case: an act of its own, so that a refusal takes nothing else with it."""
    try:
        assign(
            card.case_id,
            member_id=UUID(form.cleaned_data["member_id"]),
            part=Part(form.cleaned_data["part"]),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
    except Refused as refused:
        return Outcome(card=card, reasons=tuple(str(obstacle.says) for obstacle in refused.obstacles))
    except Hidden:
        return Outcome(card=card, reasons=(_("This case is not yours to allocate."),))
    return Outcome(card=card)


def _done(request: Request, outcomes: list[Outcome], back: str) -> HttpResponse:
    given = sum(not one.reasons for one in outcomes)
    title = _("%(given)s of %(all)s cases were assigned") % {
        "given": number_format(given),
        "all": number_format(len(outcomes)),
    }
    table = Table(
        caption=title,
        columns=tuple(Column(header=header) for header in (_("Case"), _("Name"), _("What became of it"))),
        rows=tuple(
            Row(
                cells=(one.card.reference, isolated(one.card.called), " ".join(one.reasons) or _("Assigned")),
                url=address(request, "case", one.card.case_id),
            )
            for one in sorted(outcomes, key=lambda one: not one.reasons)
        ),
        empty=Empty(sentence=""),
        hide_caption=True,
    )
    return show(
        request,
        "web/work/assigned.html",
        title=title,
        crumbs=(Crumb(label=title),),
        table=table,
        back_url=back,
    )


def _nothing(request: Request, back: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseRedirect(back)
    return show(
        request,
        "web/work/assigned.html",
        title=_("No case was chosen"),
        crumbs=(Crumb(label=_("No case was chosen")),),
        said=_("Mark the cases in the list first. Then choose who gets them."),
        back_url=back,
    )
