"""An edition of a pack, open for reading: the law, whether it is in force, and the ways about in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.policy.names import AdoptionState
from limen.domain.policy.queries import (
    AdoptionCard,
    Law,
    adoption_of,
    adoptions_in_force,
    law_of,
    laws_in_force,
)
from limen.foundation.refusals import Hidden
from limen.law.packs import Pack
from limen.law.terms import Term
from limen.web.components import Tone, day_mark, isolated, moment_mark, tag_mark
from limen.web.lawbook.words import plain
from limen.web.requests import Request

IN_FORCE, EDITION = "law", "edition"


def here(request: Request) -> str:
    """The workspace through whose door the page was opened."""
    return request.resolver_match.namespace if request.resolver_match else ""


@dataclass(frozen=True, kw_only=True)
class Book:
    """One edition. `way` and `key`: how addresses lead back to it, as the law in force or as this edition."""

    law: Law
    adoption: AdoptionCard | None
    workspace: str
    way: str
    key: str

    @property
    def pack(self) -> Pack:
        """What it says."""
        return self.law.pack

    @property
    def is_in_force(self) -> bool:
        """Whether it governs cases here now."""
        return self.adoption is not None and self.adoption.state is AdoptionState.ADOPTED

    @property
    def language(self) -> str:
        """The language in which the pack is written."""
        return self.pack.languages[0] if self.pack.languages else ""

    def says(self, text: str) -> SafeString:
        """Words of the pack, which keep their own language and direction on a page in another."""
        return isolated(text, self.language) if text else SafeString("")

    def address(self, part: str = "", entry: str = "") -> str:
        """A page of this book: its contents, a part, or an entry of a part."""
        if entry:
            return reverse(f"{self.workspace}:{self.way}_entry", args=[self.key, part, entry])
        if part:
            return reverse(f"{self.workspace}:{self.way}_part", args=[self.key, part])
        return reverse(f"{self.workspace}:{self.way}_pack", args=[self.key])

    def link(self, part: str, entry: str, says: str) -> SafeString:
        """A way to an entry, in the words of the pack."""
        link = '<a class="lm-link" href="{}">{}</a>'
        return format_html(link, self.address(part, entry), self.says(says))

    def term_link(self, id: str) -> SafeString:
        """A way to a term by its id; the id in words when there is no such term."""
        term = self.pack.terms.get(id)
        return self.link("terms", id, term.says) if term else SafeString(plain(id))

    def term_links(self, ids: Iterable[str]) -> SafeString:
        """Ways to terms."""
        return format_html_join("; ", "{}", ((self.term_link(id),) for id in ids))

    def fact(self, id: str) -> SafeString:
        """A fact in the words of the pack."""
        fact = self.pack.facts.get(id)
        return self.says(fact.says if fact else plain(id))

    def origin(self, term: Term) -> str:
        """Which pack a term comes from, and which one set it."""
        if term.set_in and term.set_in != term.defined_in:
            told = {"pack": term.defined_in, "national": term.set_in}
            return _("Defined in %(pack)s, set by %(national)s") % told
        return _("Defined in %(pack)s") % {"pack": term.defined_in}


def open_book(request: Request, pack: str = "", edition_id: UUID | None = None) -> Book:
    """The edition in force of that pack, or one edition by its id. Raises `Hidden`."""
    by = request.actor
    if edition_id is not None:
        law = law_of(edition_id, by=by)
        return Book(
            law=law,
            adoption=adoption_of(edition_id, by=by),
            workspace=here(request),
            way=EDITION,
            key=str(edition_id),
        )
    found = next((law for law in laws_in_force(by) if law.pack.id == pack), None)
    if found is None:
        raise Hidden(f"the law {pack}")
    adoption = adoptions_in_force(by).get(found.edition_id)
    return Book(law=found, adoption=adoption, workspace=here(request), way=IN_FORCE, key=pack)


def standing(pack: Pack) -> SafeString:
    """Whether anybody answered for the pack as it was distributed. Said on every page."""
    if not pack.is_signed:
        return tag_mark(_("As distributed: draft, signed by no lawyer"), Tone.ATTENTION)
    if not pack.signatures:
        return tag_mark(_("As distributed: signed"), Tone.DONE)
    named = format_html_join(
        "; ",
        "{}, {}, {}",
        ((isolated(one.name), isolated(one.capacity), day_mark(one.on)) for one in pack.signatures),
    )
    return format_html("{} {}", tag_mark(_("As distributed: signed"), Tone.DONE), named)


def adopted_words(request: Request, adoption: AdoptionCard) -> SafeString:
    """By whom and when an edition was put in force."""
    when = moment_mark(adoption.answered_at, now=request.at, time_zone=request.person.time_zone)
    sentence = _("Proposed by {proposer}, adopted by {second}, {when}")
    told = {
        "proposer": isolated(adoption.proposed_by),
        "second": isolated(adoption.answered_by),
        "when": when,
    }
    return format_html(sentence, **told)


def state_mark(book: Book) -> SafeString:
    """Whether the edition governs cases here, in a tag."""
    if book.is_in_force:
        return tag_mark(_("In force here"), Tone.ACTION)
    if book.adoption is not None:
        return tag_mark(book.adoption.state.label, Tone.ATTENTION)
    return tag_mark(_("Not in force"), Tone.ATTENTION)
