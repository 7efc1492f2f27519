"""Why what was told of a family cannot be kept now. Pure questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.families.names import (
    Accompanied,
    AppointmentTold,
    Kind,
    RelationshipTold,
    Stance,
    Weight,
)
from limen.foundation.refusals import Obstacle

LONGEST_WORDS = 200


def only_seen() -> Obstacle:
    """The persons are seen and not the actor's to write about."""
    return Obstacle("reach", _("You can see these people but not change what is on record."))


def related_before() -> Obstacle:
    """The same relationship is on record and has not ended, or the same act came twice."""
    return Obstacle("related", _("This relationship is on record already."))


def dwells_already() -> Obstacle:
    """The same household, the same person, and nobody said that they left."""
    return Obstacle("dwells", _("This person is on record in this household already."))


def ended_before() -> Obstacle:
    """An end is said once."""
    return Obstacle("ended", _("This has ended already."))


def received_before() -> Obstacle:
    """The same act came twice, from a device that did not hear that the first one had arrived."""
    return Obstacle("received", _("This has already been received."))


def obstacles_to_relating(told: RelationshipTold) -> list[Obstacle]:
    """Two persons, a kind that says enough, evidence where it is claimed, and an end after the beginning."""
    obstacles = []
    if told.person_id == told.other_id:
        obstacles.append(Obstacle("oneself", _("A person cannot be related to themselves.")))
    if told.kind.is_said_in_words and not _says(told.words):
        obstacles.append(Obstacle("words", _("Say in words what they are to each other.")))
    if told.words is not None and not _says(told.words):
        obstacles.append(Obstacle("words", _("Say in words what they are to each other.")))
    if told.union is not None and told.kind != Kind.PARTNER:
        obstacles.append(Obstacle("union", _("Only partners have a kind of union.")))
    obstacles += _too_long(told.words) + _period(told.since_on, told.until_on)
    return list(dict.fromkeys(obstacles + _weight(told.weight)))


def obstacles_to_weighing(weight: Weight, *, why: str) -> list[Obstacle]:
    """A change of mind says why, and what was found says by what."""
    obstacles = _weight(weight)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why the relationship is weighed anew.")))
    return obstacles


def obstacles_to_ending(*, since_on: date | None, until_on: date, why: str, on: date) -> list[Obstacle]:
    """An end has a reason, and a day between the beginning and today."""
    obstacles = _period(since_on, until_on)
    if until_on > on:
        obstacles.append(Obstacle("to_come", _("The end cannot lie in the future.")))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why it ended.")))
    return obstacles


def obstacles_to_forming_household(person_ids: Sequence[UUID]) -> list[Obstacle]:
    """Somebody lives there, and each of them once."""
    if not person_ids or len(set(person_ids)) != len(person_ids):
        return [Obstacle("people", _("Choose who lives there, each person once."))]
    return []


def obstacles_to_joining_household(*, since_on: date | None, on: date) -> list[Obstacle]:
    """Where somebody will live is not where they live."""
    if since_on is not None and since_on > on:
        return [Obstacle("to_come", _("The beginning cannot lie in the future."))]
    return []


def obstacles_to_appointing(told: AppointmentTold, *, person_id: UUID) -> list[Obstacle]:
    """Whoever acts for a person has a name, is somebody else, and begins before they end."""
    obstacles = []
    if not told.name.strip():
        obstacles.append(Obstacle("name", _("Enter the name of whoever acts for the person.")))
    if told.representative_id == person_id:
        obstacles.append(Obstacle("oneself", _("A person cannot be appointed for themselves.")))
    for text in (told.organisation, told.contact, told.authority, told.evidence):
        if text is not None and not text.strip():
            obstacles.append(Obstacle("empty", _("Leave out what is not known instead of leaving it empty.")))
    obstacles += _too_long(told.name) + _too_long(told.organisation) + _too_long(told.authority)
    return list(dict.fromkeys(obstacles + _period(told.appointed_on, told.until_on)))


def obstacles_to_saying_accompaniment(
    state: Accompanied, *, words: str | None, why: str | None
) -> list[Obstacle]:
    """What an officer says of a child they say with a reason; that nobody asked yet needs none."""
    obstacles = []
    if state != Accompanied.NOT_ASKED and not _says(why):
        obstacles.append(Obstacle("why", _("Say what this rests on.")))
    if state == Accompanied.SEPARATED and not _says(words):
        obstacles.append(Obstacle("words", _("Say with whom the child came.")))
    if words is not None and not _says(words):
        obstacles.append(Obstacle("words", _("Say with whom the child came.")))
    return list(dict.fromkeys(obstacles + _too_long(words)))


def _weight(weight: Weight) -> list[Obstacle]:
    obstacles = []
    if weight.stance == Stance.SUPPORTED and not _says(weight.evidence):
        obstacles.append(Obstacle("evidence", _("Say in words by what evidence it is supported.")))
    for text in (weight.evidence, weight.said_by):
        if text is not None and not text.strip():
            obstacles.append(Obstacle("empty", _("Leave out what is not known instead of leaving it empty.")))
    return obstacles + _too_long(weight.said_by)


def _says(text: str | None) -> bool:
    return bool(text and text.strip())


def _too_long(text: str | None) -> list[Obstacle]:
    if text and len(text) > LONGEST_WORDS:
        says = _("These words have at most %(count)d characters.") % {"count": LONGEST_WORDS}
        return [Obstacle("too_long", says)]
    return []


def _period(since_on: date | None, until_on: date | None) -> list[Obstacle]:
    if since_on and until_on and until_on < since_on:
        return [Obstacle("period", _("The end cannot lie before the beginning."))]
    return []
