"""Why a picture cannot be kept, in sentences that say what to do about it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.people.names import PictureGiven, PictureKind
from limen.foundation.refusals import Obstacle
from limen.outside.pictures.cleansing import LARGEST_FILE, SMALLEST_SIDE, Fault

MEGABYTE = 1024 * 1024
LONGEST_SIDE = {PictureKind.FACE: 800, PictureKind.PAGE: 2000}  # pixels


def obstacles_to_adding_picture(
    picture: PictureGiven, *, documents: frozenset[UUID], pages: frozenset[UUID]
) -> list[Obstacle]:
    """A page belongs to a document of this person, if to any, and replaces a page; a face replaces the last
    one by itself."""
    obstacles = []
    is_face = picture.shows is PictureKind.FACE
    if picture.document_id is not None and (is_face or picture.document_id not in documents):
        obstacles.append(Obstacle("document", _("Choose a document of this person, for a page only.")))
    if picture.replaces is not None and (is_face or picture.replaces not in pages):
        obstacles.append(Obstacle("replaces", _("Choose a page on record that this one replaces.")))
    return obstacles


def unusable(fault: Fault) -> Obstacle:
    """What is wrong with a picture, and what to do."""
    says = {
        Fault.EMPTY: _("The file is empty. Take the picture again, or choose another file."),
        Fault.FILE_TOO_LARGE: _("The file is larger than %(count)d MB. Take the picture with less detail.")
        % {"count": LARGEST_FILE // MEGABYTE},
        Fault.NO_PICTURE: _(
            "This is not a picture in JPEG, PNG or WebP. Save it as JPEG, or take a photograph of it."
        ),
        Fault.TOO_MANY_PIXELS: _("The picture is too large. Take it with less detail, or save it smaller."),
        Fault.TOO_SMALL: _("The picture is too small: at least %(count)d pixels a side. Take a larger one.")
        % {"count": SMALLEST_SIDE},
        Fault.MOVING: _("This picture moves. Take a still one."),
        Fault.BROKEN: _("The file is damaged or was not sent whole. Send it again, or take a new picture."),
    }
    return Obstacle(f"picture_{fault.value}", says[fault])
