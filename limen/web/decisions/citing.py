"""What a decision cites, as its pages show it: numbered, with its state, and the way to it; and what more can
be cited."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.assessments.queries.answering import answers_citable
from limen.domain.assessments.queries.arguing import CitableArgument, arguments_citable
from limen.domain.assessments.queries.naming import facts_citable
from limen.domain.citations.names import BROKEN, CitedState, MomentKey, written
from limen.domain.citations.queries.cards import Citable, CitableBlock, CitablePage
from limen.domain.citations.queries.offering import citable
from limen.domain.citations.queries.wording import unseen_words
from limen.domain.decisions.queries.arguing import names_cited_in
from limen.domain.decisions.queries.cards import SourceCard
from limen.domain.decisions.queries.reach import decisions_seen_by
from limen.domain.decisions.rules.citing import said_of_confidential
from limen.foundation.refusals import Hidden
from limen.web.casefile.places import place_url
from limen.web.components import Tone, isolated, tag_mark
from limen.web.requests import Request

LONGEST = 100  # letters that somebody looks for
_TONES = dict.fromkeys(
    (
        CitedState.NEWER,
        CitedState.DISPUTED,
        CitedState.CHANGED,
        CitedState.SUPERSEDED,
        CitedState.STALE,
    ),
    Tone.ATTENTION,
)


@dataclass(frozen=True, kw_only=True)
class SourceView:
    """A source as a page shows it: `says` in the text, `line` in the list; `url` leads to it, or is empty."""

    number: int
    says: str
    line: str
    around: str
    name: str
    url: str
    marks: tuple[SafeString, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OfferedView:
    """Something that can be cited: what it is, what stands there, and how it is written."""

    called: str
    around: str
    written: str


@dataclass(frozen=True, kw_only=True)
class OfferedDocument:
    """A document with its first pages. `more` is how one names a page that is not among them."""

    title: str
    kind: str
    pages: tuple[OfferedView, ...]
    more: str


@dataclass(frozen=True, kw_only=True)
class OfferedViews:
    """What can be cited, by what it is."""

    documents: tuple[OfferedDocument, ...]
    pages: tuple[OfferedView, ...]
    marks: tuple[OfferedView, ...]
    blocks: tuple[OfferedView, ...]
    arguments: tuple[OfferedView, ...]
    facts: tuple[OfferedView, ...]
    answers: tuple[OfferedView, ...]
    passages: tuple[OfferedView, ...]
    is_more: bool
    asked: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to offer."""
        of_boards = (self.arguments, self.facts, self.answers)
        return not any((self.documents, self.pages, self.marks, self.blocks, *of_boards, self.passages))


