"""Pictures at the desk: kept with the draft when they are taken, on record when the family is registered.

Keeping one with a draft is no act: nothing has been said yet, and nobody else can see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.people.commands.picturing import clean_picture, keep_cleansed
from limen.domain.people.names import PictureGiven, PictureKind
from limen.domain.people.queries.sheets import person_sheet
from limen.domain.people.queries.zones import ZoneCard, zone_in_picture
from limen.domain.registration import rules
from limen.domain.registration.models import DraftPicture
from limen.domain.registration.names.told import FamilyTold, MemberTold
from limen.domain.registration.names.typed import family_of
from limen.domain.registration.queries.drafts import locked_draft
from limen.domain.registration.queries.pictures import pictures_within
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, Refused, refuse_if
from limen.outside.pictures.cleansing import Cleansed
from limen.outside.reading.port import ZoneReader


@dataclass(frozen=True, kw_only=True)
class PageTaken:
    """A page that was kept with the draft, and the zone that was read in it, if one was."""

    picture_id: UUID
    zone: ZoneCard | None


def take_face(draft_id: UUID, typed_id: UUID, content: bytes, *, by: Actor, at: datetime) -> UUID:
    """Keep a photograph of somebody in a draft; it takes the place of the last one. Raises `Hidden`, and
    `Refused` when it cannot be used."""
    _must_be_listed(draft_id, typed_id, by=by)
    clean = clean_picture(PictureGiven(shows=PictureKind.FACE, content=content))
    pictures_within(by).filter(draft_id=draft_id, typed=typed_id, shows=PictureKind.FACE).delete()
    return _kept(draft_id, typed_id, PictureKind.FACE, clean, at=at)


def take_page(
    draft_id: UUID,
    typed_id: UUID,
    content: bytes,
    *,
    on: date,
    reader: ZoneReader | None = None,
    by: Actor,
    at: datetime,
) -> PageTaken:
    """Keep a page of a document, and read its zone. That nothing could be read is kept with the picture.
    `on` is today where the actor sits. Raises `Hidden`, and `Refused` when the picture cannot be used."""
    _must_be_listed(draft_id, typed_id, by=by)
    pages = pictures_within(by).filter(draft_id=draft_id, typed=typed_id, shows=PictureKind.PAGE)
    refuse_if(rules.obstacles_to_taking_page(already=pages.count()))
    clean = clean_picture(PictureGiven(shows=PictureKind.PAGE, content=content))
    zone, unread = None, ""
    try:
        zone = zone_in_picture(content, on=on, reader=reader)
    except Refused as refused:
        unread = refused.obstacles[0].code
    lines = "\n".join(zone.lines) if zone else ""
    picture_id = _kept(draft_id, typed_id, PictureKind.PAGE, clean, read=lines, unread=unread, at=at)
    return PageTaken(picture_id=picture_id, zone=zone)


def drop_picture(draft_id: UUID, picture_id: UUID, *, by: Actor) -> None:
    """Take a picture off a draft. Raises `Hidden`."""
    locked_draft(draft_id, by=by)
    deleted, _each = pictures_within(by).filter(draft_id=draft_id, pk=picture_id).delete()
    if not deleted:
        raise Hidden(f"picture {picture_id} of a draft")


def keep_pictures(told: FamilyTold, registration_id: UUID, *, by: Actor, at: datetime) -> None:
    """Put the pictures of a draft on record with the persons whom they show; before these are made part of
    the case, as with whatever else is kept of them. What belongs to nobody goes with the draft."""
    rows = {row.id: row for row in pictures_within(by).filter(draft_id=registration_id)}
    for one in told.members:
        mine = [rows[key] for key in one.pictures if key in rows]
        document_id = _document_of(one, by=by, at=at) if mine else None
        for row in mine:
            keep_cleansed(
                one.person_id,
                shows=PictureKind(row.shows),
                clean=_clean(row),
                picture_id=row.id,
                document_id=document_id if row.shows == PictureKind.PAGE else None,
                by=by,
                at=at,
            )
    pictures_within(by).filter(draft_id=registration_id).delete()


def _must_be_listed(draft_id: UUID, typed_id: UUID, *, by: Actor) -> None:
    if family_of(locked_draft(draft_id, by=by).content).person(typed_id) is None:
        raise Hidden(f"person {typed_id} in draft {draft_id}")


def _kept(
    draft_id: UUID,
    typed_id: UUID,
    shows: PictureKind,
    clean: Cleansed,
    *,
    read: str = "",
    unread: str = "",
    at: datetime,
) -> UUID:
    row = DraftPicture(
        id=new_id(),
        draft_id=draft_id,
        typed=typed_id,
        shows=shows,
        content=clean.content,
        thumbnail=clean.thumbnail,
        width=clean.width,
        height=clean.height,
        digest=clean.digest,
        read=read,
        unread=unread,
        taken_at=at,
    )
    row.save(force_insert=True)
    return row.id


def _document_of(one: MemberTold, *, by: Actor, at: datetime) -> UUID | None:
    """The document of which the pages are: the one that was told, under its id on record."""
    if not one.told.documents:
        return None
    told = one.told.documents[0]
    if not one.is_on_record:
        return told.document_id
    known = person_sheet(one.person_id, by=by, at=at).documents
    same = ((told.number, told.issuing_state), (told.number.upper(), told.issuing_state))
    return next((each.id for each in known if (each.number, each.issuing_state) in same), None)


def _clean(row: DraftPicture) -> Cleansed:
    return Cleansed(
        content=bytes(row.content),
        thumbnail=bytes(row.thumbnail),
        width=row.width,
        height=row.height,
        digest=row.digest,
    )
