"""The law of a scene: editions in each organisation, and clocks of every kind with all that hangs on them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from limen.domain.deadlines.queries.ruled import columns_of, ruling_of
from limen.domain.policy.queries import Law, digest_of, packed
from limen.foundation.ids import new_id
from limen.law.library import Library, read_library
from tests.cast import Cast
from tests.lawbook import FILES, changed
from tests.security.rows import CANARY, insert

Cursor = psycopg.Cursor[Any]
FACTS = {"made_on": "2026-11-10"}


def what_governs(cursor: Cursor, cast: Cast, now: datetime) -> dict[str, UUID]:
    """Editions by name: in force in each organisation, replaced, proposed, and only kept."""
    at = now - timedelta(days=2)
    longer = changed("atlantis/terms/all.yaml", "value: 5 days", "value: 6 days")
    shorter = changed("atlantis/terms/all.yaml", "value: 5 days", "value: 4 days")
    other_pack = {path.replace("atlantis", "utopia"): text.replace("atlantis", "utopia")
                  for path, text in FILES.items()}  # fmt: skip
    lena, mats = cast.lena.id, cast.mats.id
    editions = {
        "in force": _edition(cursor, cast.authority, lena, "atlantis", FILES, at),
        "replaced": _edition(cursor, cast.authority, lena, "atlantis", shorter, at),
        "proposed": _edition(cursor, cast.authority, lena, "atlantis", longer, at),
        "kept": _edition(cursor, cast.authority, mats, "utopia", other_pack, at),
        "agency": _edition(cursor, cast.agency, cast.dina.id, "atlantis", FILES, at),
        "other": _edition(cursor, cast.other, cast.elio.id, "atlantis", FILES, at),
    }

    def adoption(edition: str, whose: UUID, state: str, by: UUID, answered_by: UUID | None) -> None:
        insert(cursor, "policy_adoption", organisation_id=whose, edition_id=editions[edition],
               pack="atlantis", state=state, why=CANARY, proposed_by_id=by, proposed_at=at,
               answered_by_id=answered_by, answered_at=at if answered_by else None,
               answer_says="")  # fmt: skip

    adoption("in force", cast.authority, "adopted", lena, mats)
    adoption("replaced", cast.authority, "replaced", mats, lena)
    adoption("proposed", cast.authority, "proposed", lena, None)
    adoption("agency", cast.agency, "adopted", cast.dina.id, cast.elio.id)
    adoption("other", cast.other, "adopted", cast.elio.id, cast.dina.id)
    for player in (cast.lena, cast.costa):  # Costa was a policy lead once
        insert(cursor, "deadlines_trial", organisation_id=cast.authority, asked_by_id=player.id,
               pack="atlantis", fingerprint=_LIBRARIES[editions["in force"]].pack("atlantis").fingerprint,
               says=CANARY, files=packed(FILES), total=1, tally=Jsonb({}), begun_at=at)  # fmt: skip
    return editions


def what_runs(
    cursor: Cursor, cast: Cast, restricted: UUID, editions: dict[str, UUID], now: datetime
) -> dict[str, UUID]:
    """Clocks by name, one of each kind that the rules tell apart."""

    def clock(name: str, case: UUID, compartment: str, edition: str, **more: Any) -> UUID:
        law = _law(editions[edition])
        columns = columns_of(ruling_of(law, "decide", FACTS, calendar=""))
        row = {"state": "running", "started_by_id": cast.costa.id} | columns | more
        row["ruling"] = Jsonb(row["ruling"])
        return insert(cursor, "deadlines_clock", case_id=case, compartment=compartment,
                      edition_id=editions[edition], pack="atlantis", term="decide",
                      term_says="Decide on the application", about=f"{CANARY} clock {name}", calendar="city",
                      facts=Jsonb(FACTS), started_at=now, version=1, **row)  # fmt: skip

    clocks = {
        "general": clock("general", cast.case, "general", "in force"),
        "gbv": clock("gbv", cast.case, "gbv", "in force"),
        "medical": clock("medical", cast.case, "medical", "in force"),
        "old": clock("old", cast.case, "general", "replaced"),
        "closed": clock(
            "closed", cast.case, "general", "in force", state="met", met_on=now.date(), ended_at=now
        ),
        "other": clock("other", cast.other_case, "general", "in force"),
        "restricted": clock("restricted", restricted, "general", "in force"),
        "dina": clock("dina", cast.dina_case, "general", "agency", started_by_id=cast.dina.id),
        "elio": clock("elio", cast.elio_case, "general", "other", started_by_id=cast.elio.id),
    }
    places = {"general": (cast.case, "general"), "gbv": (cast.case, "gbv"),
              "other": (cast.other_case, "general"), "elio": (cast.elio_case, "general")}  # fmt: skip
    for name, (case, compartment) in places.items():
        where = {"clock_id": clocks[name], "case_id": case, "compartment": compartment}
        _what_happened(cursor, where, editions["other" if name == "elio" else "in force"], cast, now)
    return clocks


def _what_happened(cursor: Cursor, where: dict[str, Any], edition: UUID, cast: Cast, now: datetime) -> None:
    for until in (None, now.date()):
        insert(cursor, "deadlines_stop", cause="our_delay", cause_says="We had no interpreter",
               attributed_to="authority", does_stop=False, since_on=now.date() - timedelta(days=9),
               until_on=until, why=CANARY, recorded_by_id=cast.costa.id, recorded_at=now,
               **where)  # fmt: skip
    insert(cursor, "deadlines_extension", ground="complex", ground_says="Difficult questions", length="",
           decided_on=now.date(), why=CANARY, recorded_by_id=cast.costa.id, recorded_at=now,
           **where)  # fmt: skip
    for settled in (None, now):
        insert(cursor, "deadlines_difference", edition_id=edition, stored_due_on=now.date(),
               found_due_on=None, found_at=now, trouble=CANARY, settled_at=settled, **where)  # fmt: skip


_LIBRARIES: dict[UUID, Library] = {}


def _law(edition: UUID) -> Law:
    library = _LIBRARIES[edition]
    return Law(edition_id=edition, pack=library.pack("atlantis"), library=library)


def _edition(
    cursor: Cursor, whose: UUID, kept_by: UUID, pack: str, files: dict[str, str], at: datetime
) -> UUID:
    library = read_library(files, only=(pack,))
    found, content, key = library.pack(pack), packed(library.bundle(pack)), new_id()
    _LIBRARIES[key] = library
    insert(cursor, "policy_edition", id=key, organisation_id=whose, pack=pack, fingerprint=found.fingerprint,
           digest=digest_of(content), says=f"{CANARY} {found.says}", as_of=found.as_of,
           is_signed=found.is_signed, files=content, kept_at=at, kept_by_id=kept_by)  # fmt: skip
    return key
