"""Who may read and keep the directory of services, and who knows where a confidential place is."""

from __future__ import annotations

from uuid import UUID

from tests.security.directory_of_scene import LEVELS, new_place, new_provider, new_sent_file, new_service
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene

_KEEPERS = {"caseworker", "casework_supervisor"}


def _is_ours(me: Somebody, row: Fact) -> bool:
    return me.works_on_cases and bool(row["organisation_id"] == me.organisation)


def keeps(me: Somebody, row: Fact) -> bool:
    """Caseworkers and their supervisors, of their own house."""
    return bool(me.roles & _KEEPERS) and _is_ours(me, row)


def sees_service(me: Somebody, row: Fact) -> bool:
    """All of one's house; of others what they let out and did not withdraw."""
    is_out = row["level"] != "own" and row["withdrawn_at"] is None
    return _is_ours(me, row) or (me.works_on_cases and is_out)


def _sees_provider(me: Somebody, row: Fact) -> bool:
    services = me.facts.all("directory_service", lambda one: one["provider_id"] == row["id"])
    return _is_ours(me, row) or any(sees_service(me, one) for one in services)


def sees_place(me: Somebody, row: Fact) -> bool:
    """What is confidential is known in its house alone."""
    if _is_ours(me, row):
        return True
    if row["is_confidential"] or row["ended_at"] is not None:
        return False
    if row["service_id"] is None:
        return _sees_provider(me, me.facts.one("directory_provider", row["provider_id"]))
    return sees_service(me, me.facts.one("directory_service", row["service_id"]))


def _providers(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows = [new_provider(house) for house in (scene.cast.authority, scene.cast.agency, scene.cast.other)]
    return [(row, keeps(me, row)) for row in rows]


def _services(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    hana = scene.people["hana"].id
    is_head = "casework_supervisor" in me.roles
    for provider in facts.all("directory_provider"):
        for house in {provider["organisation_id"], me.organisation or scene.cast.authority}:
            for level in LEVELS:
                row = new_service(house, provider["id"], me.me, facts.now, level)
                is_mine = keeps(me, row) and house == provider["organisation_id"]
                rows.append((row, is_mine and (is_head or level != "published")))
    row = new_service(scene.cast.agency, _provider(scene, facts), me.me, facts.now)
    changes: list[Fact] = [
        {"kept_by_id": hana}, {"changed_by_id": hana}, {"verified_by_id": me.me},
        {"withdrawn_by_id": me.me, "withdrawn_at": facts.now},
    ]  # fmt: skip
    return rows + [(row | change, False) for change in changes if me.me != hana]


def _places(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for service in facts.all("directory_service"):
        for house in {service["organisation_id"], me.organisation or scene.cast.authority}:
            row = new_place(house, service["provider_id"], service["id"])
            is_whole = house == service["organisation_id"]
            rows.append((row, keeps(me, row) and is_whole))
            site = new_place(house, service["provider_id"], None)
            rows.append((site, keeps(me, site) and is_whole))
    return rows


def _files(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for house in (scene.cast.authority, scene.cast.agency, scene.cast.other):
        row = new_sent_file(house, me.me, facts.now)
        hana = scene.people["hana"].id
        rows += [
            (row, keeps(me, row)),
            (row | {"sent_by_id": hana}, keeps(me, row) and me.me == hana),
            (row | {"taken_at": facts.now}, False),
        ]
    return rows


def _provider(scene: Scene, facts: Facts) -> UUID:
    rows = facts.all("directory_provider", lambda row: row["organisation_id"] == scene.cast.agency)
    found: UUID = rows[0]["id"]
    return found


def secrets_of_directory(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of services and places that this person must never be told, and where what is confidential is."""
    hidden: dict[str, str] = {}
    for table, expected in EXPECTED_OF_DIRECTORY.items():
        unseen = [row for row in facts.all(table) if not expected.sees(me, row)]
        hidden |= {str(row["id"]): f"a row of {table}" for row in unseen}
    places = facts.all("directory_place", lambda row: not sees_place(me, row))
    return hidden | {row["city"]: "the town of a place" for row in places}


EXPECTED_OF_DIRECTORY = {
    "directory_provider": Expected(
        sees=_sees_provider, change="name = name", updates=keeps, inserts=_providers
    ),
    "directory_service": Expected(
        sees=sees_service, change="name = name", updates=keeps, inserts=_services
    ),
    "directory_place": Expected(sees=sees_place, change="city = city", updates=keeps, inserts=_places),
    "directory_delivery": Expected(
        sees=keeps, change="taken_at = now()", inserts=_files,
        updates=lambda me, row: keeps(me, row) and row["taken_at"] is None,
    ),
}  # fmt: skip
