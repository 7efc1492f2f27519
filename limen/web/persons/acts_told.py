"""Acts on what was told of a person: sex, gender, places, nationalities, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from limen.domain.people.commands import answering, belonging, fates, placing
from limen.domain.people.names import (
    Belonging,
    FateKind,
    FateTold,
    NationalityTold,
    PlaceKind,
    PlaceTold,
    Sex,
    Source,
    Told,
)
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.likeness.days import UncertainDay
from limen.web.persons.acting import ActPage, Deed, Words
from limen.web.persons.more_forms import (
    EndForm,
    EndNationalityForm,
    FateForm,
    GenderForm,
    NationalityForm,
    PlaceForm,
    SexForm,
)
from limen.web.requests import Request


def _sex_given(_request: Request, sheet: PersonSheet, _thing: UUID) -> Words:
    return {"sex": sheet.sex or sheet.sex_state, "version": sheet.sex_version}


def _correct_sex(deed: Deed) -> Event:
    answer = deed.words["sex"]
    is_told = answer in Sex.values
    return answering.correct_sex(
        deed.sheet.id,
        sex=Sex(answer) if is_told else None,
        state=Told.TOLD if is_told else Told(answer),
        why=deed.words["why"],
        version=deed.words["version"],
        **deed.who,
    )


def _gender_given(_request: Request, sheet: PersonSheet, _thing: UUID) -> Words:
    return {
        "gender": sheet.gender or "",
        "gender_state": sheet.gender_state,
        "version": sheet.gender_version,
    }


def _correct_gender(deed: Deed) -> Event:
    state = Told(deed.words["gender_state"])
    return answering.correct_gender(
        deed.sheet.id,
        gender=deed.words["gender"] if state == Told.TOLD else None,
        state=state,
        why=deed.words["why"],
        version=deed.words["version"],
        **deed.who,
    )


def _place_of(sheet: PersonSheet, kind: PlaceKind) -> tuple[PlaceTold, int]:
    card = sheet.further.born_in if kind is PlaceKind.BIRTH else sheet.further.lived_in
    return card.place, card.version


def _place_page(kind: PlaceKind) -> ActPage:
    def given(_request: Request, sheet: PersonSheet, _thing: UUID) -> Words:
        place, version = _place_of(sheet, kind)
        return {
            "country": place.country or "",
            "country_state": place.country_state,
            "words": place.words or "",
            "words_state": place.words_state,
            "source": place.source or Source.PERSON,
            "version": version,
        }

    def perform(deed: Deed) -> Event:
        words = deed.words
        country_state, words_state = Told(words["country_state"]), Told(words["words_state"])
        is_told = Told.TOLD in (country_state, words_state)
        place = PlaceTold(
            country=(words["country"] or None) if country_state == Told.TOLD else None,
            country_state=country_state,
            words=(words["words"] or None) if words_state == Told.TOLD else None,
            words_state=words_state,
            source=Source(words["source"]) if is_told else None,
        )
        return placing.correct_place(
            deed.sheet.id,
            kind=kind,
            place=place,
            why=words["why"],
            version=words["version"],
            **deed.who,
        )

    return ActPage(
        title=kind.label,
        button=_("Save the place"),
        form=PlaceForm,
        perform=perform,
        given=given,
        lead=[_("What is on record now is kept and can be read.")],
    )


_PLACES = {kind.value: _place_page(kind) for kind in PlaceKind}


def correct_place(request: Request, person_id: UUID, kind: str) -> HttpResponse:
    """Say better where somebody was born or has lived. A kind that is none is the place of birth."""
    return _PLACES.get(kind, _PLACES[PlaceKind.BIRTH.value])(request, person_id)


def _add_nationality(deed: Deed) -> Event:
    words = deed.words
    told = NationalityTold(
        belonging=Belonging(words["belonging"]),
        country=words["country"] or None if words["belonging"] == Belonging.NATIONAL else None,
        source=Source(words["source"]),
        since_on=words["since_on"],
    )
    return belonging.add_nationality(deed.sheet.id, nationality=told, nationality_id=new_id(), **deed.who)


def _end_nationality(deed: Deed) -> Event:
    words = deed.words
    return belonging.end_nationality(deed.thing, until_on=words["until_on"], why=words["why"], **deed.who)


def _running_nationalities(_request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    return (one.id for one in sheet.nationalities if one.ended is None)


def _record_fate(deed: Deed) -> Event:
    day: tuple[UncertainDay, ...] = deed.words["told"]
    told = FateTold(
        fate=FateKind(deed.words["fate"]),
        day=day[0],
        source=Source(deed.words["source"]),
        evidence=deed.words["evidence"],
    )
    return fates.record_fate(deed.sheet.id, fate=told, fate_id=new_id(), on=deed.on, **deed.who)


def _reverse_fate(deed: Deed) -> Event:
    return fates.reverse_fate(deed.thing, why=deed.words["why"], **deed.who)


def _running_fate(_request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    return (one.id for one in (sheet.further.fate,) if one is not None)


correct_sex = ActPage(
    title=_("Sex as recorded"),
    button=_("Save the answer"),
    form=SexForm,
    perform=_correct_sex,
    given=_sex_given,
    lead=[_("What a document or a clerk recorded. What the person says of themselves stands beside it.")],
)
correct_gender = ActPage(
    title=_("Gender as the person says"),
    button=_("Save the answer"),
    form=GenderForm,
    perform=_correct_gender,
    given=_gender_given,
    lead=[_("Nobody must answer, and nobody may guess.")],
)
add_nationality = ActPage(
    title=_("Add a nationality"),
    button=_("Add the nationality"),
    form=NationalityForm,
    perform=_add_nationality,
    lead=[_("A person may have more than one, or none. Nothing that is on record is changed.")],
)
end_nationality = ActPage(
    title=_("End a nationality"),
    button=_("End it"),
    form=EndNationalityForm,
    perform=_end_nationality,
    things=_running_nationalities,
)
record_fate = ActPage(
    title=_("Missing or deceased"),
    button=_("Put on record"),
    form=FateForm,
    perform=_record_fate,
    lead=[_("Say only what somebody says or a paper shows, and who. It can be reversed.")],
)
reverse_fate = ActPage(
    title=_("Reverse what was said of their fate"),
    button=_("Reverse it"),
    form=EndForm,
    perform=_reverse_fate,
    things=_running_fate,
)
