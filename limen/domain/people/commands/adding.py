"""Adding to what is on record of a person: another name, a document. Nothing that is there is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from limen.domain.people import rules
from limen.domain.people.events import DocumentAdded, NameAdded
from limen.domain.people.models import Name, NameKey, PersonDocument
from limen.domain.people.names import DocumentShown, NameTold
from limen.domain.people.queries.alike import whole_numbers
from limen.domain.people.queries.sheets import locked_person
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if
from limen.likeness.comparing.numbers import folded_number
from limen.likeness.keys import KEYS_VERSION, Word, name_keys
from limen.likeness.scripts import script_of


@command("people.add_name")
def add_name(person_id: UUID, *, name: NameTold, name_id: UUID, by: Actor, at: datetime) -> NameAdded:
    """Add a name that was claimed, borne once, or read in a document. The main name stays the main one."""
    if locked_person(person_id, by=by, at=at) is None:
        raise Refused([rules.only_seen()])
    refuse_if(rules.obstacles_to_adding_name(name))
    keep_name(person_id, name, name_id=name_id, is_main=False, by=by, at=at)
    return NameAdded(
        person_id=person_id, name_id=name_id, name_kind=name.kind, written=name.written, source=name.source
    )


@command("people.add_document")
def add_document(
    person_id: UUID, *, document: DocumentShown, document_id: UUID, on: date, by: Actor, at: datetime
) -> DocumentAdded:
    """Add a document that somebody showed. That it is doubted is said of it, and keeps nobody from adding
    it. `on` is today where the actor sits: it tells the century in a machine-readable zone."""
    if locked_person(person_id, by=by, at=at) is None:
        raise Refused([rules.only_seen()])
    refuse_if(rules.obstacles_to_adding_document(document))
    row = document_row(person_id, document, document_id=document_id, on=on, by=by, at=at)
    row.save(force_insert=True)
    return DocumentAdded(
        person_id=person_id,
        document_id=document_id,
        document=document.document,
        number=document.number,
        issuing_state=document.issuing_state,
        examination=document.examination,
    )


def keep_name(
    person_id: UUID, name: NameTold, *, name_id: UUID, is_main: bool, by: Actor, at: datetime
) -> None:
    """Write a name and the keys by which it is found."""
    keep_names([name_row(person_id, name, name_id=name_id, is_main=is_main, by=by, at=at)], [name])


def keep_names(rows: Sequence[Name], names: Sequence[NameTold]) -> None:
    """Write the rows of these names, and the keys by which they are found. Three queries."""
    words = [name_keys(name.searched).words for name in names]
    Name.objects.bulk_create(rows)
    NameKey.objects.bulk_create(
        NameKey(
            name_id=row.id,
            person_id=row.person_id,
            is_main=row.is_main,
            words=[word.number for word in these],
            version=KEYS_VERSION,
        )
        for row, these in zip(rows, words, strict=True)
    )
    keep_words(dict.fromkeys(word for these in words for word in these))


def name_row(
    person_id: UUID, name: NameTold, *, name_id: UUID, is_main: bool, by: Actor, at: datetime
) -> Name:
    """A name as it was told."""
    return Name(
        id=name_id,
        person_id=person_id,
        kind=name.kind,
        parts=[{"text": part.text, "kind": part.kind.value} for part in name.parts],
        written=name.written,
        script=script_of(name.written),
        source=name.source,
        since_on=name.since_on,
        until_on=name.until_on,
        is_main=is_main,
        added_by_id=by.id,
        added_at=at,
    )


def keep_words(words: Iterable[Word]) -> None:
    """Write by which keys these words are found, as far as nobody did before."""
    pairs = [(word.number, key) for word in words for key in sorted(word.keys)]
    numbers, keys = whole_numbers(word for word, _ in pairs), whole_numbers(key for _, key in pairs)
    with connection.cursor() as cursor:
        cursor.execute("select access.keep_words(%s::bigint[], %s::bigint[])", [numbers, keys])


def document_row(
    person_id: UUID, document: DocumentShown, *, document_id: UUID, on: date, by: Actor, at: datetime
) -> PersonDocument:
    """A document as it was shown."""
    return PersonDocument(
        id=document_id,
        person_id=person_id,
        document=document.document,
        number=document.number,
        number_key=folded_number(document.number),
        issuing_state=document.issuing_state,
        valid_from=document.valid_from,
        valid_until=document.valid_until,
        examination=document.examination,
        zone=document.zone,
        zone_is_sound=None if document.zone is None else rules.is_sound_zone(document.zone, on=on),
        added_by_id=by.id,
        added_at=at,
    )
