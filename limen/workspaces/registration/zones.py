"""What a scanned zone says, laid into the fields that are still empty; what was typed stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.people.names import Belonging, DocumentKind, Source
from limen.domain.people.queries.zones import FieldCard, zone_typed
from limen.domain.registration.names.typed import Fields, person_key
from limen.likeness.days import Precision
from limen.likeness.mrz.reading import Wrong, Zone, read_zone
from limen.likeness.names import PartKind
from limen.likeness.refusing import Impossible
from limen.reference.countries import country_named, is_country
from limen.web.components.shapes import Text
from limen.web.persons.zone_words import FIELDS, WRONGS

_KINDS = {"P": DocumentKind.PASSPORT, "I": DocumentKind.IDENTITY_CARD, "A": DocumentKind.IDENTITY_CARD,
          "C": DocumentKind.IDENTITY_CARD}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class FieldLine:
    """One field of a zone: what stands in it, what its check digit says, and what is wrong."""

    label: Text
    says: str
    is_proven: bool
    wrongs: tuple[Text, ...]
    proposed: str


@dataclass(frozen=True, kw_only=True)
class ZoneRead:
    """What was laid into the fields, and what is to be said about it."""

    filled: Fields
    says: tuple[str, ...]
    is_sound: bool
    lines: tuple[FieldLine, ...] = ()


def read_into(content: Fields, person_id: UUID, *, language: str, on: date) -> ZoneRead | None:
    """The fields that a zone fills; None when there is no zone in the field."""
    text = str(content.get(person_key(person_id, "zone"), ""))
    if not text.strip():
        return None
    try:
        zone = read_zone(text, on=on)
    except Impossible:
        says = _("This is not a machine-readable zone: two lines of 44 or 36 letters, or three of 30.")
        return ZoneRead(filled={}, says=(says,), is_sound=False)
    found = {person_key(person_id, field): value for field, value in _fields(zone, language).items()}
    name = person_key(person_id, "name")
    if _says(content.get(name)) and found.get(name):
        # The name as given stands; the one on the document is kept beside it, in Latin letters.
        found[person_key(person_id, "latin")] = found.pop(name)
        found.pop(person_key(person_id, "kinds"), None)
    filled = {key: value for key, value in found.items() if value and not _says(content.get(key))}
    lines = tuple(_line(card) for card in zone_typed(text, on=on).fields)
    return ZoneRead(filled=filled, says=tuple(_told(zone)), is_sound=zone.is_sound, lines=lines)


def unread_words(code: str) -> str:
    """Why nothing was read in a picture, and what to do."""
    return {
        "no_reader": _(
            "No program that reads pictures is installed here. Type the lines at the foot of the page."
        ),
        "no_zone": _(
            "No machine-readable zone was found. Take the picture straight, close and in good light."
        ),
    }.get(code, _("The picture could not be read. Try again, or type the lines at the foot of the page."))


def _line(card: FieldCard) -> FieldLine:
    return FieldLine(
        label=FIELDS[card.field],
        says=card.says,
        is_proven=bool(card.is_proven),
        wrongs=tuple(WRONGS[one] for one in card.wrongs),
        proposed=card.proposed or "",
    )


def _fields(zone: Zone, language: str) -> Fields:
    given, family = zone.secondary.title().split(), zone.primary.title().split()
    kinds = [PartKind.GIVEN.value] * len(given) + [PartKind.FAMILY.value] * len(family)
    is_born = zone.born.precision is not Precision.UNKNOWN
    expires = zone.expires.earliest if zone.expires.precision is Precision.EXACT else None
    return {
        "name": " ".join([*given, *family]),
        "kinds": kinds,
        "document": _KINDS.get(zone.document[:1], DocumentKind.OTHER).value,
        "number": zone.number,
        "issuing_state": zone.issuer,
        "valid_until": expires.strftime("%d.%m.%Y") if expires else "",
        "birth": _day(zone) if is_born else "",
        "birth_source": Source.DOCUMENT.value if is_born else "",
        "sex": zone.sex,
        "nationality": country_named(zone.country, language) if is_country(zone.country) else "",
        "belonging": Belonging.STATELESS.value if zone.standing and not zone.country else "",
    }


def _day(zone: Zone) -> str:
    if zone.born.precision is Precision.EXACT and zone.born.earliest is not None:
        return zone.born.earliest.strftime("%d.%m.%Y")
    return "/".join(str(number) for number in reversed(zone.born.numbers))


def _told(zone: Zone) -> list[str]:
    if zone.is_sound:
        return [_("The zone was read and its check digits agree. That does not make a document genuine.")]
    says = [_("Something in the zone contradicts itself. Compare it with the document.")]
    if any(fault.wrong is Wrong.CHECK_DIGIT for fault in zone.faults):
        says.append(_("A check digit does not agree: a letter was misread, or the document was changed."))
    if zone.names_cut:
        says.append(_("The name was too long for the line and is cut."))
    return says


def _says(value: object) -> bool:
    return bool(value) and bool(str(value).strip()) and value not in ("not_asked",)
