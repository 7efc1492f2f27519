"""Looking for somebody: the one box, the form for more, and what is suggested while one types.

What was typed is sent in the body, and comes back in the address sealed: no log and no history holds a name.
That a search was made is written in the reading log, with its kinds and how many it found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.queries.finding import FoundCase, FoundPerson, find_asked, find_cases
from limen.domain.duplicates.queries.groups import groups_of
from limen.domain.people.names import Ground
from limen.foundation.refusals import Refused
from limen.web import sealing
from limen.web.casefile.frame import address, may, show
from limen.web.components import Crumb, Empty, tag_mark
from limen.web.components.shapes import Text, Tone
from limen.web.persons.frame import case_url, file_links, person_url
from limen.web.persons.questions import Question, opened, refuse_a_trawl, sealed, understood
from limen.web.persons.search_forms import SearchForm
from limen.web.persons.words import birth_words, details_worth_saying
from limen.web.requests import Request, acts, looked_for, shows

SUGGESTED = 8
SHORTEST_SUGGESTED = 3  # characters
_STRONG = frozenset({Ground.SAME_DOCUMENT, Ground.REFERENCE, Ground.SAME})


@dataclass(frozen=True, kw_only=True)
class FoundView:
    """Somebody who was found, as the page draws them."""

    id: UUID
    called: str
    url: str
    by_name: str
    birth: Text
    sex: Text
    grounds: Sequence[SafeString]
    details: Sequence[SafeString]
    files: SafeString
    also: int = 0


def people(request: Request) -> HttpResponse:
    """The page of the search: the form alone, or with what was found."""
    if request.method == "POST":
        return _asked(request)
    token = request.GET.get("asked", "")
    question = opened(token, by=request.actor) if token else None
    if question is None:
        return _page(request, Question(), SearchForm(), is_lost=bool(token))
    return _page(request, question, SearchForm(initial=SearchForm.given(question)), is_asked=True)


def people_suggestions(request: Request) -> HttpResponse:
    """At most eight names for what stands in the box, behind the same walls as the search itself."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    return JsonResponse({"found": suggested(request, request.POST.get("q", "").strip())})


def suggested(request: Request, text: str) -> list[dict[str, object]]:
    """At most eight persons and cases for what was typed, noted in the reading log as the search is."""
    if len(text) < SHORTEST_SUGGESTED:
        return []
    question = Question(text=text)
    try:
        found, _beside = folded(request, find_asked(understood(question), by=request.actor, at=request.at))
    except Refused:
        return []
    found = found[:SUGGESTED]
    cases = find_cases(text, by=request.actor, at=request.at)[: SUGGESTED - len(found)]
    _note(request, question, found, cases)
    lines = [_suggested_person(request, one) for one in found]
    lines += [
        {"called": one.called, "under": one.reference, "url": case_url(request, one.id)} for one in cases
    ]
    return lines


def results(
    request: Request, found: Iterable[FoundPerson], beside: Mapping[UUID, int] | None = None
) -> list[FoundView]:
    """What was found, the likeliest first, each with the reason in words; `beside` counts further records of
    the same person."""
    counts = beside or {}
    return [replace(_view(request, one), also=counts.get(one.person.id, 0)) for one in found]


def folded(request: Request, found: Sequence[FoundPerson]) -> tuple[tuple[FoundPerson, ...], dict[UUID, int]]:
    """Each person once: of the records that are one, that which was found first; and how many more there are
    that one may read."""
    groups = groups_of([one.person.id for one in found], by=request.actor, at=request.at) if found else {}
    shown: dict[UUID, FoundPerson] = {}
    for one in found:
        group = groups.get(one.person.id)
        shown.setdefault(group.head if group else one.person.id, one)
    kept = tuple(shown.values())
    return kept, {
        one.person.id: len(groups[one.person.id].members) - 1 for one in kept if one.person.id in groups
    }


