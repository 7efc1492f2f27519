"""Acts on the law of an organisation: it takes two people, and the old edition is replaced at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.policy import rules
from limen.domain.policy.events import Adopted, Declined, Proposed, Withdrawn
from limen.domain.policy.models import Adoption, Edition
from limen.domain.policy.names import AdoptionState
from limen.domain.policy.queries import digest_of, is_what_it_says, locked_adoption, packed
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if
from limen.law.library import Library, read_library
from limen.law.packs import Pack
from limen.law.proving import faults_of
from limen.law.reading.troubles import PackTroubles
from limen.law.refusing import Unanswerable


@command("policy.propose")
def propose(pack: str, *, files: Mapping[str, str], why: str, by: Actor, at: datetime) -> Proposed:
    """Propose an edition of a pack for adoption. `files`: the texts of a folder of packs; those that the pack
    needs are kept, byte for byte. A pack with troubles, or with an example that fails, is refused."""
    library, troubles = _read(pack, files)
    mine = Adoption.objects.filter(organisation_id=by.organisation_id, pack=pack)
    content = packed(library.bundle(pack)) if library else b""
    refuse_if(
        rules.obstacles_to_proposing(
            why=why,
            is_in_force=mine.filter(state=AdoptionState.ADOPTED, edition__digest=digest_of(content)).exists(),
            is_proposed=mine.filter(state=AdoptionState.PROPOSED).exists(),
            troubles=troubles,
        )
    )
    found = (library or read_library({})).pack(pack)
    adoption = Adoption(
        id=new_id(),
        organisation_id=by.organisation_id,
        edition=_kept(found, content, by=by, at=at),
        pack=pack,
        why=why,
        proposed_by_id=by.id,
        proposed_at=at,
    )
    try:
        with transaction.atomic():
            adoption.save(force_insert=True)
    except IntegrityError as error:  # somebody was faster
        raise Refused([rules.proposed_already()]) from error
    fingerprint = found.fingerprint
    return Proposed(adoption_id=adoption.id, pack=pack, fingerprint=fingerprint, why=why)


@command("policy.adopt")
def adopt(adoption_id: UUID, *, says: str, by: Actor, at: datetime) -> Adopted:
    """Put a proposed edition in force, as the second person. What was in force before is replaced."""
    adoption = locked_adoption(adoption_id, by=by)
    is_sound = is_what_it_says(adoption.edition_id, by=by)
    refuse_if(rules.obstacles_to_adopting(adoption, is_sound=is_sound, by=by))
    before = Adoption.objects.filter(
        organisation_id=by.organisation_id, pack=adoption.pack, state=AdoptionState.ADOPTED
    )
    replaced = before.values_list("edition__fingerprint", flat=True).first() or ""
    before.update(state=AdoptionState.REPLACED, ended_at=at)
    _answer(adoption, AdoptionState.ADOPTED, says, by, at)
    return Adopted(
        adoption_id=adoption_id,
        pack=adoption.pack,
        fingerprint=adoption.edition.fingerprint,
        replaced=replaced,
    )


@command("policy.decline")
def decline(adoption_id: UUID, *, why: str, by: Actor, at: datetime) -> Declined:
    """Turn a proposal down, as the second person, and say why."""
    adoption = locked_adoption(adoption_id, by=by)
    refuse_if(rules.obstacles_to_declining(adoption, why=why, by=by))
    _answer(adoption, AdoptionState.DECLINED, why, by, at)
    return Declined(adoption_id=adoption_id, pack=adoption.pack, why=why)


@command("policy.withdraw")
def withdraw(adoption_id: UUID, *, by: Actor, at: datetime) -> Withdrawn:
    """Take one's own proposal back."""
    adoption = locked_adoption(adoption_id, by=by)
    refuse_if(rules.obstacles_to_withdrawing(adoption, by=by))
    Adoption.objects.filter(pk=adoption_id).update(state=AdoptionState.WITHDRAWN, ended_at=at)
    return Withdrawn(adoption_id=adoption_id, pack=adoption.pack)


def _answer(adoption: Adoption, state: AdoptionState, says: str, by: Actor, at: datetime) -> None:
    Adoption.objects.filter(pk=adoption.id).update(
        state=state, answered_by_id=by.id, answered_at=at, answer_says=says
    )


def _read(pack: str, files: Mapping[str, str]) -> tuple[Library | None, list[str]]:
    try:
        library = read_library(files, only=(pack,))
        examples = library.examples.get(pack, ())
        found = library.pack(pack)
    except PackTroubles as wrong:
        return None, [str(one) for one in wrong.troubles]
    except Unanswerable as wrong:
        return None, [str(wrong)]
    faults = [
        f"{example.file}, line {example.line}: {fault}"
        for example in examples
        for fault in faults_of(example, found, library)
    ]
    return library, faults


def _kept(found: Pack, content: bytes, *, by: Actor, at: datetime) -> Edition:
    """The edition with that content; kept now unless it was before."""
    edition, _is_new = Edition.objects.get_or_create(
        organisation_id=by.organisation_id,
        digest=digest_of(content),
        defaults={
            "id": new_id(),
            "pack": found.id,
            "fingerprint": found.fingerprint,
            "says": found.says,
            "as_of": found.as_of,
            "is_signed": found.is_signed,
            "files": content,
            "kept_at": at,
            "kept_by_id": by.id,
        },
    )
    return edition
