"""What in a text looks like a person's data: by its shape, and because it is the reference of a case or the
name of somebody in one that whoever asks may read. What they may not read is never pointed at, so that
pointing tells nobody of a case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from limen.domain.cases.queries.reach import cases_read_by
from limen.domain.people.queries.reach import names_of, persons_and_how_far
from limen.domain.policy.queries import laws_in_force
from limen.domain.practice.names import Looks, Pointed
from limen.domain.practice.rules import looks_like_somebody
from limen.foundation.actors import Actor
from limen.likeness.keys import name_keys
from limen.likeness.spelling import pieces_of
from limen.reference.countries import countries

LONGEST = 9000  # letters of a text that are looked at: more than a note can have
MOST = 60  # names that share words with the text, compared again
COMMON = 300  # names that have a word, above which it is nobody's
SHORTEST = 3  # letters of a name that stands alone
_CUT = 400  # of a longer text a name would be cut off before it costs anything
_BESIDE = "select person_id, name_id from access.people_in_words(%s, %s)"
_BY_ITSELF = "select person_id, name_id from access.people_in_single_words(%s, %s, %s)"
_NUMBERED = re.compile(r"\w[\w/.-]*\d[\w/.-]*")


def pointed_at(*texts: str, by: Actor, at: datetime) -> tuple[Pointed, ...]:
    """Every piece that looks like a person's data to this person, each once. At most nine queries."""
    text = "\n".join(texts)[:LONGEST]
    found = [*_references(text, by=by, at=at), *_names(text, by=by, at=at), *looks_like_somebody(text)]
    known = {one.words for one in found if one.looks is Looks.REFERENCE}
    kept = (one for one in found if one.looks is Looks.REFERENCE or one.words not in known)
    return tuple(dict.fromkeys(kept))


def _references(text: str, *, by: Actor, at: datetime) -> Iterator[Pointed]:
    typed = {one.upper().rstrip("./-"): one.rstrip("./-") for one in _NUMBERED.findall(text)}
    if not typed:
        return
    rows = cases_read_by(by, at=at).filter(reference__in=[*typed, *typed.values()])
    for reference in rows.values_list("reference", flat=True)[:MOST]:
        words = typed.get(reference.upper(), reference)
        yield Pointed(looks=Looks.REFERENCE, words=words)


def _names(text: str, *, by: Actor, at: datetime) -> Iterator[Pointed]:
    """Words beside each other of which a name is made, and then words that are one alone."""
    pairs = _neighbours(text)
    named: set[str] = set()
    for words in _borne(_BESIDE, [[*pairs], MOST], pairs, _neighbours, by=by, at=at):
        named.update(pieces_of(words))
        yield Pointed(looks=Looks.NAME, words=words)
    alone = {number: one for number, one in _alone(text, by=by).items() if one not in named}
    asked = [[*alone], COMMON, MOST]
    for words in _borne(_BY_ITSELF, asked, alone, _each, by=by, at=at):
        yield Pointed(looks=Looks.NAME, words=words)


def _borne(
    query: str,
    asked: list[Any],
    words: Mapping[int, str],
    numbers: Callable[[str], Mapping[int, str]],
    *,
    by: Actor,
    at: datetime,
) -> Iterator[str]:
    """Those of these words that are in a name of somebody whose file this person may read."""
    if not words:
        return
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        found: list[tuple[UUID, UUID]] = cursor.fetchall()
    if not found:
        return
    _, read = persons_and_how_far({person_id for person_id, _ in found}, by=by, at=at)
    rows = names_of([], read=read).filter(pk__in=[name_id for _, name_id in found])
    for written in rows.values_list("written", flat=True):
        for number in numbers(written).keys() & words.keys():
            yield words[number]


def _alone(text: str, *, by: Actor) -> dict[int, str]:
    """Words that may be a name by themselves: with a capital, or of letters that have none; no country,
    and no word of what the law in force here asks."""
    topics, places = _words_of_law(by), _places()
    likely = (one for one in _pieces(text) if len(one) >= SHORTEST and not one[0].islower())
    found = {one.casefold(): one for one in likely}
    kept = (one for small, one in found.items() if small not in topics and small not in places)
    return {number: words for one in kept for number, words in _each(one).items()}


def _each(text: str) -> dict[int, str]:
    """Every word by its number."""
    found: dict[int, str] = {}
    for one in _pieces(text):
        for word in name_keys(one).words[:1]:
            found.setdefault(word.number, one)
    return found


def _pieces(text: str) -> list[str]:
    return [piece for start in range(0, len(text), _CUT) for piece in pieces_of(text[start : start + _CUT])]


def _words_of_law(by: Actor) -> frozenset[str]:
    """The words of the questions and of the kinds of application of the packs in force. One query."""
    packs = [law.pack for law in laws_in_force(by)]
    said = [one.says for pack in packs for one in pack.applications.values()]
    asked = (found for pack in packs for found in pack.analyses.values())
    said += [one.says for found in asked for one in found.questions.values()]
    return frozenset(piece.casefold() for one in said for piece in pieces_of(one))


@cache
def _places() -> frozenset[str]:
    """What countries are called in the languages of the programme. Names of languages are not left out: some
    of them are names of people."""
    spoken = [code for code, _name in settings.LANGUAGES]
    return frozenset(one.called(language).casefold() for one in countries().values() for language in spoken)


def _neighbours(text: str) -> dict[int, str]:
    """Two words beside each other that a name may be made of, by the number under which an index of names
    keeps them, in whatever letters they are written."""
    found: dict[int, str] = {}
    for line in re.split(r"[\n.;:!?\u061f\u06d4]+", text):
        pieces = [
            piece for start in range(0, len(line), _CUT) for piece in pieces_of(line[start : start + _CUT])
        ]
        for size in (2, 3):  # "al" and "van" belong to the word beside them
            for place in range(len(pieces) - size + 1):
                words = " ".join(pieces[place : place + size])
                keys = name_keys(words)
                if len(keys.tokens) == 2 and len(keys.words) == 3:
                    found.setdefault(keys.words[-1].number, words)
    return found
