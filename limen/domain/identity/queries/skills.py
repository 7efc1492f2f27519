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
    """What is recorded of these colleagues; nobody is missing, a stranger has nothing. One query."""
    ids = list(member_ids)
    rows = Member.objects.filter(pk__in=ids, organisation_id=by.organisation_id)
    found = {
        key: Skills(languages=tuple(languages or ()), countries=tuple(countries or ()))
        for key, languages, countries in rows.values_list("pk", "languages", "countries")
    }
    return {key: found.get(key, Skills()) for key in ids}
