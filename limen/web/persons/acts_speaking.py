"""Acts on how one can speak with a person: languages, the wish for an interpreter, and not this one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.people.commands import speaking
from limen.domain.people.names import (
    InterpreterRefused,
    InterpreterSex,
    InterpreterWish,
    LanguageTold,
    Reading,
    Source,
    Speaking,
    Told,
)
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.web.persons.acting import ActPage, Deed, Words
from limen.web.persons.more_forms import EndForm, ExcludeForm, LanguageForm, WishForm
from limen.web.requests import Request


def _add_language(deed: Deed) -> Event:
    words = deed.words
    told = LanguageTold(
        language=words["language"],
        dialect=words["dialect"] or None,
        speaking=Speaking(words["speaking"]),
        reading=Reading(words["reading"]),
        is_preferred=words["is_preferred"],
        source=Source(words["source"]),
    )
    return speaking.add_language(deed.sheet.id, language=told, language_id=new_id(), **deed.who)


def _language_given(_request: Request, _sheet: PersonSheet, _thing: UUID) -> Words:
    return {"speaking": Speaking.SPEAKS, "reading": Reading.NOT_ASKED}


def _end_language(deed: Deed) -> Event:
    return speaking.end_language(deed.thing, why=deed.words["why"], **deed.who)


def _running_languages(_request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    return (one.id for one in sheet.further.languages)


def _wish_given(_request: Request, sheet: PersonSheet, _thing: UUID) -> Words:
    card = sheet.further.interpreter
    return {
        "sex": card.wish.sex or card.wish.sex_state,
        "others": card.wish.others or "",
        "version": card.version,
    }


def _wish(deed: Deed) -> Event:
    answer = deed.words["sex"]
    is_told = answer in InterpreterSex.values
    wish = InterpreterWish(
        sex=InterpreterSex(answer) if is_told else None,
        sex_state=Told.TOLD if is_told else Told(answer),
        others=deed.words["others"] or None,
    )
    return speaking.wish_interpreter(deed.sheet.id, wish=wish, version=deed.words["version"], **deed.who)


def _exclude(deed: Deed) -> Event:
    refused = InterpreterRefused(who=deed.words["who"], why=deed.words["why"])
    return speaking.exclude_interpreter(deed.sheet.id, refused=refused, exclusion_id=new_id(), **deed.who)


def _readmit(deed: Deed) -> Event:
    return speaking.readmit_interpreter(deed.thing, why=deed.words["why"], **deed.who)


def _running_exclusions(_request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    return (one.id for one in sheet.further.exclusions)


add_language = ActPage(
    title=_("Add a language"),
    button=_("Add the language"),
    form=LanguageForm,
    perform=_add_language,
    given=_language_given,
)
end_language = ActPage(
    title=_("Take a language off"),
    button=_("Take it off"),
    form=EndForm,
    perform=_end_language,
    things=_running_languages,
)
wish_interpreter = ActPage(
    title=_("Wishes for interpreting"),
    button=_("Save the wishes"),
    form=WishForm,
    perform=_wish,
    given=_wish_given,
)
exclude_interpreter = ActPage(
    title=_("Not this interpreter"),
    button=_("Put on record"),
    form=ExcludeForm,
    perform=_exclude,
    lead=[_("Nobody has to prove why they cannot speak before somebody.")],
)
readmit_interpreter = ActPage(
    title=_("Let this interpreter work with the person again"),
    button=_("Put on record"),
    form=EndForm,
    perform=_readmit,
    things=_running_exclusions,
)
