"""Questions about the law of an organisation: what is in force, what is proposed, what an edition says."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.identity.queries.people import names_of
from limen.domain.policy import rules
from limen.domain.policy.models import Adoption, Edition
from limen.domain.policy.names import AdoptionState
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden, Obstacle
from limen.law.calendars import Calendar
from limen.law.library import Library, read_library
from limen.law.packs import Pack
from limen.law.reading.troubles import PackTroubles
from limen.law.refusing import Unanswerable

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Law:
    """An edition, read: the pack, and the library with its calendars. A clock remembers `edition_id`."""

    edition_id: UUID
    pack: Pack
    library: Library

    def calendar(self, id: str = "") -> Calendar:
        """The calendar asked for, or the pack's own. Raises `Unanswerable`."""
        return self.library.calendar_for(self.pack, id)


@dataclass(frozen=True, kw_only=True)
class AdoptionCard:
    """One proposal and how far it has come."""

    id: UUID
    edition_id: UUID
    pack: str
    says: str
    fingerprint: str
    as_of: date
    is_signed: bool
    state: AdoptionState
    why: str
    proposed_by_id: UUID
    proposed_by: str
    proposed_at: datetime
    answered_by: str
    answered_at: datetime | None
    answer_says: str


def laws_in_force(by: Actor) -> tuple[Law, ...]:
    """Every pack that governs the actor's organisation, by name. One query, and nothing is read twice."""
    return _laws(Adoption.objects.all(), by)


def law_in_force(pack: str, *, by: Actor) -> Law | None:
    """The edition of that pack that governs the actor's organisation, or None when none was adopted."""
    return next(iter(_laws(Adoption.objects.filter(pack=pack), by)), None)


@dataclass(frozen=True, kw_only=True)
class AgeOfMinors:
    """Under which age somebody is a minor by the law in force, in whole years, and where that stands."""

    under: int
    source: str
    pack: str
    edition_id: UUID


def age_of_minors(by: Actor, *, on: date) -> AgeOfMinors | None:
    """Under which age one is a minor by a pack that governs the actor's organisation on that day; of several
    the highest, so that no child is passed over. None when no pack says it."""
    found = [
        AgeOfMinors(under=entry.under, source=entry.source, pack=law.pack.says, edition_id=law.edition_id)
        for law in laws_in_force(by)
        if (ages := law.pack.requirements.get("ages"))
        and (entry := ages.items.get("minor"))
        and entry.under is not None
        and entry.holds_on(on)
    ]
    return max(found, key=lambda one: one.under, default=None)


def law_of(edition_id: UUID, *, by: Actor) -> Law:
    """One edition, in force or not. Raises `Hidden`."""
    row = _editions(by).filter(pk=edition_id).values_list("pack", "fingerprint").first()
    if row is None:
        raise Hidden(f"edition {edition_id}")
    return _law(edition_id, row[0], row[1], by)


def adoptions(by: Actor, *, before: datetime | None = None) -> list[AdoptionCard]:
    """A page of all that was proposed, the latest first."""
    rows = Adoption.objects.filter(organisation_id=by.organisation_id)
    if before is not None:
        rows = rows.filter(proposed_at__lt=before)
    return _cards(rows.order_by("-proposed_at", "-id")[:PAGE], by)


def adoptions_in_force(by: Actor) -> dict[UUID, AdoptionCard]:
    """By whom each edition in force was proposed and adopted, by the edition."""
    rows = Adoption.objects.filter(organisation_id=by.organisation_id, state=AdoptionState.ADOPTED)
    return {card.edition_id: card for card in _cards(rows.order_by("pack"), by)}


def open_proposals(by: Actor) -> list[AdoptionCard]:
    """What waits for a second person, the oldest first; at most one for each pack."""
    rows = Adoption.objects.filter(organisation_id=by.organisation_id, state=AdoptionState.PROPOSED)
    return _cards(rows.order_by("proposed_at", "id"), by)


def adoption_of(edition_id: UUID, *, by: Actor) -> AdoptionCard | None:
    """The last that became of an edition, or None when it was never proposed here."""
    rows = Adoption.objects.filter(organisation_id=by.organisation_id, edition_id=edition_id)
    return next(iter(_cards(rows.order_by("-proposed_at", "-id")[:1], by)), None)


def adoption_sheet(adoption_id: UUID, *, by: Actor) -> AdoptionCard:
    """One proposal. Raises `Hidden`."""
    cards = _cards(Adoption.objects.filter(pk=adoption_id, organisation_id=by.organisation_id), by)
    if not cards:
        raise Hidden(f"adoption {adoption_id}")
    return cards[0]


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What stands against each answer to a proposal, for the one who asks."""

    answering: tuple[Obstacle, ...]
    withdrawing: tuple[Obstacle, ...]


def ways_to_answer(adoption_id: UUID, *, by: Actor) -> Ways:
    """Why the actor cannot answer a proposal now, and why they cannot take it back. Raises `Hidden`."""
    row = Adoption.objects.filter(pk=adoption_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise Hidden(f"adoption {adoption_id}")
    return Ways(
        answering=tuple(rules.obstacles_to_answering(row, by=by)),
        withdrawing=tuple(rules.obstacles_to_withdrawing(row, by=by)),
    )


def locked_adoption(adoption_id: UUID, *, by: Actor) -> Adoption:
    """A proposal in the actor's organisation, locked for the rest of the act. Raises `Hidden`."""
    rows = Adoption.objects.filter(pk=adoption_id, organisation_id=by.organisation_id)
    row = rows.select_related("edition").defer("edition__files").select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"adoption {adoption_id}")
    return row