def _asked(request: Request) -> HttpResponse:
    """What was typed, sealed into the address of the answer; on the same page when it cannot be asked."""
    text = request.POST.get("q", "").strip()
    form = SearchForm() if "q" in request.POST else SearchForm(request.POST)
    if not acts(request):
        looked_for(request, "refused")
        is_form = "q" not in request.POST
        form.is_valid()
        return _page(request, Question(text=text), form, is_open=is_form)
    if "q" not in request.POST and not form.is_valid():
        return _page(request, Question(), form, is_open=True)
    question = Question(text=text) if "q" in request.POST else form.question()
    refuse_a_trawl(question)
    token = urlencode({"asked": sealed(question, by=request.actor)})
    return HttpResponseRedirect(f"{address(request, 'people')}?{token}", status=303)


def _page(
    request: Request,
    question: Question,
    form: SearchForm,
    *,
    is_asked: bool = False,
    is_lost: bool = False,
    is_open: bool = False,
) -> HttpResponse:
    found: tuple[FoundPerson, ...] = ()
    cases: tuple[FoundCase, ...] = ()
    beside: dict[UUID, int] = {}
    if is_asked:
        one = understood(question)
        found = find_asked(
            one,
            reference=question.reference,
            relative=question.relative,
            by=request.actor,
            at=request.at,
        )
        cases = find_cases(question.reference or question.text, by=request.actor, at=request.at)
        found, beside = folded(request, found)
        _note(request, question, found, cases)
    return show(
        request,
        "web/persons/search.html",
        title=_("People"),
        crumbs=(Crumb(label=_("People")),),
        question=question,
        form=form,
        is_asked=is_asked,
        is_lost=is_lost,
        is_open=is_open or question.is_form or not is_asked,
        found=results(request, found, beside),
        cases=[(case, case_url(request, case.id)) for case in cases],
        nothing=_nothing(),
        compare_url=_compare_url(request) if len(found) > 1 else "",
        words_url=_words_url(request, question.text) if question.text else "",
    )


def _words_url(request: Request, text: str) -> str:
    """Where the same words are looked for in notes and documents."""
    token = urlencode({"asked": sealing.sealed({"q": text}, by=request.actor)})
    return f"{address(request, 'words')}?{token}"


def _compare_url(request: Request) -> str:
    """Where two of those that were found are compared; nothing for whoever proposes nothing."""
    return address(request, "compare_records") if may(request, "duplicates.propose") else ""


def _note(
    request: Request, question: Question, found: Sequence[FoundPerson], cases: Sequence[FoundCase]
) -> None:
    """For the reading log: the cases that the answer shows, the kinds of the question, how many it found."""
    shown = [file.case_id for one in found for file in one.files] + [case.id for case in cases]
    shows(request, dict.fromkeys(shown))
    looked_for(request, f"{'+'.join(question.kinds)} {len(found) + len(cases)}")


def _view(request: Request, one: FoundPerson) -> FoundView:
    card = one.person
    return FoundView(
        id=card.id,
        called=card.called,
        url=person_url(request, card.id),
        by_name=card.by_name if card.by_name != card.called else "",
        birth=birth_words(card.birth),
        sex=card.sex.label if card.sex else "",
        grounds=[
            tag_mark(ground.label, Tone.ACTION if ground in _STRONG else Tone.QUIET)
            for ground in card.grounds
        ],
        details=details_worth_saying(card.details),
        files=file_links(request, one.files),
    )


def _suggested_person(request: Request, one: FoundPerson) -> dict[str, object]:
    """A line of the list under the box. A script puts it there as text, so it holds no markup."""
    card = one.person
    under = [*(str(ground.label) for ground in card.grounds[:1]), *(file.reference for file in one.files[:1])]
    if card.by_name != card.called:
        under.insert(0, card.by_name)
    return {"called": card.called, "under": " · ".join(under), "url": person_url(request, card.id)}


def _nothing() -> Empty:
    return Empty(
        sentence=_("Nobody was found among the people whom you may see."),
        advice=format_html(
            "{} {}",
            _("Try a part of the name, another spelling or script, the number of a document,"),
            _("or the date of birth as the person tells it. They may be on record where you see nobody."),
        ),
    )
