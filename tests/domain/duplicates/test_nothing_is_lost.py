"""Whatever is linked, edited and unlinked in whatever order: in the end each person is as if only what was
written on their own record had happened, and the journal tells all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.cases.queries.parties import files_of
from limen.domain.cases.queries.timeline import person_timeline
from limen.domain.duplicates.commands.answering import merge
from limen.domain.duplicates.commands.proposing import propose
from limen.domain.duplicates.commands.undoing import unmerge
from limen.domain.duplicates.queries.groups import groups_of
from limen.domain.people.commands.adding import add_document, add_name
from limen.domain.people.commands.correcting import correct_birth
from limen.domain.people.names import Birth, DocumentKind, DocumentShown, NameKind
from limen.domain.people.queries.sheets import PersonSheet, person_sheet
from limen.foundation.ids import new_id
from limen.foundation.journal.verifying import verify_database
from limen.foundation.refusals import Refused
from limen.foundation.rows import acting_as
from limen.likeness.days import exact_day
from limen.site.postgres.roles import DatabaseRole
from tests.cast import ON, Cast, assemble
from tests.conftest import House
from tests.domain.duplicates.pairs import HEARD
from tests.domain.people.registrations import NADIA, named, registered

RECORDS = 4
Edit = Callable[["Life", UUID, UUID], None]

_record = st.integers(0, RECORDS - 1)
_steps = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), _record, _record),
        st.tuples(st.just("unmerge"), st.integers(0, 20), st.just(0)),
        st.tuples(st.sampled_from(["name", "birth", "document", "party"]), _record, st.integers(1, 28)),
    ),
    min_size=4,
    max_size=18,
)


@dataclass
class Life:
    """Records, what was written on each, and the links between them."""

    cast: Cast
    at: datetime
    people: list[UUID] = field(default_factory=list)
    cases: list[UUID] = field(default_factory=list)
    edits: dict[UUID, list[tuple[str, int]]] = field(default_factory=dict)
    links: list[tuple[UUID, UUID, UUID]] = field(default_factory=list)
    lines: dict[UUID, list[str]] = field(default_factory=dict)

    def register(self, place: int) -> UUID:
        """Record `place`: every second one is a Nadia as others heard her."""
        found = registered(self.cast.costa, self.at, HEARD if place % 2 else NADIA)
        self.cases.append(found.case_id)
        self.edits[found.person_id], self.lines[found.person_id] = [], ["people.registered"]
        return found.person_id

    def edit(self, person: UUID, kind: str, number: int) -> None:
        """Write something on one record."""
        by = self.cast.costa.actor
        if kind == "name":
            name = named("Nadia", f"Number {number}", kind=NameKind.ALIAS)
            add_name(person, name=name, name_id=new_id(), by=by, at=self.at)
            self.lines[person].append("people.name_added")
        elif kind == "birth":
            birth = Birth.told(exact_day(1991, 4, number, told=f"{number}.4.1991"))
            version = 1 + sum(one == "birth" for one, _ in self.edits[person])
            correct_birth(person, birth=birth, why="x", version=version, on=ON, by=by, at=self.at)
            self.lines[person].append("people.birth_corrected")
        elif kind == "document":
            paper = DocumentShown(document=DocumentKind.OTHER, number=f"N{number}", issuing_state="UTO")
            add_document(person, document=paper, document_id=new_id(), on=ON, by=by, at=self.at)
            self.lines[person].append("people.document_added")
        else:
            case = registered(self.cast.costa, self.at).case_id
            add_party(case, person_id=person, part=PartyPart.FAMILY, on=ON, by=by, at=self.at)
        self.edits[person].append((kind, number))

    def link(self, one: UUID, other: UUID) -> None:
        """Two people say that they are one; refused when they are already, or would run in a circle."""
        try:
            event = propose(
                one, other_id=other, why="x", proposal_id=new_id(), by=self.cast.grit.actor, at=self.at
            )
        except Refused:
            return
        self.tell(one, other, "duplicates.proposed")
        link = new_id()
        try:
            merge(
                event.proposal_id, kept_id=one, merging_id=link, why="x", by=self.cast.costa.actor, at=self.at
            )
        except Refused:
            return
        self.tell(one, other, "duplicates.merged")
        self.links.append((link, one, other))

    def unlink(self, place: int) -> None:
        """End one of the links."""
        if self.links:
            link, one, other = self.links.pop(place % len(self.links))
            unmerge(link, why="x", by=self.cast.costa.actor, at=self.at)
            self.tell(one, other, "duplicates.unmerged")

    def tell(self, one: UUID, other: UUID, kind: str) -> None:
        self.lines[one].append(kind)
        self.lines[other].append(kind)

    def seen(self, person: UUID) -> Any:
        """What is on record of somebody, without ids and instants."""
        by = self.cast.costa.actor
        with acting_as(by):
            sheet = person_sheet(person, by=by, at=self.at)
            files = files_of({person}, by=by, at=self.at)[person]
        return _plain(sheet), sorted(file.part for file in files)


def _plain(sheet: PersonSheet) -> Any:
    return (
        sheet.called, sheet.birth, sheet.sex, sheet.gender_state, sheet.version,
        sorted((one.kind, one.written, one.is_main) for one in sheet.names),
        sorted((one.document, one.number) for one in sheet.documents),
        sorted((one.version, one.birth.day.told if one.birth.day else "") for one in sheet.earlier_births),
        sorted((one.belonging, one.country or "") for one in sheet.nationalities),
    )  # fmt: skip


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=_steps)
def test_ending_all_links_gives_back_every_person(house: House, steps: list[tuple[str, int, int]]) -> None:
    life = Life(cast=assemble(house.admin_dsn), at=datetime.now(UTC))
    life.people = [life.register(place) for place in range(RECORDS)]
    for kind, first, second in steps:
        if kind == "merge":
            life.link(life.people[first], life.people[second])
        elif kind == "unmerge":
            life.unlink(first)
        else:
            before = life.seen(life.people[(first + 1) % RECORDS])
            life.edit(life.people[first], kind, second)
            assert life.seen(life.people[(first + 1) % RECORDS]) == before, "an edit moved along a link"
    while life.links:
        life.unlink(0)
    by = life.cast.costa.actor
    with acting_as(by):
        assert groups_of(life.people, by=by, at=life.at) == {}
        for person in life.people:
            told = [line.kind for line in reversed(person_timeline(person, by=by, at=life.at))]
            assert told == life.lines[person], "the journal tells it all, in its order"
    for place, person in enumerate(life.people):
        verdict = verify_database(house.dsn(DatabaseRole.BACKUP), case=person)
        assert (verdict.is_sound, verdict.lines) == (True, len(life.lines[person])), verdict
        control = life.register(place)
        for kind, number in life.edits[person]:
            life.edit(control, kind, number)
        assert life.seen(person) == life.seen(control)
