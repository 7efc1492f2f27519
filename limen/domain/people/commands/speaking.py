"""Languages of a person, and whom they wish between them and us."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.identity.queries.people import names_of
from limen.domain.people import rules
from limen.domain.people.commands.writing import end, person_to_write, row_to_end
from limen.domain.people.events import (
    InterpreterExcluded,
    InterpreterReadmitted,
    InterpreterWished,
    LanguageAdded,
    LanguageEnded,
)
from limen.domain.people.models import ExcludedInterpreter, Language, WishedInterpreter
from limen.domain.people.names import (
    InterpreterRefused,
    InterpreterSex,
    InterpreterWish,
    LanguageTold,
    Told,
)
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("people.add_language")
def add_language(
    person_id: UUID, *, language: LanguageTold, language_id: UUID, by: Actor, at: datetime
) -> LanguageAdded:
    """Add a language. What was said before of the same language and dialect is ended, and kept."""
    person_to_write(person_id, by=by, at=at)
    refuse_if(rules.obstacles_to_adding_language(language))
    same = Language.objects.filter(person_id=person_id, language=language.language, dialect=language.dialect)
    end(same, why=None, by=by, at=at)
    language_row(person_id, language, language_id=language_id, by=by, at=at).save(force_insert=True)
    return LanguageAdded(
        person_id=person_id,
        language_id=language_id,
        language=language.language,
        dialect=language.dialect,
        speaking=language.speaking,
        reading=language.reading,
        is_preferred=language.is_preferred,
    )


@command("people.end_language")
def end_language(language_id: UUID, *, why: str, by: Actor, at: datetime) -> LanguageEnded:
    """Say that a language was written down by mistake, or is spoken no longer."""
    row = row_to_end(Language, language_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending(why=why, has_ended=row.ended_at is not None))
    end(Language.objects.filter(pk=language_id), why=why, by=by, at=at)
    return LanguageEnded(person_id=row.person_id, language_id=language_id, language=row.language, why=why)


@command("people.wish_interpreter")
def wish_interpreter(
    person_id: UUID, *, wish: InterpreterWish, version: int, by: Actor, at: datetime
) -> InterpreterWished:
    """Write down what somebody wishes of their interpreter; with `not_these`, further ones whom they do not
    want. `version` is that of the wish the writer had before them, 0 without one; else `Conflict`."""
    person_to_write(person_id, by=by, at=at)
    refuse_if(rules.obstacles_to_wishing_interpreter(wish))
    rows = WishedInterpreter.objects.filter(person_id=person_id)
    stands = rows.filter(ended_at=None).first()
    if version != (stands.version if stands else 0):
        raise _conflict(stands, rows.filter(version=version).first(), by)
    end(rows, why=None, by=by, at=at)
    keep_wish(person_id, wish, version=version + 1, by=by, at=at)
    return InterpreterWished(person_id=person_id, sex=wish.sex, others=wish.others, version=version + 1)


@command("people.exclude_interpreter")
def exclude_interpreter(
    person_id: UUID, *, refused: InterpreterRefused, exclusion_id: UUID, by: Actor, at: datetime
) -> InterpreterExcluded:
    """Write down an interpreter whom the person does not want, and why."""
    person_to_write(person_id, by=by, at=at)
    refuse_if(rules.obstacles_to_excluding_interpreter(refused))
    keep_exclusion(person_id, refused, exclusion_id=exclusion_id, by=by, at=at)
    return InterpreterExcluded(
        person_id=person_id, exclusion_id=exclusion_id, who=refused.who, why=refused.why
    )


@command("people.readmit_interpreter")
def readmit_interpreter(exclusion_id: UUID, *, why: str, by: Actor, at: datetime) -> InterpreterReadmitted:
    """Write down that somebody would have this interpreter again."""
    row = row_to_end(ExcludedInterpreter, exclusion_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending(why=why, has_ended=row.ended_at is not None))
    end(ExcludedInterpreter.objects.filter(pk=exclusion_id), why=why, by=by, at=at)
    return InterpreterReadmitted(person_id=row.person_id, exclusion_id=exclusion_id, who=row.who, why=why)


def language_row(
    person_id: UUID, language: LanguageTold, *, language_id: UUID, by: Actor, at: datetime
) -> Language:
    """A language as it was told."""
    return Language(
        id=language_id,
        person_id=person_id,
        language=language.language,
        dialect=language.dialect,
        speaking=language.speaking,
        reading=language.reading,
        is_preferred=language.is_preferred,
        source=language.source,
        added_by_id=by.id,
        added_at=at,
    )


def keep_wish(person_id: UUID, wish: InterpreterWish, *, version: int, by: Actor, at: datetime) -> None:
    """Write what somebody wishes, and whom they do not want."""
    row = WishedInterpreter(
        person_id=person_id,
        sex=wish.sex,
        sex_state=wish.sex_state,
        others=wish.others,
        version=version,
        added_by_id=by.id,
        added_at=at,
    )
    row.save(force_insert=True)
    for refused in wish.not_these:
        keep_exclusion(person_id, refused, exclusion_id=new_id(), by=by, at=at)


def keep_exclusion(
    person_id: UUID, refused: InterpreterRefused, *, exclusion_id: UUID, by: Actor, at: datetime
) -> None:
    """Write whom somebody does not want."""
    row = ExcludedInterpreter(
        id=exclusion_id,
        person_id=person_id,
        who=refused.who,
        why=refused.why,
        added_by_id=by.id,
        added_at=at,
    )
    row.save(force_insert=True)


def _conflict(stands: WishedInterpreter | None, base: WishedInterpreter | None, by: Actor) -> Conflict:
    names = names_of({row.added_by_id for row in (stands, base) if row}, by=by)
    nothing = Text(says=str(Told.NOT_ASKED.label), by_name="", at=None)
    return Conflict(
        theirs=_text(stands, names) if stands else nothing,
        base=_text(base, names) if base else None,
        version=stands.version if stands else 0,
    )


def _text(row: WishedInterpreter, names: dict[UUID, str]) -> Text:
    sex = InterpreterSex(row.sex).label if row.sex else Told(row.sex_state).label
    says = ". ".join(str(one) for one in (sex, row.others) if one)
    return Text(says=says, by_name=names.get(row.added_by_id, ""), at=row.added_at)
