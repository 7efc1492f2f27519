"""Who may see what: the rules of access once more, in plain Python over plain rows.

This is the specification that the database and the application are compared with. It knows no SQL, no policy
and no filter; it reads every row and answers one question about one person at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

Fact = dict[str, Any]
LIST, READ, WORK = 1, 2, 3
KEEPERS = {"administrator", "auditor"}
WITHOUT_CASES = KEEPERS | {"policy_lead", "interpreter"}
ALLOCATING = {"supervisor", "casework_supervisor"}
REGISTERING = {"registration_clerk", "supervisor", "caseworker", "casework_supervisor"}
LIVE = {"running", "stopped"}


@dataclass(frozen=True)
class Facts:
    """Every row that decides, as the stage hands see it at one moment."""

    now: datetime
    tables: dict[str, list[Fact]]

    def all(self, table: str, where: Callable[[Fact], bool] = lambda row: True) -> list[Fact]:
        return [row for row in self.tables[table] if where(row)]

    def one(self, table: str, key: UUID) -> Fact:
        return next(row for row in self.tables[table] if row["id"] == key)

    def live(self, row: Fact) -> bool:
        """Within its time. A share ends when it is revoked as well."""
        ended = row["until_at"] is not None and row["until_at"] <= self.now
        return row["since_at"] <= self.now and not ended and not row.get("revoked_at")


class Somebody:
    """One person and the answers about them. Who is not signed in surely enough is nobody."""

    def __init__(self, me: UUID, facts: Facts, *, is_signed_in: bool = True) -> None:
        self.me, self.facts = me, facts
        account = facts.one("identity_account", me)
        self.is_somebody = is_signed_in and account["is_active"]
        self.organisation = facts.one("identity_member", me)["organisation_id"] if self.is_somebody else None
        self._postings = facts.all("identity_posting", lambda p: self._is_mine(p) and facts.live(p))
        held = facts.all("identity_clearance", lambda c: self._is_mine(c) and facts.live(c))
        self.clearances = {"general", *(c["compartment"] for c in held)} if self.is_somebody else set()

    def _is_mine(self, row: Fact) -> bool:
        return self.is_somebody and bool(row["member_id"] == self.me)

    @property
    def roles(self) -> set[str]:
        return {p["role"] for p in self._postings}

    @property
    def works_on_cases(self) -> bool:
        """Keepers of the house, policy leads, interpreters, and people whose postings have ended, reach no
        case at all."""
        return bool(self.roles - WITHOUT_CASES)

    def units(self, need: int) -> set[UUID]:
        return {p["unit_id"] for p in self._postings if p["reach"] >= need}

    def is_walled(self, case: UUID) -> bool:
        return any(
            w["case_id"] == case and w["member_id"] == self.me and w["until_at"] is None
            for w in self.facts.all("cases_wall")
        )

    def is_assigned(self, case: UUID) -> bool:
        return any(
            a["case_id"] == case and a["member_id"] == self.me and a["until_at"] is None
            for a in self.facts.all("cases_assignment")
        )

    def broke_glass(self, case: UUID) -> bool:
        return any(
            o["case_id"] == case and o["member_id"] == self.me and o["until_at"] > self.facts.now
            for o in self.facts.all("cases_opening")
        )

    def reaches(self, case: UUID, need: int) -> bool:
        """Through the unit unless the case is restricted, by name, or for an hour; never past a wall."""
        if not self.works_on_cases or self.is_walled(case):
            return False
        row = self.facts.one("cases_case", case)
        through_unit = row["unit_id"] in self.units(need) and not row["is_restricted"]
        return through_unit or self.is_assigned(case) or (need <= READ and self.broke_glass(case))

    def allocates(self, case: UUID) -> bool:
        """An opening in an emergency lets nobody hand out anything."""
        if not self.works_on_cases or self.is_walled(case):
            return False
        row = self.facts.one("cases_case", case)
        return (row["unit_id"] in self.units(LIST) and not row["is_restricted"]) or self.is_assigned(case)

    def hands_out(self, case: UUID) -> bool:
        """Giving a case, taking it back, keeping others from it, judging an opening: for supervisors."""
        return self.allocates(case) and bool(self.roles & ALLOCATING)

    def may_wall_off(self, case: UUID, member: UUID) -> bool:
        """Others as whoever hands out; oneself in any role."""
        if member == self.me:
            return self.allocates(case)
        return self.hands_out(case) and self.is_colleague(member)

    @property
    def registers(self) -> bool:
        return bool(self.roles & REGISTERING)

    def shares_with_me(self, case: UUID) -> list[Fact]:
        """Live shares of the case with units where I read files: none behind a wall, none when restricted."""
        if self.is_walled(case) or self.facts.one("cases_case", case)["is_restricted"]:
            return []
        return [
            s
            for s in self.facts.all("cases_share")
            if s["case_id"] == case and s["unit_id"] in self.units(READ) and self.facts.live(s)
        ]

    def sees_case(self, case: UUID) -> bool:
        return self.reaches(case, LIST) or bool(self.shares_with_me(case))

    def sees_note(self, note: Fact) -> bool:
        """With the case and inside the compartment; of a share, the general part and what it names."""
        if note["compartment"] not in self.clearances:
            return False
        shared = self.shares_with_me(note["case_id"])
        named = any(note["compartment"] in ("general", *s["compartments"]) for s in shared)
        return self.reaches(note["case_id"], READ) or named

    def sees_earlier_text(self, text: Fact) -> bool:
        return text["compartment"] in self.clearances and self.reaches(text["case_id"], READ)

    def holds_draft(self, draft: Fact) -> bool:
        """One's own, in a case one works on, of a note one sees."""
        if draft["member_id"] != self.me or not self.reaches(draft["case_id"], WORK):
            return False
        if draft["note_id"] is None:
            return True
        note = self.facts.one("notes_note", draft["note_id"])
        return note["case_id"] == draft["case_id"] and self.sees_note(note)

    def sees_share(self, share: Fact) -> bool:
        received = self.shares_with_me(share["case_id"]) and share["unit_id"] in self.units(READ)
        return self.reaches(share["case_id"], READ) or bool(received)

    def sees_wall(self, wall: Fact) -> bool:
        """Nobody sees a wall of their own."""
        return wall["member_id"] != self.me and self.allocates(wall["case_id"])

    def sees_opening(self, opening: Fact) -> bool:
        return self._is_mine(opening) or self.allocates(opening["case_id"])

    def sees_of_clock(self, row: Fact) -> bool:
        """A clock and all that hangs on it: with the file, inside the compartment. No share shows it."""
        return row["compartment"] in self.clearances and self.reaches(row["case_id"], READ)

    def works_on_clock(self, row: Fact) -> bool:
        return row["compartment"] in self.clearances and self.reaches(row["case_id"], WORK)

    def interprets(self, row: Fact) -> bool:
        """Asked for by name, and past no wall."""
        is_mine = row["interpreter_id"] == self.me and "interpreter" in self.roles
        return is_mine and not self.is_walled(row["case_id"])

    @property
    def leads_policy(self) -> bool:
        return "policy_lead" in self.roles

    def is_governed_by(self, edition: UUID, pack: str) -> bool:
        """Whether the law of that edition is in force where this person works."""
        return any(
            a["edition_id"] == edition and a["pack"] == pack and a["state"] == "adopted"
            for a in self.facts.all("policy_adoption", lambda a: a["organisation_id"] == self.organisation)
        )

    def _parts(self, person: UUID) -> list[UUID]:
        """The cases to which somebody is party now."""
        parts = self.facts.all("cases_party", lambda p: p["person_id"] == person and self.facts.live(p))
        return [part["case_id"] for part in parts]

    def lists_person(self, person: UUID) -> bool:
        """Through a case that one sees in any way."""
        return any(self.sees_case(case) for case in self._parts(person))

    def reads_person(self, person: UUID) -> bool:
        """Through a case that one reads, or that is shared: its general part."""
        return any(self.reaches(case, READ) or self.shares_with_me(case) for case in self._parts(person))

    def writes_person(self, person: UUID) -> bool:
        return any(self.reaches(case, WORK) for case in self._parts(person))

    def has_just_registered(self, person: UUID) -> bool:
        """Oneself, and the person is part of nothing yet."""
        row = self.facts.one("people_person", person)
        is_part = any(part["person_id"] == person for part in self.facts.all("cases_party"))
        return self.is_somebody and bool(row["registered_by_id"] == self.me) and not is_part

    def adds_to_person(self, person: UUID) -> bool:
        return self.writes_person(person) or self.has_just_registered(person)

    def sees_name(self, name: Fact) -> bool:
        """The main one with the list, the others with the file."""
        seen = self.lists_person if name["is_main"] else self.reads_person
        return seen(name["person_id"])

    def joins(self, case: UUID, person: UUID) -> bool:
        """Whom one writes about or has registered, to a case one writes in; new ones also at the desk."""
        if self.reaches(case, WORK) and self.adds_to_person(person):
            return True
        return self.registers and self.allocates(case) and self.has_just_registered(person)

    def sees_line(self, line: Fact) -> bool:
        """A case's lines with the case and the compartment; the house's for its keepers and their writer."""
        if not self.is_somebody:
            return False
        if line["case_id"] is not None:
            return line["compartment"] in self.clearances and self.reaches(line["case_id"], READ)
        if line["stream_id"] != line["organisation_id"]:
            return line["organisation_id"] == self.organisation and self.reads_person(line["stream_id"])
        keeps = bool(self.roles & KEEPERS) or line["by_id"] == self.me
        return line["organisation_id"] == self.organisation and keeps

    def is_colleague(self, member: UUID) -> bool:
        row = self.facts.one("identity_member", member)
        return self.is_somebody and bool(row["organisation_id"] == self.organisation)

    def administers(self, member: UUID) -> bool:
        """Nobody gives or takes anything for themselves."""
        return "administrator" in self.roles and member != self.me and self.is_colleague(member)

    def knows_organisation(self, organisation: UUID, *, is_listed: bool) -> bool:
        return self.is_somebody and (organisation == self.organisation or is_listed)

    def may_share(self, case: UUID, unit: Fact, compartments: Iterable[str]) -> bool:
        """With a listed unit elsewhere, nothing restricted, and no compartment one does not know."""
        is_elsewhere = unit["is_listed"] and unit["organisation_id"] != self.organisation
        is_open = not self.facts.one("cases_case", case)["is_restricted"]
        return self.reaches(case, WORK) and is_elsewhere and is_open and set(compartments) <= self.clearances