def is_what_it_says(edition_id: UUID, *, by: Actor) -> bool:
    """Whether the bytes of an edition can be read, and say of themselves what stands beside them."""
    row = _editions(by).get(pk=edition_id)
    try:
        found = read_library(unpacked(bytes(row.files)), only=(row.pack,)).pack(row.pack)
    except (PackTroubles, Unanswerable, ValueError, zlib.error):
        return False
    beside = (row.fingerprint, row.says, row.as_of, row.is_signed)
    return beside == (found.fingerprint, found.says, found.as_of, found.is_signed)


def packed(files: Mapping[str, str]) -> bytes:
    """Files as an edition keeps them."""
    return zlib.compress(json.dumps(dict(sorted(files.items())), ensure_ascii=False).encode(), 9)


def digest_of(content: bytes) -> str:
    """The digest of an edition's bytes, as the database checks it."""
    return hashlib.sha256(content).hexdigest()


def unpacked(content: bytes) -> dict[str, str]:
    """The files of an edition."""
    return {str(path): str(text) for path, text in json.loads(zlib.decompress(content)).items()}


def _editions(by: Actor) -> QuerySet[Edition]:
    return Edition.objects.filter(organisation_id=by.organisation_id)


def kept_law(edition_id: UUID, *, pack: str, fingerprint: str, content: Callable[[], bytes]) -> Law:
    """An edition read from its `content`, which is fetched only when this process has not read it before.
    Raises `PackTroubles`, `RuntimeError`, `ValueError` or `zlib.error` when it is not what it was."""
    library = _read.get(edition_id)
    if library is None:
        library = _read.keep(pack, fingerprint, content(), edition_id=edition_id)
    return Law(edition_id=edition_id, pack=library.pack(pack), library=library)


def _laws(rows: QuerySet[Adoption], by: Actor) -> tuple[Law, ...]:
    rows = rows.filter(organisation_id=by.organisation_id, state=AdoptionState.ADOPTED)
    found = rows.order_by("pack").values_list("edition_id", "pack", "edition__fingerprint")
    return tuple(_law(edition_id, pack, fingerprint, by) for edition_id, pack, fingerprint in found)


def _law(edition_id: UUID, pack: str, fingerprint: str, by: Actor) -> Law:
    files = _editions(by).filter(pk=edition_id).values_list("files", flat=True)
    return kept_law(edition_id, pack=pack, fingerprint=fingerprint, content=lambda: bytes(files.get()))


class _Shelf:
    """What was read in this process, by the digest of its bytes. Not by what the pack says: two editions that
    say the same may count by different calendars. Organisations that adopted the same bytes share them."""

    def __init__(self) -> None:
        self._libraries: dict[str, Library] = {}
        self._digests: dict[UUID, str] = {}

    def get(self, edition_id: UUID) -> Library | None:
        return self._libraries.get(self._digests.get(edition_id, ""))

    def keep(self, pack: str, fingerprint: str, content: bytes, *, edition_id: UUID | None = None) -> Library:
        digest = digest_of(content)
        library = self._libraries.get(digest) or read_library(unpacked(content), only=(pack,))
        if library.pack(pack).fingerprint != fingerprint:
            raise RuntimeError(f"the edition kept as {fingerprint} reads as {library.pack(pack).fingerprint}")
        if len(self._libraries) >= 32 and digest not in self._libraries:
            self._libraries.pop(next(iter(self._libraries)), None)
        self._libraries[digest] = library
        if edition_id is not None:
            self._digests[edition_id] = digest
        return library


_read = _Shelf()


def library_read(pack: str, fingerprint: str, content: bytes) -> Library:
    """The library that `content` holds, read only when this process has not read these very bytes yet."""
    return _read.keep(pack, fingerprint, content)


def _cards(rows: QuerySet[Adoption], by: Actor) -> list[AdoptionCard]:
    found = list(rows.select_related("edition").defer("edition__files"))
    people = {row.proposed_by_id for row in found} | {
        row.answered_by_id for row in found if row.answered_by_id
    }
    names = names_of(people, by=by)
    return [
        AdoptionCard(
            id=row.id,
            edition_id=row.edition_id,
            pack=row.pack,
            says=row.edition.says,
            fingerprint=row.edition.fingerprint,
            as_of=row.edition.as_of,
            is_signed=row.edition.is_signed,
            state=AdoptionState(row.state),
            why=row.why,
            proposed_by_id=row.proposed_by_id,
            proposed_by=names.get(row.proposed_by_id, ""),
            proposed_at=row.proposed_at,
            answered_by=names.get(row.answered_by_id, "") if row.answered_by_id else "",
            answered_at=row.answered_at,
            answer_says=row.answer_says,
        )
        for row in found
    ]
