"""Reading never crashes: whatever stands in the files of a pack, there is a library or a list of troubles.

Real texts are spoiled in many ways, and invented YAML stands where a file of a pack is expected. When a
spoiled pack still reads, its rulings may be refused, but they do not crash either.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime

import yaml
from hypothesis import given
from hypothesis import strategies as st

from limen.law.asking import ask
from limen.law.facts import Fact, FactKind, FactValue
from limen.law.library import Library, files_of, read_library
from limen.law.proving import answers_to
from limen.law.reading.troubles import PackTroubles
from limen.law.refusing import Unanswerable
from tests.law import packs
from tests.law.invented import quickly

NASTY = [
    *("", "~", "[]", "{}", "[[]]", "[{}]", "{a: {b: [c]}}", "|", ">-", "- - -", "'", "? [x]", "<<", "---"),
    *("2026-02-30", "2026-W24-5", "0001-01-01", "9999-12-31", "easter +99", "last friday of may"),
    *("99999 years", "99999 hours", "0 days", "-1 days", "1 working day", "٣ days", "no", "yes"),
    *("*a", "&a x", "&a [*a]", "!!python/object:os.system x", "%YAML 9", "Europe", "utils", "eu", "land"),
    *('"\\ud800"', '"\\0"', "\x07", "\ufeff", "\U0001f4c5", "\t", "made_on", "national"),
]
REAL = {path: text for path, text in files_of(packs.REAL).items() if not path.startswith("calendars/")}
FILES = """
    pack counting facts terms/terms regimes outcomes grounds requirements lists holds amounts entitlements
    words procedure plans/plans examples/all
""".split()
KEYS = """
    says kind one_of values since until value source certainty runs_from counted_by situations when id stops
    extensions ends_at_latest national sets entries items stages moves steps terms answers lasts words days
    reply asked_on crowded plain town for effect calendar as_of inherits expect term facts procedures
""".split()
DAYS = [date(1, 1, 1), date(1990, 1, 1), date(2026, 6, 12), date(2080, 12, 31), date(9999, 12, 31)]
INSTANTS = [datetime(2026, 6, 12, 14, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)]


def read(files: Mapping[str, str]) -> Library | None:
    try:
        return read_library(files)
    except PackTroubles as wrong:
        troubles = wrong.troubles
    assert troubles
    assert all(one.line >= 1 and one.says for one in troubles)
    return None


def an_answer(fact: Fact, chance: random.Random) -> FactValue:
    if fact.kind is FactKind.INSTANT:
        return chance.choice([*INSTANTS, *DAYS])
    if fact.is_a_day:
        return chance.choice(DAYS)
    if fact.kind is FactKind.YES_NO:
        return chance.random() < 0.5
    return chance.choice([code for code, _says in fact.one_of]) if fact.one_of else "X"


def try_everything(library: Library, chance: random.Random) -> None:
    for pack in library.packs.values():
        for term in list(pack.terms)[:40]:
            given_facts = [fact for fact in pack.facts.values() if chance.random() < 0.9]
            answers = {fact.id: an_answer(fact, chance) for fact in given_facts}
            with suppress(Unanswerable):
                ask(pack, term, answers, calendar=library.calendars["town"])
    for id, examples in library.examples.items():
        for example in examples:
            assert answers_to(example, library.pack(id), library)


def spoiled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.choice([1, 1, 2, 5])):
        place = chance.randrange(len(lines))
        line, nasty = lines[place], chance.choice(NASTY)
        key, colon, _value = line.partition(": ")
        lines[place] = chance.choice(
            [
                f"{key}{colon}{nasty}",
                f"{nasty}{line}",
                line.replace(chance.choice(line or " "), nasty, 1),
                line[: chance.randrange(len(line) + 1)],
                line[chance.randrange(len(line) + 1) :],
                f"  {line}",
                f"{line}\n{line}",
                line.replace("{", "[").replace("}", "]"),
                lines[chance.randrange(len(lines))],
                "",
            ]
        )
    return "\n".join(lines)


@quickly
@given(st.integers(0, 2**32), st.sampled_from(sorted(REAL)))
def test_a_spoiled_file_of_a_real_pack_is_read_or_told(seed: int, path: str) -> None:
    chance = random.Random(seed)
    pack = path.partition("/")[0]
    beside = [f"{pack}/{name}.yaml" for name in ("pack", "facts", "counting", "regimes", "grounds")]
    files = {name: REAL[name] for name in [*beside, path] if name in REAL}
    head = files[f"{pack}/pack.yaml"].split("\n")
    kept = [line for line in head if not line.startswith(("inherits", "calendar"))]
    files[f"{pack}/pack.yaml"] = "\n".join([*kept, "calendar: town"])
    files[path] = spoiled(files[path], chance)
    library = read({**files, "calendars/town.yaml": packs.TOWN})
    if library is not None:
        try_everything(library, chance)


@quickly
@given(st.integers(0, 2**32))
def test_a_spoiled_file_of_a_small_pack_is_read_or_told(seed: int) -> None:
    chance = random.Random(seed)
    files = packs.files()
    path = chance.choice(sorted(files))
    files[path] = spoiled(files[path], chance)
    library = read(files)
    if library is not None and "town" in library.calendars:
        try_everything(library, chance)


scalars = st.sampled_from([*NASTY, *KEYS, "5 days", "72 hours", "2026-06-12", "verified"])
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@quickly
@given(trees, st.sampled_from(FILES), st.integers(0, 2**32))
def test_invented_yaml_in_any_file_is_read_or_told(tree: object, name: str, seed: int) -> None:
    files = packs.files({f"land/{name}.yaml": yaml.safe_dump(tree)})
    library = read(files)
    if library is not None:
        try_everything(library, random.Random(seed))
