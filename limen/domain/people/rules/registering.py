"""Why a registration cannot be kept now."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from limen.domain.people.names import PictureKind, Registration
from limen.domain.people.rules.needs import obstacles_to_observing_need
from limen.domain.people.rules.pictures import obstacles_to_adding_picture
from limen.domain.people.rules.speaking import (
    obstacles_to_adding_languages,
    obstacles_to_wishing_interpreter,
)
from limen.domain.people.rules.told import (
    obstacles_to_adding_document,
    obstacles_to_adding_name,
    obstacles_to_adding_nationality,
    obstacles_to_answering_gender,
    obstacles_to_answering_sex,
    obstacles_to_telling_birth,
    obstacles_to_telling_place,
)
from limen.foundation.refusals import Obstacle


def obstacles_to_registering(told: Registration, *, on: date) -> list[Obstacle]:
    """Somebody has a name; what was told says something, and what was not says why."""
    obstacles = []
    if not told.names:
        obstacles.append(Obstacle("name", _("Enter a name.")))
    for name in told.names:
        obstacles += obstacles_to_adding_name(name)
    obstacles += obstacles_to_telling_birth(told.birth, on=on)
    obstacles += obstacles_to_answering_sex(told.sex, told.sex_state)
    obstacles += obstacles_to_answering_gender(told.gender, told.gender_state)
    for nationality in told.nationalities:
        obstacles += obstacles_to_adding_nationality(nationality)
    for document in told.documents:
        obstacles += obstacles_to_adding_document(document)
    return list(dict.fromkeys(obstacles + _further(told, on=on)))


def _further(told: Registration, *, on: date) -> list[Obstacle]:
    obstacles = obstacles_to_telling_place(told.born_in) + obstacles_to_telling_place(told.lived_in)
    obstacles += obstacles_to_adding_languages(told.languages)
    if told.interpreter:
        obstacles += obstacles_to_wishing_interpreter(told.interpreter)
    for need in told.needs:
        obstacles += obstacles_to_observing_need(need, on=on)
    documents = frozenset(one.document_id for one in told.documents if one.document_id)
    for picture in told.pictures:
        obstacles += obstacles_to_adding_picture(picture, documents=documents, pages=frozenset())
    if sum(one.shows is PictureKind.FACE for one in told.pictures) > 1:
        obstacles.append(Obstacle("one_face", _("Keep one photograph of the face.")))
    return obstacles


def received_before() -> Obstacle:
    """The same registration came twice, from a device that did not hear that the first one had arrived."""
    return Obstacle("received", _("This registration has already been received."))
