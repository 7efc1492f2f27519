"""The library of the demonstration: invented reports, filed under places where nobody lives, so that no text
can be taken for something said of a real country; one replaced, one withdrawn, one without text."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from limen.domain.country.commands.asking import answer, ask, review
from limen.domain.country.commands.keeping import keep, withdraw
from limen.domain.country.names import About, Archived, Level, PageText, Reliability, ReportKind
from limen.foundation.actors import Actor
from limen.outside.storage.chosen import store_of

_SAYS = "Sample text of an invented report; it says nothing about a real place."
_PAGES = (
    "Wells of the northern valley dried up, and herders moved their animals to the coast. Those who stayed "
    "paid for water by the bucket.",
    "The court of the harbour town heard complaints of dismissed teachers within weeks. None of them was "
    "reinstated before the end of the school year.",
    "Police stations in two districts did not write down complaints about violence at home; a third one did.",
)
_EN_FRANCAIS = (
    "Le tribunal de la ville portuaire a entendu les plaintes des enseignants renvoyés en peu de semaines.",
)
_ANSWERED = Reliability(
    who="Sample answer (invented): an institute of two people.",
    what="Sample answer (invented): what it saw itself, and what the agency told it.",
    why="Sample answer (invented): paid by a foundation that publishes everything.",
    when="Sample answer (invented): found out in spring, written in summer.",
    how="Sample answer (invented): interviews, and one journey.",
)


def fill_library(actors: dict[str, Actor], *, now: datetime) -> int:
    """Keep some reports, ask two questions; how many reports."""
    lead, other, officer = actors["noor"], actors["pekka"], actors["yusuf"]
    at = now - timedelta(days=20)
    old = _keep("Yearbook of the invented institute, last edition", _PAGES[:1], lead, at, age=500)
    _keep("Yearbook of the invented institute", _PAGES, lead, at, follows=old, leans_on=("Sample agency",))
    agency = ("Sample agency",)
    _keep("Annales de l’institut inventé", _EN_FRANCAIS, other, at, language="fra", leans_on=agency)
    gone = _keep("Pamphlet that was taken back", _PAGES[2:], lead, at)
    withdraw(gone, why="Sample reason (invented): its publisher took it back.", by=other, at=at)
    _keep("Scan without text", ("",), lead, at, look_again=30)
    on, day = at.date(), timedelta(days=1)
    told = ask("Sample question (invented): do wells in the valley still give water?", countries=("ATA",),
               needed_on=on + 30 * day, on=on, by=officer, at=at)  # fmt: skip
    says = "Sample answer (invented): searched in three yearbooks and asked two institutes."
    answer(told.inquiry_id, says=says, found_nothing=True, by=lead, at=at + day)
    review(told.inquiry_id, level=Level.ORGANISATION, by=other, at=at + 2 * day)
    ask("Sample question (invented): are schools open in winter?", countries=("BVT",),
        needed_on=now.date() + 5 * day, on=now.date(), by=officer, at=now)  # fmt: skip
    return 5


def _keep(
    title: str,
    pages: tuple[str, ...],
    by: Actor,
    at: datetime,
    *,
    age: int = 90,
    language: str = "eng",
    follows: UUID | None = None,
    leans_on: tuple[str, ...] = (),
    look_again: int = 400,
) -> UUID:
    texts = [PageText(text=f"{_SAYS} {page}" if page else "") for page in pages]
    published_on = at.date() - timedelta(days=age)
    about = About(
        title=title,
        publisher="Invented institute",
        kind=ReportKind.COUNTRY,
        language=language,
        countries=("ATA",),
        topics=("sample",),
        published_on=published_on,
        accessed_on=at.date(),
        look_again_on=published_on + timedelta(days=look_again),
        leans_on=leans_on,
        reliability=_ANSWERED if leans_on else Reliability(),
    )
    content = f"{title}\n\n" + "\n\n".join(text.text for text in texts)
    file = _archived(content.encode())
    return keep(about, file=file, pages=texts, on=at.date(), follows=follows, by=by, at=at).report_id


def _archived(content: bytes) -> Archived:
    incoming = store_of(settings.FILES).begin()
    incoming.write(content)
    incoming.keep()
    return Archived(
        stored_as=incoming.stored_as,
        key=incoming.key,
        file_name="sample.txt",
        media_type="text/plain",
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )
