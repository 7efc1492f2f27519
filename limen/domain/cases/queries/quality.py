"""What is missing or doubtful in what is on record: counted under the walls, and listed to be mended.

Each question is about persons whose file the asker reads, in their own organisation. It counts records and
ranks nobody; beyond a limit it says "more than". One query for each count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models import TextChoices as Choices
from django.utils.translation import gettext_lazy as _

from limen.domain.cases.queries.lists import Count
from limen.domain.contacts.models import Way
from limen.domain.contacts.names import Safety
from limen.domain.people.models import Language, Name, Nationality, Need, Person, PersonDocument
from limen.domain.people.names import Birth, Told
from limen.domain.people.queries.reach import persons_within
from limen.domain.people.queries.sheets import birth_of
from limen.foundation.actors import Actor, Reach
from limen.foundation.rows import gives_up_after
from limen.likeness.days import Precision
from limen.likeness.scripts import Script

PAGE = 50
COUNTED_UP_TO = 1000
GIVES_UP_AFTER_MS = 1_000  # one count; the first that takes longer ends the counting


class Gap(Choices):
    """What may be missing or doubtful."""

    BIRTH = "birth", _("nothing was asked about the birth")
    FIRST_OF_YEAR = "first_of_year", _("born on a first of January")
    SEX = "sex", _("nothing was asked about the sex")
    NATIONALITY = "nationality", _("nothing was asked about a nationality")
    LANGUAGE = "language", _("no language is known")
    LATIN_NAME = "latin_name", _("no name in Latin letters")
    NO_ZONE = "no_zone", _("a document without its machine-readable zone")
    UNSOUND_ZONE = "unsound_zone", _("a zone whose check digits do not agree")
    EXPIRED = "expired", _("only expired documents")
    NO_SAFE_WAY = "no_safe_way", _("no safe way to reach the person")
    NEED_OVERDUE = "need_overdue", _("a special need to be looked at again")


@dataclass(frozen=True, kw_only=True)
class GapCard:
    """Somebody whose record has a gap."""

    id: UUID
    called: str
    birth: Birth


@dataclass(frozen=True, kw_only=True)
class GapPage:
    """A page of a list of them; `after` leads to the next one."""

    cards: tuple[GapCard, ...]
    after: UUID | None


def gap_counts(*, on: date, by: Actor, at: datetime) -> dict[Gap, Count | None]:
    """How many records have each gap; None for what is too much to count while somebody waits. As many
    queries as there are gaps, whatever is on record."""
    found: dict[Gap, Count | None] = dict.fromkeys(Gap)
    with gives_up_after(GIVES_UP_AFTER_MS):
        for gap in Gap:
            count = _with(gap, on, by, at).order_by()[: COUNTED_UP_TO + 1].count()
            found[gap] = Count(found=min(count, COUNTED_UP_TO), is_more=count > COUNTED_UP_TO)
    return found


def persons_with(gap: Gap, *, on: date, by: Actor, at: datetime, after: UUID | None = None) -> GapPage:
    """Persons whose record has a gap, in the order of their registration. One query."""
    rows = _with(gap, on, by, at).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows[: PAGE + 1])
    return GapPage(
        cards=tuple(GapCard(id=row.id, called=row.called, birth=birth_of(row)) for row in found[:PAGE]),
        after=found[PAGE - 1].id if len(found) > PAGE else None,
    )


def _with(gap: Gap, on: date, by: Actor, at: datetime) -> QuerySet[Person]:
    read = persons_within(by, need=Reach.READ, at=at).filter(organisation_id=by.organisation_id)
    return read.filter(_GAPS[gap](on))


def _documents(on: date) -> tuple[Exists, Exists]:
    """Whether there is an expired document, and whether one that is not."""
    rows = PersonDocument.objects.filter(person=OuterRef("pk"))
    return Exists(rows.filter(valid_until__lt=on)), Exists(rows.exclude(valid_until__lt=on))


def _expired(on: date) -> Q:
    is_expired, is_valid = _documents(on)
    return Q(is_expired) & ~Q(is_valid)


def _kept(model: type[Nationality] | type[Language]) -> Exists:
    return Exists(model.objects.filter(person=OuterRef("pk"), ended_at=None))


def _zones(**is_so: object) -> Q:
    return Q(Exists(PersonDocument.objects.filter(person=OuterRef("pk"), **is_so)))


_GAPS: dict[Gap, Callable[[date], Q]] = {
    Gap.BIRTH: lambda on: Q(birth_state=Told.NOT_ASKED),
    Gap.FIRST_OF_YEAR: lambda on: Q(
        birth_precision=Precision.EXACT, birth_earliest__month=1, birth_earliest__day=1
    ),
    Gap.SEX: lambda on: Q(sex_state=Told.NOT_ASKED),
    Gap.NATIONALITY: lambda on: ~Q(_kept(Nationality)),
    Gap.LANGUAGE: lambda on: ~Q(_kept(Language)),
    Gap.LATIN_NAME: lambda on: (
        ~Q(Exists(Name.objects.filter(person=OuterRef("pk"), script=Script.LATIN.value)))
    ),
    Gap.NO_ZONE: lambda on: _zones(zone=None, document="passport"),
    Gap.UNSOUND_ZONE: lambda on: _zones(zone_is_sound=False),
    Gap.EXPIRED: _expired,
    Gap.NO_SAFE_WAY: lambda on: (
        ~Q(
            Exists(
                Way.objects.filter(
                    person=OuterRef("pk"), until_at=None, safety__in=(Safety.SAFE, Safety.CONDITIONS)
                )
            )
        )
    ),
    Gap.NEED_OVERDUE: lambda on: Q(
        Exists(Need.objects.filter(person=OuterRef("pk"), ended_at=None, review_on__lte=on))
    ),
}
