"""Words in the notes and documents of all cases that one may read: one page, the latest place first.

What was typed is sent in the body, and comes back in the address sealed. The reading log has the cases of
which words are shown, and how many places were found; never what was looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.documents.queries.searching import LONGEST_WORDS
from limen.domain.identity.names import Compartment
from limen.domain.worklists.queries.words import LOOKED_AT, Wanted, WordHit, words_in_files
from limen.web.casefile.frame import address, show
from limen.web.components import Crumb, DayField, Paging, moment_mark
from limen.web.documents.listing import marked
from limen.web.requests import Request, acts, looked_for, shows
from limen.web.sealing import opened, sealed


class WordsForm(forms.Form):
    """What is looked for, when it was put on record, and where."""

    q = forms.CharField(
        label=gettext_lazy("Words in notes and documents"),
        help_text=gettext_lazy('All of them, in any order; "in quotes" as they stand, -without.'),
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "spellcheck": "false"}),
    )
    since = DayField(label=gettext_lazy("Put on record from this day on"), required=False)
    until = DayField(label=gettext_lazy("Put on record up to this day"), required=False)
    given = forms.BooleanField(label=gettext_lazy("Only in cases given to me by name"), required=False)


@dataclass(frozen=True, kw_only=True)
class HitView:
    """A place as the page draws it."""

    hit: WordHit
    url: str
    around: SafeString
    written: SafeString
    compartment: str


def words(request: Request) -> HttpResponse:
    """The search, and what it found."""
    if request.method == "POST":
        form = WordsForm(request.POST)
        if acts(request) and form.is_valid():
            return HttpResponseRedirect(words_url(request, **_said(form)), status=303)
        return _page(request, form, None)
    token = request.GET.get("asked", "")
    told = opened(token, by=request.actor) if token else {}
    if not told:
        return _page(request, WordsForm(), None, is_lost=told is None)
    form = WordsForm(initial={**told, "since": _day(told, "since"), "until": _day(told, "until")})
    return _page(request, form, _wanted(request, told), is_open=len(told) > 1)


def words_url(request: Request, **told: str) -> str:
    """Where these words are looked for: a link, in which they stand sealed."""
    return f"{address(request, 'words')}?{urlencode({'asked': sealed(told, by=request.actor)})}"


def _said(form: WordsForm) -> dict[str, str]:
    given = form.cleaned_data
    days = {name: given[name].isoformat() for name in ("since", "until") if given[name]}
    return {"q": given["q"], **days, **({"given": "1"} if given["given"] else {})}


def _wanted(request: Request, told: dict[str, str]) -> Wanted:
    since, until = _day(told, "since"), _day(told, "until")
    return Wanted(
        words=told.get("q", ""),
        since=_begins(request, since) if since else None,
        until=_begins(request, until + timedelta(days=1)) if until else None,
        is_given=bool(told.get("given")),
    )


def _begins(request: Request, on: date) -> datetime:
    return datetime.combine(on, time(), tzinfo=ZoneInfo(request.person.time_zone))


def _day(told: dict[str, str], name: str) -> date | None:
    return date.fromisoformat(told[name]) if told.get(name) else None


def _page(
    request: Request,
    form: WordsForm,
    wanted: Wanted | None,
    *,
    is_lost: bool = False,
    is_open: bool = False,
) -> HttpResponse:
    title = _("Words in notes and documents")
    found = (
        words_in_files(wanted, by=request.actor, at=request.at, before=_before(request)) if wanted else None
    )
    following = None
    if found:
        shows(request, dict.fromkeys(hit.case_id for hit in found.hits))
        looked_for(request, f"places:{len(found.hits)}")
        if found.before:
            following = "?" + urlencode({"asked": request.GET["asked"], "before": str(found.before)})
    return show(
        request,
        "web/work/words.html",
        title=title,
        crumbs=(Crumb(label=title),),
        form=form,
        found=found,
        hits=[_view(request, hit) for hit in found.hits] if found else [],
        is_lost=is_lost,
        is_open=is_open or form.is_bound,
        looked_at=number_format(LOOKED_AT, force_grouping=True),
        paging=Paging(next_url=following) if following else None,
    )


def _before(request: Request) -> UUID | None:
    try:
        return UUID(request.GET.get("before", ""))
    except ValueError:
        return None


def _view(request: Request, hit: WordHit) -> HitView:
    url = address(request, "note", hit.case_id, hit.id)
    if hit.document_id:
        url = address(request, "document_page", hit.case_id, hit.document_id, hit.version, hit.page)
    return HitView(
        hit=hit,
        url=url,
        around=marked(hit.around),
        written=moment_mark(hit.written_at, now=request.at, time_zone=request.person.time_zone),
        compartment="" if hit.compartment is Compartment.GENERAL else str(hit.compartment.label),
    )
