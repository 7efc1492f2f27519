"""A small law for tests: one pack with one calendar, and putting it in force by the acts of two people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.policy.commands import adopt, propose
from tests.cast import Cast

PACK = """
id: atlantis
says: Law of Atlantis, for tests
jurisdiction: AT
languages: [en]
calendar: city
status: draft
as_of: 2026-11-01
about: Invented.
"""
CALENDAR = """
says: The city
zone: UTC
weekend: [saturday, sunday]
days:
  - {says: Founding Day, on: 11-16}
"""
FACTS = """
made_on: {says: Day on which the application was made, kind: date}
served_on: {says: Day of service, kind: date}
taken_at: {says: Moment at which the prints were taken, kind: instant}
crowded: {says: Very many applications at once, kind: yes_no}
"""
COUNTING = """
city: {says: Day of the event excluded, source: "Act, section 1", certainty: verified}
"""
TERMS = """
register:
  says: Register the application
  for: authority
  effect: limit
  runs_from: made_on
  counted_by: city
  values: [{since: 2020-01-01, value: 5 days, source: "Act, section 2", certainty: verified}]
  situations:
    - {id: crowd, says: Very many applications, when: crowded,
       values: [{since: 2020-01-01, value: 15 days, source: "Act, section 3", certainty: verified}]}
decide:
  says: Decide on the application
  for: authority
  effect: limit
  runs_from: made_on
  counted_by: city
  values: [{since: 2020-01-01, value: 6 months, source: "Act, section 4", certainty: verified}]
  extensions:
    - {id: complex, says: Difficult questions,
       values: [{since: 2020-01-01, value: 3 months, source: "Act, section 5", certainty: verified}]}
  stops:
    - {id: postponed, says: The applicant asked for another day, attributed_to: applicant,
       source: "Act, section 6", certainty: verified}
    - {id: our_delay, says: We had no interpreter, attributed_to: authority, stops: no,
       source: "Act, section 6", certainty: verified}
appeal:
  says: Appeal
  for: applicant
  effect: limit
  runs_from: served_on
  counted_by: city
  values: [{since: 2020-01-01, value: 2 weeks, source: "Act, section 7", certainty: unverified}]
prints:
  says: Send the prints
  for: authority
  effect: limit
  runs_from: taken_at
  counted_by: city
  values: [{since: 2020-01-01, value: 72 hours, source: "Act, section 8", certainty: verified}]
"""
FILES = {
    "atlantis/pack.yaml": PACK,
    "atlantis/facts.yaml": FACTS,
    "atlantis/counting.yaml": COUNTING,
    "atlantis/terms/all.yaml": TERMS,
    "calendars/city.yaml": CALENDAR,
}


def changed(path: str, old: str, new: str) -> dict[str, str]:
    """The same law with one thing said otherwise."""
    assert old in FILES[path]
    return FILES | {path: FILES[path].replace(old, new)}


def put_in_force(cast: Cast, at: datetime, files: dict[str, str] = FILES) -> UUID:
    """Lena proposes it and Mats adopts it; the adoption."""
    proposed = propose("atlantis", files=files, why="It is the law.", by=cast.lena.actor, at=at)
    adopt(proposed.adoption_id, says="", by=cast.mats.actor, at=at)
    return proposed.adoption_id
