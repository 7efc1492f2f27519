"""Lets the invented people bring papers: sealed in the store and received, as through the door.

The worker looks at them when it runs, as at every file that came in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from limen.domain.documents.commands import receiving, saying
from limen.domain.documents.names import (
    Authenticity,
    CameFrom,
    Described,
    DocumentKind,
    SealedFile,
    Translation,
)
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor
from limen.outside.looking.sniffing import HEAD, sniffed
from limen.outside.storage.chosen import store_of
from limen.site.demo import papers
from limen.site.demo.papers import SAMPLE

_LETTER = (
    "A quien corresponda (carta de muestra, inventada):",
    "La señora Rosa Quispe Mamani tuvo durante seis años una pequeña tienda de telas junto al mercado.",
    "En la reunión de septiembre nos contó que unos hombres habían venido tres veces y querían que guardara "
    "cajas. Ella se negó. Le aconsejamos ir al puesto de policía, y sabemos que fue.",
    "La secretaria de la asociación (nombre inventado)",
)
_TRANSLATED = (
    "To whom it may concern (sample letter, invented):",
    "For six years Mrs Rosa Quispe Mamani had a small shop for cloth beside the market.",
    "At the meeting in September she told us that some men had come three times and wanted her to store "
    "parcels. She refused. We advised her to go to the police post, and we know that she went.",
    "The secretary of the association (invented name)",
)
_DISPUTE = (
    "Sample reason (invented): the representative says that “cajas” are boxes, as in the record, and not "
    "parcels."
)
_REPORT = tuple(
    (f"Medical report, page {number} of 4", f"About: Mohammad Reza Karimi ({SAMPLE})", "", *lines)
    for number, lines in enumerate(
        (
            ("Seen twice, with an interpreter, one hour each time.", "He was told that he may stop."),
            ("An old fracture of the left forearm, healed.", "An X-ray picture was made."),
            ("Sleeps badly since he left; was offered counselling.", "He asked for it to begin soon."),
            ("No medicine. A further visit in three months.", "The doctor (invented name)"),
        ),
        1,
    )
)


@dataclass(frozen=True, kw_only=True)
class _Paper:
    """A paper, who receives it, and how many days ago it came."""

    number: int
    by: str
    days_ago: int
    file_name: str
    content: bytes
    kind: DocumentKind
    title: str
    language: str
    came_from: CameFrom = CameFrom.APPLICANT
    translation: Translation = Translation.NOT_NEEDED
    compartment: Compartment = Compartment.GENERAL


def bring(opened: Mapping[str, UUID], actors: Mapping[str, Actor], *, now: datetime) -> int:
    """Eight papers in three cases; how many there were."""
    brought = {paper.title: _receive(paper, opened, actors, now) for paper in _papers(now)}
    letter, by = brought["Letter of the traders' association"], actors["ngozi"]
    saying.dispute_translation(letter, why=_DISPUTE, by=by, at=now - timedelta(days=6))
    saying.weigh(
        letter, authenticity=Authenticity.NO_DOUBT, revision=2, by=by, at=now - timedelta(days=5),
        why="Sample reason (invented): the association answered when it was asked about the letter.",
    )  # fmt: skip
    return len(brought)


def _receive(paper: _Paper, opened: Mapping[str, UUID], actors: Mapping[str, Actor], now: datetime) -> UUID:
    at = now - timedelta(days=paper.days_ago)
    described = Described(
        kind=paper.kind, title=paper.title, language=paper.language, came_from=paper.came_from,
        received_on=at.date(), translation=paper.translation,
    )  # fmt: skip
    event = receiving.receive(
        opened[f"OFP-2026-{paper.number:05d}"],
        file=_sealed(paper.content, paper.file_name),
        described=described,
        compartment=paper.compartment,
        on=at.date(),
        by=actors[paper.by],
        at=at,
    )
    return event.document_id


def _sealed(content: bytes, file_name: str) -> SealedFile:
    incoming = store_of(settings.FILES).begin()
    incoming.write(content)
    incoming.keep()
    return SealedFile(
        stored_as=incoming.stored_as,
        key=incoming.key,
        file_name=file_name,
        media_type=sniffed(content[:HEAD], file_name).media_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )


def _papers(now: datetime) -> Iterator[_Paper]:
    at = now - timedelta(days=30)
    yield from _of_the_trader(at)
    yield from _of_others(at)


def _of_the_trader(at: datetime) -> Iterator[_Paper]:
    yield _Paper(
        number=13, by="ngozi", days_ago=12, file_name="carta.pdf", kind=DocumentKind.STATEMENT,
        title="Letter of the traders' association", language="spa", translation=Translation.THERE,
        content=papers.letter(
            "Carta de la asociación", f"Asociación de Comerciantes ({SAMPLE})", _LETTER, language="es", at=at
        ),
    )  # fmt: skip
    yield _Paper(
        number=13, by="ngozi", days_ago=11, file_name="translation.pdf", kind=DocumentKind.TRANSLATION,
        title="Translation of the letter", language="eng", came_from=CameFrom.OFFICE,
        content=papers.letter(
            "Letter of the association", f"Translation into English ({SAMPLE})", _TRANSLATED, language="en",
            at=at,
        ),
    )  # fmt: skip
    identity = (
        f"Identity paper ({SAMPLE})", "Name: Rosa Quispe Mamani", "Born: 1969", "Number: 00-SAMPLE-13",
        "This paper was never issued.",
    )  # fmt: skip
    yield _Paper(
        number=13, by="ngozi", days_ago=12, file_name="scan0001.jpg", kind=DocumentKind.IDENTITY,
        title="Identity paper", language="spa",
        content=papers.scan(identity, seed=13, has_portrait=True),
    )  # fmt: skip
    yield _Paper(
        number=13, by="ngozi", days_ago=10, file_name="IMG_0412.jpg", kind=DocumentKind.PHOTOGRAPH,
        title="Photograph of the shop", language="", content=papers.photograph("The shop", seed=13),
    )  # fmt: skip


def _of_others(at: datetime) -> Iterator[_Paper]:
    passport = (
        f"Passport ({SAMPLE})", "Name: Mohammad Reza Karimi", "Number: P00771903",
        "This passport was never issued.",
    )  # fmt: skip
    yield _Paper(
        number=9, by="lars", days_ago=60, file_name="passport.jpg", kind=DocumentKind.TRAVEL,
        title="Passport, page with the picture", language="eng",
        content=papers.scan(passport, seed=9, has_portrait=True),
    )  # fmt: skip
    yield _Paper(
        number=9, by="ruth", days_ago=40, file_name="report.pdf", kind=DocumentKind.MEDICAL,
        title="Medical report", language="eng", came_from=CameFrom.REPRESENTATIVE,
        compartment=Compartment.MEDICAL, content=papers.scanned_pages(_REPORT, seed=9),
    )  # fmt: skip
    school = (
        "Amanuel Tesfay finished the eighth year (sample, invented).",
        "The headmistress (invented name)",
    )
    yield _Paper(
        number=3, by="lars", days_ago=30, file_name="school.pdf", kind=DocumentKind.SCHOOL_WORK,
        title="School certificate", language="eng",
        content=papers.letter(
            "School certificate", f"School by the river ({SAMPLE})", school, language="en", at=at
        ),
    )  # fmt: skip
    consent = (
        "Consent", "I agree that Harbour House reads my file,", "so that it can find me a place to live.",
        "I may take this back at any time.", "", "Amanuel Tesfay (signed)",
    )  # fmt: skip
    yield _Paper(
        number=3, by="lars", days_ago=6, file_name="consent.jpg", kind=DocumentKind.POWER,
        title="Consent to share with Harbour House", language="eng", content=papers.scan(consent, seed=3),
    )  # fmt: skip
