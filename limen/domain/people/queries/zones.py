"""What a machine-readable zone says of a person, typed, scanned or photographed: a registration to go on
from.

Nothing is kept here. Whoever registers sees each field with what its check digit says, and corrects by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _

from limen.domain.people.names import (
    Belonging,
    Birth,
    DocumentKind,
    DocumentShown,
    NameKind,
    NameTold,
    NationalityTold,
    Registration,
    Sex,
    Source,
    Told,
)
from limen.domain.people.rules import unusable
from limen.foundation.refusals import Obstacle, Refused
from limen.likeness.days import Precision
from limen.likeness.mrz.checking import taken
from limen.likeness.mrz.layouts import PLANS, Field
from limen.likeness.mrz.reading import Wrong, Zone, read_zone
from limen.likeness.mrz.scanning import find_zone
from limen.likeness.mrz.states import Standing
from limen.likeness.names import Part, PartKind
from limen.likeness.refusing import Impossible
from limen.outside.pictures.cleansing import Unusable, decoded
from limen.outside.reading.choosing import reader_here
from limen.outside.reading.port import NoReader, NotRead, ZoneReader
from limen.reference.countries import is_country

_LONGEST_SIDE = 2400  # pixels: small print is lost in fewer
_PLANS = {plan.layout: plan for plan in PLANS}


@dataclass(frozen=True, kw_only=True)
class FieldCard:
    """One field as it stands in the zone. `is_proven` is None where no check digit stands behind it;
    `proposed` is the one reading that the digit would prove."""

    field: Field
    says: str
    is_proven: bool | None
    wrongs: tuple[Wrong, ...]
    proposed: str | None


@dataclass(frozen=True, kw_only=True)
class ZoneCard:
    """A zone and what it tells of somebody. `read` are the lines as they were typed or read; `lines` differ
    from them only where a program had read them in a picture."""

    lines: tuple[str, ...]
    read: tuple[str, ...]
    is_sound: bool
    fields: tuple[FieldCard, ...]
    told: Registration


def zone_typed(text: str, *, on: date) -> ZoneCard:
    """The zone that somebody typed, or a scanner sent as letters. Nothing in it is mended. Raises
    `Refused`."""
    try:
        zone = read_zone(text, on=on)
    except Impossible as impossible:
        says = _("This is no machine-readable zone: two lines of 44 or 36 characters, or three of 30.")
        raise Refused([Obstacle("not_a_zone", says)]) from impossible
    return _card(zone, zone.lines)


def zone_in_picture(content: bytes, *, on: date, reader: ZoneReader | None = None) -> ZoneCard:
    """The zone at the foot of a photographed page. What fonts confuse is mended by what may stand in a field
    and by the check digits; `read` says what was there. Raises `Refused` with what to do."""
    try:
        page = decoded(content, longest=_LONGEST_SIDE)
    except Unusable as found:
        raise Refused([unusable(found.fault)]) from found
    written = BytesIO()
    page.save(written, "JPEG", quality=95)
    try:
        lines = (reader or reader_here()).lines_in(written.getvalue())
    except NoReader as error:
        says = _("No program that reads pictures is installed here. Type the lines at the foot of the page.")
        raise Refused([Obstacle("no_reader", says)]) from error
    except NotRead as error:
        says = _("The picture could not be read. Try again, or type the lines at the foot of the page.")
        raise Refused([Obstacle("not_read", says)]) from error
    found_zone = find_zone(lines, on=on)
    if found_zone is None:
        says = _("No machine-readable zone was found. Take the picture straight, close and in good light.")
        raise Refused([Obstacle("no_zone", says)])
    return _card(found_zone.zone, found_zone.read)


def _card(zone: Zone, read: tuple[str, ...]) -> ZoneCard:
    return ZoneCard(
        lines=zone.lines,
        read=read,
        is_sound=zone.is_sound,
        fields=_fields(zone),
        told=_registration(zone),
    )


def _fields(zone: Zone) -> tuple[FieldCard, ...]:
    plan = _PLANS[zone.layout]
    wrongs = {field: tuple(one.wrong for one in zone.faults if one.field is field) for field in Field}
    proposed = {one.field: one.proposed for one in zone.corrections}
    return tuple(
        FieldCard(
            field=field,
            says=taken(zone.lines, plan.spans[field]) if field in plan.spans else "",
            is_proven=Wrong.CHECK_DIGIT not in wrongs[field] if field in plan.checks else None,
            wrongs=wrongs[field],
            proposed=proposed.get(field),
        )
        for field in Field
        if field in plan.spans or field in plan.checks
    )


def _registration(zone: Zone) -> Registration:
    """What the zone tells. What it does not tell is not asked yet; a birth of which not even the year can be
    read is neither."""
    sex = Sex(zone.sex) if zone.sex in Sex.values else None
    born = zone.born.precision is not Precision.UNKNOWN
    return Registration(
        names=_names(zone),
        birth=Birth.told(zone.born, source=Source.DOCUMENT) if born else Birth(),
        sex=sex,
        sex_state=Told.TOLD if sex else Told.NOT_ASKED,
        nationalities=_nationalities(zone),
        documents=(_document(zone),) if zone.number else (),
    )


def _names(zone: Zone) -> tuple[NameTold, ...]:
    """In capitals and without marks, as the zone writes them: the page above it knows better."""
    told = ((zone.secondary, PartKind.GIVEN), (zone.primary, PartKind.FAMILY))
    parts = tuple(Part(text=text, kind=kind) for text, kind in told if text)
    if not parts:
        return ()
    return (NameTold(parts=parts, kind=NameKind.AS_ON_DOCUMENT, source=Source.DOCUMENT),)


def _nationalities(zone: Zone) -> tuple[NationalityTold, ...]:
    if zone.standing is Standing.STATELESS:
        return (NationalityTold(belonging=Belonging.STATELESS, source=Source.DOCUMENT),)
    if zone.standing is not None:
        return (NationalityTold(belonging=Belonging.UNKNOWN, source=Source.DOCUMENT),)
    if not is_country(zone.country):
        return ()
    return (NationalityTold(belonging=Belonging.NATIONAL, country=zone.country, source=Source.DOCUMENT),)


def _document(zone: Zone) -> DocumentShown:
    return DocumentShown(
        document=_kind(zone),
        number=zone.number,
        issuing_state=zone.issuer,
        valid_until=zone.expires.earliest if zone.expires.precision is Precision.EXACT else None,
        zone="\n".join(zone.lines),
    )


def _kind(zone: Zone) -> DocumentKind:
    """By its first letter; a passport for somebody whom no state calls its own is a travel document."""
    if zone.document.startswith("P"):
        return DocumentKind.TRAVEL_DOCUMENT if zone.standing else DocumentKind.PASSPORT
    if zone.document[1:2] == "R":
        return DocumentKind.RESIDENCE_PERMIT
    is_card = zone.document[:1] in ("I", "A", "C")
    return DocumentKind.IDENTITY_CARD if is_card else DocumentKind.OTHER
