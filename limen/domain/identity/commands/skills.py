"""Recording which languages somebody speaks and which countries they know well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.identity import rules
from limen.domain.identity.events import SkillsSet
from limen.domain.identity.models import Member
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, refuse_if


@command("identity.set_skills")
def set_skills(
    member_id: UUID, *, languages: Sequence[str], countries: Sequence[str], by: Actor, at: datetime
) -> SkillsSet:
    """Say which languages and which countries somebody else knows, by their codes of three letters; what was
    said before no longer counts. Whoever gives cases out sees it, and decides."""
    member = Member.objects.filter(pk=member_id, organisation_id=by.organisation_id).first()
    if member is None:
        raise Hidden("no such colleague")
    refuse_if(rules.obstacles_to_setting_skills(member_id, languages=languages, countries=countries, by=by))
    spoken, known = list(dict.fromkeys(languages)), list(dict.fromkeys(countries))
    with connection.cursor() as cursor:
        cursor.execute("select access.set_skills(%s, %s::text[], %s::text[])", [member_id, spoken, known])
    return SkillsSet(
        member_id=member_id, member_name=member.name, languages=tuple(spoken), countries=tuple(known)
    )
