"""Adding a picture to what is on record of a person, and putting one aside. No picture is ever thrown
away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.people import rules
from limen.domain.people.commands.writing import end, person_to_write, row_to_end
from limen.domain.people.events import PictureAdded, PictureEnded
from limen.domain.people.models import PersonDocument, Picture
from limen.domain.people.names import PictureGiven, PictureKind
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if
from limen.outside.pictures.cleansing import Cleansed, Unusable, cleansed


@command("people.add_picture")
def add_picture(
    person_id: UUID, *, picture: PictureGiven, picture_id: UUID, by: Actor, at: datetime
) -> PictureAdded:
    """Add a photograph of the face, or a page of a document. A new face takes the place of the last one; a
    page that of the page it says. What came in is written anew, without what the camera wrote beside it."""
    person_to_write(person_id, by=by, at=at)
    documents = PersonDocument.objects.filter(person_id=person_id).values_list("pk", flat=True)
    running = Picture.objects.filter(person_id=person_id, ended_at=None)
    pages = running.filter(shows=PictureKind.PAGE).values_list("pk", flat=True)
    refuse_if(
        rules.obstacles_to_adding_picture(picture, documents=frozenset(documents), pages=frozenset(pages))
    )
    clean = clean_picture(picture)
    if picture.shows is PictureKind.FACE:
        end(running.filter(shows=PictureKind.FACE), why=None, by=by, at=at)
    if picture.replaces:
        end(running.filter(pk=picture.replaces), why=None, by=by, at=at)
    keep_picture(person_id, picture, clean, picture_id=picture_id, by=by, at=at)
    return PictureAdded(
        person_id=person_id,
        picture_id=picture_id,
        shows=picture.shows,
        document_id=picture.document_id,
        digest=clean.digest,
    )


@command("people.keep_cleansed", inner=True)
def keep_cleansed(
    person_id: UUID,
    *,
    shows: PictureKind,
    clean: Cleansed,
    picture_id: UUID,
    document_id: UUID | None,
    by: Actor,
    at: datetime,
) -> PictureAdded:
    """The same for a picture that was written anew while somebody was being registered, before they are made
    part of a case. The document, if one is named, is on record of this person."""
    if shows is PictureKind.FACE:
        end(Picture.objects.filter(person_id=person_id, ended_at=None, shows=shows), why=None, by=by, at=at)
    picture = PictureGiven(shows=shows, content=b"", document_id=document_id)
    keep_picture(person_id, picture, clean, picture_id=picture_id, by=by, at=at)
    return PictureAdded(
        person_id=person_id,
        picture_id=picture_id,
        shows=shows,
        document_id=document_id,
        digest=clean.digest,
    )


@command("people.end_picture")
def end_picture(picture_id: UUID, *, why: str, by: Actor, at: datetime) -> PictureEnded:
    """Put a picture aside: it shows somebody else, or nothing. It is kept in the house."""
    row = row_to_end(Picture, picture_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending(why=why, has_ended=row.ended_at is not None))
    end(Picture.objects.filter(pk=picture_id), why=why, by=by, at=at)
    return PictureEnded(person_id=row.person_id, picture_id=picture_id, shows=PictureKind(row.shows), why=why)


def clean_picture(picture: PictureGiven) -> Cleansed:
    """The picture written anew. Raises `Refused` with a sentence that says what to do."""
    try:
        return cleansed(picture.content, longest=rules.LONGEST_SIDE[picture.shows])
    except Unusable as unusable:
        raise Refused([rules.unusable(unusable.fault)]) from unusable


def keep_picture(
    person_id: UUID, picture: PictureGiven, clean: Cleansed, *, picture_id: UUID, by: Actor, at: datetime
) -> None:
    """Write a picture that was written anew."""
    row = Picture(
        id=picture_id,
        person_id=person_id,
        shows=picture.shows,
        document_id=picture.document_id,
        content=clean.content,
        thumbnail=clean.thumbnail,
        width=clean.width,
        height=clean.height,
        digest=clean.digest,
        added_by_id=by.id,
        added_at=at,
    )
    row.save(force_insert=True)
