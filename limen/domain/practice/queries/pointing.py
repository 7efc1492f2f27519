"""What in a text looks like a person's data: by its shape, and because it is the reference of a case or the
name of somebody in one that whoever asks may read. What they may not read is never pointed at, so that
pointing tells nobody of a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.cases.queries.reach import cases_read_by
from limen.domain.people.queries.reach import names_of, persons_and_how_far
from limen.domain.practice.names import Looks, Pointed
from limen.domain.practice.rules import looks_like_somebody
from limen.foundation.actors import Actor
from limen.likeness.keys import name_keys
from limen.likeness.spelling import pieces_of

LONGEST = 9000  # letters of a text that are looked at: more than a note can have
MOST = 60  # names that share words with the text, compared again
_CUT = 400  # of a longer text a name would be cut off before it costs anything
_NUMBERED = re.compile(r"\w[\w/.-]*\d[\w/.-]*")


def pointed_at(*texts: str, by: Actor, at: datetime) -> tuple[Pointed, ...]:
    """Every piece that looks like a person's data to this person, each once. At most five queries."""
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
    pairs = _neighbours(text)
    with connection.cursor() as cursor:
        cursor.execute("select person_id, name_id from access.people_in_words(%s, %s)", [[*pairs], MOST])
        found: list[tuple[UUID, UUID]] = cursor.fetchall()
    if not found:
        return
    _, read = persons_and_how_far({person_id for person_id, _ in found}, by=by, at=at)
    rows = names_of([], read=read).filter(pk__in=[name_id for _, name_id in found])
    for written in rows.values_list("written", flat=True):
        for number in _neighbours(written).keys() & pairs.keys():
            yield Pointed(looks=Looks.NAME, words=pairs[number])


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
