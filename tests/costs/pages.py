"""The pages that are watched, and who opens them: those of the benchmark of a nation, and more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from bench.nationwide import offices
from bench.nationwide.country import HUGE_EVERY
from bench.nationwide.keys import key
from bench.nationwide.persons import names, paper_number
from bench.nationwide.texts import vocabulary
from tests.costs.country import ADMINISTRATOR, AUDITOR, COUNTRY

UNIT = 0  # the largest: a sixth of all cases
SUPERVISOR, NATIONAL, FIVE, WALLED, PARTNER = (
    offices.supervisor_of(UNIT),
    offices.NATIONAL,
    offices.FIVE,
    offices.WALLED,
    offices.PARTNER,
)
CREW = COUNTRY.officers[UNIT]
OFFICER = offices.officer(next(one for one in CREW if one % 5))  # sees what is given to him by name
HUGE = HUGE_EVERY - 1
SMALL = next(
    case
    for case in range(HUGE + 1, COUNTRY.size)
    if COUNTRY.is_open(case) and COUNTRY.unit_of(case) == UNIT and COUNTRY.notes_of(case) > 1
)
DEEP = 5
_ROW = re.compile(
    r'<tr role="row"|class="lm-timeline__entry |<article |class="lm-passage"|class="lm-found__one"'
)
_HEAD = re.compile(r"<thead")
_NEXT = re.compile(r'rel="next" href="([^"]+)"|href="(\?before=\d+)"')
WORK = f"/adjudication/work/of-unit/{key('unit', UNIT)}/"
_SORTS = ("due", "last", "opened", "reference")
_FILTERS = {
    "phase": "phase=examination", "within a week": "within=7", "quiet for 30 days": "quiet=30",
    "nobody's": "held=", "mine": "held=me", "found at night": "found=1", "a language": "language=spa",
    "one officer's": f"held={key('member', OFFICER)}",
}  # fmt: skip
Found = Callable[[Client], str]  # where the page is: found by going there first


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A page for one person, by its name."""

    name: str
    who: int
    find: Found

    def shown(self, answer: HttpResponse) -> int:
        """The rows on it; a page that is no list is one."""
        text = answer.content.decode()
        return max(1, len(_ROW.findall(text)) - len(_HEAD.findall(text)))


def pages() -> Iterator[Watched]:
    """All of them."""
    yield from _of_a_unit()
    yield from _of_others()
    yield from _days()
    yield from _files()
    yield from _searches()
    yield from _kept()


def _at(address: str) -> Found:
    return lambda _: address


def _deep(address: str, pages_on: int = DEEP) -> Found:
    def find(client: Client) -> str:
        here = address
        for _ in range(pages_on):
            found = _NEXT.search(client.get(here).content.decode())
            assert found, f"no next page at {here}"
            here = here.partition("?")[0] + unescape(found[1] or found[2])
        return here

    return find


def _asking(address: str, **form: str) -> Found:
    """Where a form leads that is sent: what was typed comes back sealed."""

    def find(client: Client) -> str:
        answer: Any = client.post(address, {"op": "", **form})
        assert answer.status_code in (302, 303), answer.content.decode()
        return str(answer.headers["Location"])

    return find


def _of_a_unit() -> Iterator[Watched]:
    for name in _SORTS:
        for sign in ("", "-"):
            yield Watched(
                name=f"worklist by {sign}{name}", who=SUPERVISOR, find=_at(f"{WORK}?sort={sign}{name}")
            )
    yield Watched(name="worklist, deep", who=SUPERVISOR, find=_deep(f"{WORK}?sort=due"))
    for name, asked in _FILTERS.items():
        yield Watched(name=f"worklist, {name}", who=SUPERVISOR, find=_at(f"{WORK}?{asked}"))


def _of_others() -> Iterator[Watched]:
    five = f"/adjudication/work/of-unit/{key('unit', offices.OF_FIVE[0])}/"
    yield Watched(name="worklist, national", who=NATIONAL, find=_at(WORK))
    yield Watched(name="worklist, five units", who=FIVE, find=_at(five))
    yield Watched(name="worklist, walled", who=WALLED, find=_at(WORK))
    yield Watched(name="my worklist", who=OFFICER, find=_at("/adjudication/work/mine/"))
    yield Watched(
        name="cases of a unit", who=SUPERVISOR, find=_at(f"/adjudication/cases/of-unit/{key('unit', UNIT)}/")
    )
    yield Watched(name="cases shared with us", who=PARTNER, find=_at("/casework/cases/shared/"))
    yield Watched(name="figures of a unit", who=SUPERVISOR, find=_at(f"{WORK}figures/"))


def _days() -> Iterator[Watched]:
    yield Watched(name="my day, officer", who=OFFICER, find=_at("/adjudication/"))
    yield Watched(name="my day, supervisor", who=SUPERVISOR, find=_at("/adjudication/"))
    yield Watched(name="my round, agency", who=PARTNER, find=_at("/casework/"))
    for whose, who in (("mine", OFFICER), ("unit", SUPERVISOR), ("unit", NATIONAL)):
        name = f"due, {whose}" if who != NATIONAL else "due, national"
        yield Watched(name=name, who=who, find=_at(f"/adjudication/due/?whose={whose}&within=7"))


def _files() -> Iterator[Watched]:
    for size, case in (("small", SMALL), ("huge", HUGE)):
        for name, page in (
            ("open a case", ""), ("timeline", "timeline/"), ("notes", "notes/"), ("documents", "documents/"),
            ("clocks", "deadlines/"), ("people of a case", "people/"), ("tasks of a case", "tasks/"),
        ):  # fmt: skip
            yield Watched(
                name=f"{name}, {size}",
                who=NATIONAL,
                find=_at(f"/adjudication/case/{key('case', case)}/{page}"),
            )
    yield Watched(
        name="timeline, deep",
        who=NATIONAL,
        find=_deep(f"/adjudication/case/{key('case', HUGE)}/timeline/", 2),
    )


def _searches() -> Iterator[Watched]:
    called, said = next(iter(names(COUNTRY))), vocabulary(COUNTRY.seed)
    persons = {
        "as recorded": called,
        "misspelt": called[:2] + called[3:],
        "another script": "\u0645\u062d\u0645\u062f \u062d\u0633\u0646",
        "a number": paper_number(3),
    }
    for name, text in persons.items():
        find = _asking("/adjudication/people/", q=text)
        yield Watched(name=f"person, {name}", who=SUPERVISOR, find=find)
    words = {
        "common": (SUPERVISOR, said[0]),
        "middling": (SUPERVISOR, said[300]),
        "rare": (SUPERVISOR, said[15_000]),
        "absent": (SUPERVISOR, "zzzzzz"),
        "national": (NATIONAL, said[20]),
        "officer": (OFFICER, said[20]),
        "walled": (WALLED, said[20]),
    }
    for name, (who, text) in words.items():
        yield Watched(name=f"words, {name}", who=who, find=_asking("/adjudication/work/words/", q=text))


def _kept() -> Iterator[Watched]:
    yield Watched(name="people of the house", who=ADMINISTRATOR, find=_at("/administration/people/"))
    yield Watched(name="journal of the house", who=AUDITOR, find=_at("/administration/journal/"))
    yield Watched(name="refused requests", who=AUDITOR, find=_at("/administration/refused/"))
    yield Watched(name="quality of data", who=SUPERVISOR, find=_at("/registration/quality/"))