def citable_list(request: Request, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """What can be cited and has the words in it that somebody is typing: a part of the page of a section."""
    seen = decisions_seen_by(request.actor, at=request.at)
    if not seen.filter(pk=decision_id, case_id=case_id).exists():
        raise Hidden(f"decision {decision_id} in case {case_id}")
    cited = names_cited_in(decision_id, by=request.actor, at=request.at)
    found = offered(request, case_id, request.GET.get("cite", ""), cited=cited)
    return render(request, "web/decisions/_citable.html", {"offered": found})


def offered(
    request: Request, case_id: UUID, words: str, *, cited: Container[str] = frozenset()
) -> OfferedViews:
    """What of the case can be cited and has these words in it. `cited`: the names that the decision cites
    already; the arguments that are not addressed come first."""
    asked = words.strip()[:LONGEST]
    found: Citable = citable(case_id, asked, by=request.actor, at=request.at)
    return OfferedViews(
        documents=tuple(
            OfferedDocument(
                title=one.title,
                kind=str(one.kind.label),
                pages=tuple(
                    OfferedView(called=_("page %(page)d") % {"page": page}, around="", written=written(key))
                    for page, key in enumerate(one.first, 1)
                ),
                more=_("It has %(pages)d pages. Write the number of another one after the p.")
                % {"pages": one.pages}
                if one.pages > len(one.first)
                else "",
            )
            for one in found.documents
        ),
        pages=tuple(map(_page, found.pages)),
        marks=tuple(map(_page, found.marks)),
        blocks=tuple(view for one in found.blocks for view in (_block(one), *_heard(one))),
        arguments=_arguments(arguments_citable(case_id, asked, by=request.actor, at=request.at), cited),
        facts=tuple(
            OfferedView(called=one.says, around=one.concluded, written=written(one.key))
            for one in facts_citable(case_id, asked, by=request.actor, at=request.at)
        ),
        answers=tuple(
            OfferedView(called=one.says, around=one.answered, written=written(one.key))
            for one in answers_citable(case_id, asked, by=request.actor, at=request.at)
        ),
        passages=tuple(map(_page, found.passages)),
        is_more=found.is_more,
        asked=asked,
    )


def _arguments(found: Iterable[CitableArgument], cited: Container[str]) -> tuple[OfferedView, ...]:
    """Each with who put it forward and whether it is addressed; those that are not, first."""

    def state(one: CitableArgument) -> str:
        if str(one.key) in cited:
            return _("addressed")
        return _("needs no answer, with a reason") if one.is_left else _("not addressed yet")

    def is_done(one: CitableArgument) -> bool:
        return one.is_left or str(one.key) in cited

    return tuple(
        OfferedView(called=one.says, around=f"{one.put} – {state(one)}", written=written(one.key))
        for one in sorted(found, key=is_done)
    )


def source_views(request: Request, case_id: UUID, sources: Iterable[SourceCard]) -> tuple[SourceView, ...]:
    """Sources as somebody may see them."""
    return tuple(_view(request, case_id, one) for one in sources)


def by_name(views: Iterable[SourceView]) -> dict[str, SourceView]:
    """Those that are cited, by their names."""
    return {one.name: one for one in views if one.name}


def drawn_citation(name: str, cited: Mapping[str, SourceView]) -> SafeString:
    """A citation in a sentence, which leads to its place."""
    found = cited[name]
    words = format_html("({}) [{}]", isolated(found.says), found.number)
    if not found.url:
        return format_html('<cite class="lm-source lm-source--unseen">{}</cite>', words)
    return format_html('<cite class="lm-source"><a class="lm-link" href="{}">{}</a></cite>', found.url, words)


def _view(request: Request, case_id: UUID, source: SourceCard) -> SourceView:
    key, found = source.key, source.found
    if key is None:
        return SourceView(
            number=source.number, says=source.words, line=source.line, around="", name="", url="", marks=(),
            notes=(),
        )  # fmt: skip
    says, line = source.words, source.line
    if not source.is_frozen:
        says = found.words if found else unseen_words(key)
        line = found.line if found else says
    notes = [said_of_confidential(found.words)] if found and source.is_confidential else []
    return SourceView(
        number=source.number,
        says=says,
        line=line,
        around=found.around if found else "",
        name=str(key),
        url=place_url(request, case_id, key, found) if found else "",
        marks=tuple(_state_mark(state) for state in found.states) if found else (),
        notes=tuple(notes),
    )


def _state_mark(state: CitedState) -> SafeString:
    return tag_mark(state.label, Tone.DANGER if state in BROKEN else _TONES.get(state, Tone.QUIET))


def _page(one: CitablePage) -> OfferedView:
    called = _("%(title)s, page %(page)d") % {"title": one.title, "page": one.page}
    return OfferedView(called=called, around=one.around, written=written(one.key))


def _block(one: CitableBlock) -> OfferedView:
    told = {
        "number": one.number,
        "kind": one.kind.label,
        "day": f"{one.said_at:%Y-%m-%d}",
        "time": f"{one.said_at:%H:%M}",
    }
    called = _("Block %(number)d, %(kind)s, %(day)s %(time)s") % told
    return OfferedView(called=called, around=one.words, written=written(one.key))


def _heard(one: CitableBlock) -> Iterator[OfferedView]:
    """The same block as it is heard, where there is a recording."""
    if isinstance(one.heard, MomentKey):
        told = {"number": one.number, "clock": one.heard.clock}
        called = _("Block %(number)d as it is heard, at %(clock)s of the recording") % told
        yield OfferedView(called=called, around="", written=written(one.heard))
