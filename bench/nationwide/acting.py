"""What people write and look for all day, as the forms they send: the page that answers is part of the time.

A form is sent with a key of its own, as a browser sends it. Beside what writes stands the same rows in SQL
with triggers at rest, taken back; names and words have no floor here (`bench people`, docs/benchmarks.md).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from threading import Lock
from urllib.parse import urlencode
from uuid import uuid4

from bench.invented.people import observed, people
from bench.nationwide import offices
from bench.nationwide.country import Country
from bench.nationwide.keys import key
from bench.nationwide.moving import ADJUDICATION, MOVED, application_of, held_by, moved_cases, mover, rounds
from bench.nationwide.operations import UNIT, Operation
from bench.nationwide.texts import vocabulary
from bench.nationwide.visiting import Visitor

AT_ONCE = 50  # cases: those of one page
Form = list[tuple[str, str]]
_TURN = Lock()  # visitors are threads, and a form is the next of a generator
_NOTE = (
    "with note as (insert into notes_note (id, case_id, compartment, happened_on, text, written_at, version,"
    " written_by_id) values (gen_random_uuid(), %(case)s, 'general', current_date, %(text)s, now(), 1,"
    " %(by)s) returning id), line as (insert into journal_entry (stream_id, seq, act_id, kind, at, by_id,"
    " by_system, organisation_id, case_id, compartment, facts, prev, hash) select %(case)s, 100000000,"
    " note.id, 'notes.written', now(), %(by)s, '', %(org)s, %(case)s, 'general', '{}', '', '' from note"
    " returning id) insert into journal_reading (at, by_id, organisation_id, what, case_ids) select now(),"
    " %(by)s, %(org)s, 'notes', array[%(case)s::uuid] from line returning id"
)


@dataclass(frozen=True, kw_only=True)
class Sending(Operation):
    """A form that is sent, and the page it leads to. `form` gives the next one, with its address: no two are
    alike. `address` is where the form is found; `most` is how often at most it is sent; `never` must not
    stand on what answers; without `leads_on` the form itself is answered with a page; without `follows` the
    page it leads to is not opened."""

    form: Callable[[], tuple[str, Form]]
    most: int = 1_000
    never: str = "<never>"
    leads_on: bool = True
    follows: bool = True

    def ask(self, visitor: Visitor, turn: int) -> None:
        """Send the next one. Raises `AssertionError` when it is not answered as it should be."""
        if not visitor.may_send:
            assert visitor.get(self.address).status == 200, f"{self.name}: no form at {self.address}"
        with _TURN:
            address, form = self.form()
        answer = visitor.post(address, urlencode([("op", str(uuid4())), *form]))
        assert (answer.status == 303) is self.leads_on, f"{self.name}: {answer.status}: {answer.text[:2000]}"
        if not self.follows:
            return
        if self.leads_on:
            answer = visitor.get(answer.headers["location"])
        assert answer.status == 200, f"{self.name}: {answer.status} for {address}: {answer.text[:2000]}"
        assert self.says in answer.text, f"{self.name}: {self.says!r} does not stand on the page"
        assert self.never not in answer.text, f"{self.name}: {self.never!r} stands on the page"


def acts(country: Country) -> Iterator[Operation]:
    """Writing, giving and looking for."""
    noting = _noting(country)
    yield noting
    yield replace(noting, name="add a note, to the answer", follows=False)
    moving = _moving(country)
    yield moving
    yield replace(moving, name="move a case, to the answer", follows=False)
    yield _giving(country)
    yield from _looking_for_people(country)
    yield from _looking_for_words(country)


def _noting(country: Country) -> Sending:
    officer = mover(country)
    mine = itertools.cycle(list(held_by(country, officer))[:40])
    member = offices.officer(officer)
    first = next(mine)

    def form() -> tuple[str, Form]:
        text = f"Spoke with their counsel {uuid4()}"
        day = [("happened_on_day", "2"), ("happened_on_month", "11"), ("happened_on_year", "2026")]
        said = [*day, ("compartment", "general"), ("text", text)]
        return f"{ADJUDICATION}case/{next(mine)}/notes/write/", said

    values = {"case": first, "by": key("member", member), "org": key("organisation", 0), "text": "Spoke"}
    return Sending(
        name="add a note", who=member, address=f"{ADJUDICATION}case/{first}/notes/write/", form=form,
        says="Spoke with their counsel", change=(_NOTE, values),
    )  # fmt: skip


def _moving(country: Country) -> Sending:
    officer = offices.officer(mover(country))
    first, forms = moved_cases(country)[0], rounds(country)
    values = {"id": application_of(first), "by": key("member", officer)}
    return Sending(
        name="move a case", who=officer, address=f"{ADJUDICATION}case/{first}/notes/write/",
        form=lambda: next(forms), says="International protection", change=(MOVED, values),
    )  # fmt: skip


def _giving(country: Country) -> Operation:
    """Whole pages of a unit's cases in turn, to one officer after the other."""
    cases = [
        key("case", one)
        for one in range(country.size)
        if country.is_open(one) and country.unit_of(one) == UNIT and not country.is_restricted(one)
    ]
    pages = [cases[first : first + AT_ONCE] for first in range(0, len(cases) - AT_ONCE, AT_ONCE)]
    crew = [key("member", offices.officer(one)) for one in country.officers[UNIT]]
    turns = iter([(page, member) for member in crew for page in pages])

    def form() -> tuple[str, Form]:
        page, member = next(turns)
        chosen = [("case", str(one)) for one in page]
        said = [("member_id", str(member)), ("part", "co_worker"), ("why", "Load")]
        return f"{ADJUDICATION}work/assign/", [*chosen, *said]

    return Sending(
        name=f"assign {AT_ONCE} selected",
        who=offices.supervisor_of(UNIT),
        address=f"{ADJUDICATION}work/of-unit/{key('unit', UNIT)}/",
        form=form,
        says=f" of {AT_ONCE} cases were assigned",
        never=f">0 of {AT_ONCE} cases",
        leads_on=False,
        most=len(crew) * len(pages) // 4 - 4,
    )


def _looking_for_people(country: Country) -> Iterator[Operation]:
    chance = Random(country.seed)
    some = list(itertools.islice(people(country.size, country.seed), 400))
    for name, kind in (
        ("exact", ""),
        ("misspelt", "one typing error"),
        ("another script", "another script"),
    ):
        names = itertools.cycle(
            [" ".join(observed(one, kind, chance).parts) if kind else one.name for one in some]
        )
        yield _asking(f"find a person, {name}", f"{ADJUDICATION}people/", names)


def _looking_for_words(country: Country) -> Iterator[Operation]:
    words = vocabulary(country.seed)
    kinds = {
        "common": words[5:45],
        "middling": words[500:540],
        "two common": [f"{one} {other}" for one, other in zip(words[5:45], words[45:85], strict=True)],
    }
    for name, asked in kinds.items():
        yield _asking(f"words, {name}", f"{ADJUDICATION}work/words/", itertools.cycle(asked))


def _asking(name: str, address: str, questions: Iterator[str]) -> Operation:
    def form() -> tuple[str, Form]:
        return address, [("q", next(questions))]

    return Sending(name=name, who=offices.supervisor_of(UNIT), address=address, form=form, says='id="main"')
