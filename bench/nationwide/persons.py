"""The people of the invented country: one name each, one in ten a second one in another script, papers for
six of ten, and the keys by which names are found."""

from __future__ import annotations

from collections.abc import Iterator

from bench.invented.people import people
from bench.nationwide.copying import Table
from bench.nationwide.country import Country
from bench.nationwide.keys import text_of

AT = "2026-11-02 09:30:00+00"
ME, ORGANISATION = text_of("member", 0), text_of("organisation", 0)


def tables(country: Country) -> Iterator[Table]:
    """In the order in which they are filled."""
    yield Table(
        name="people_person",
        columns="id, organisation_id, called, sex_state, gender_state, birth_state, birth_words,"
        " birth_calendar, birth_precision, birth_numbers, birth_earliest, birth_latest, birth_source,"
        " birth_by_id, birth_at, registered_by_id, registered_at, version",
        lines=_persons(country),
    )
    yield Table(
        name="people_name",
        columns="id, person_id, kind, parts, written, script, source, is_main, added_by_id, added_at",
        lines=_written(country),
    )
    yield Table(name="people_namekey", columns="id, person_id, is_main, words, version", lines=_keys(country))
    yield Table(name="people_wordkey", columns="word, key", lines=_words(country))
    yield Table(
        name="people_persondocument",
        columns="id, person_id, document, number, number_key, issuing_state, examination, added_by_id,"
        " added_at",
        lines=_papers(country),
    )


def _persons(country: Country) -> Iterator[str]:
    for number, one in enumerate(people(country.size, country.seed)):
        born = one.born_on
        yield (
            f"{text_of('person', number)}\t{ORGANISATION}\t{one.name}\tnot_asked\tnot_asked\ttold"
            f"\t{born}\tgregorian\texact\t{{{born.year},{born.month},{born.day}}}\t{born}\t{born}\tperson"
            f"\t{ME}\t{AT}\t{ME}\t{AT}\t1"
        )


def _written(country: Country) -> Iterator[str]:
    for number, name in enumerate(names(country)):
        yield (
            f"{text_of('name', number)}\t{text_of('person', number)}\tlegal\t[]\t{name}\tLatn\tperson\tt"
            f"\t{ME}\t{AT}"
        )


def _keys(country: Country) -> Iterator[str]:
    from limen.likeness.keys import KEYS_VERSION, name_keys

    for number, name in enumerate(names(country)):
        words = ",".join(str(word.number) for word in name_keys(name).words)
        yield f"{text_of('name', number)}\t{text_of('person', number)}\tt\t{{{words}}}\t{KEYS_VERSION}"


def _words(country: Country) -> Iterator[str]:
    """Each word once: there are far fewer of them than people."""
    from limen.likeness.keys import name_keys

    met: set[int] = set()
    for name in names(country):
        for word in name_keys(name).words:
            if word.number not in met:
                met.add(word.number)
                yield from (f"{word.number}\t{key}" for key in word.keys)


def _papers(country: Country) -> Iterator[str]:
    for number in range(country.size):
        if country.chance(number, 20) < 0.6:
            paper = paper_number(number)
            yield (
                f"{text_of('paper', number)}\t{text_of('person', number)}\tpassport\t{paper}\t{paper}\tUTO"
                f"\tnot_examined\t{ME}\t{AT}"
            )


def paper_number(number: int) -> str:
    """The number of somebody's passport."""
    return f"P{number * 7919 % 1_000_000_000:09}"


def names(country: Country) -> Iterator[str]:
    """What everybody is called, in their order."""
    return (one.name for one in people(country.size, country.seed))
