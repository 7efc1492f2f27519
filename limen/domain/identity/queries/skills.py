"""Which languages colleagues speak and which countries they know well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from limen.domain.identity.models import Member
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Skills:
    """Codes of languages (ISO 639-3) and of countries (ISO 3166, three letters)."""

    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def skills_of(member_ids: Iterable[UUID], *, by: Actor) -> dict[UUID, Skills]:
    """What is recorded of each of these who is a colleague; a stranger is not there. One query."""
    rows = Member.objects.filter(pk__in=list(member_ids), organisation_id=by.organisation_id)
    return {
        key: Skills(languages=tuple(languages or ()), countries=tuple(countries or ()))
        for key, languages, countries in rows.values_list("pk", "languages", "countries")
    }
