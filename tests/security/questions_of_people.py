"""Every question about persons, as one of the scene would ask it; and what nobody may be told by mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from limen.domain.cases.queries import companions, finding, parties, quality, timeline
from limen.domain.people.names import DocumentKind, DocumentShown, NameTold, Registration
from limen.domain.people.queries import alike, kept, needs, search, sheets
from limen.domain.people.queries.asking import Asked as Named
from limen.foundation.refusals import Hidden
from limen.likeness.names import Part
from tests.security.expectations_of_kept import EXPECTED_OF_KEPT
from tests.security.expected import Answer
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_PEOPLE = {
    "asked": "of the question alone", "birth_of": "of a loaded row", "seen_through": "told once at the start",
    "persons_within": "a filter", "within": "a filter", "names_of": "of ids that were asked for before",
    "persons_and_how_far": "asked within person_sheet and find", "nationalities_within": "a filter",
    "documents_within": "a filter", "kept_within": "a filter", "zone_typed": "of the question alone",
    "zone_in_picture": "of the question alone", "further_of": "asked within person_sheet",
    "persons_through_cases": "a filter", "cases_reached": "asked as files_of",
    "how_far": "asked within person_sheet and find",
    "checked": "of the question alone", "asked_of": "of the question alone",
    "days_looked_up": "of the question alone", "whole_numbers": "an array as text",
    "candidates_of": "of ids that were asked for before", "files_among": "of loaded rows",
    "reach_through": "of loaded rows", "born_on": "asked within find: candidates, behind row security",
    "ranked": "of a loaded pool", "is_likely": "of a loaded card", "likely_of": "of a loaded pool",
    "days_typed": "of the question alone",
    "numbers_typed": "of the question alone", "likely_people": "asked as likely_same and files_of",
}  # fmt: skip


def asked_of_people(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Sheets of every person, and searches for every name, number and reference there is."""
    asker: dict[str, Any] = {"by": scene.people[name].actor, "at": at}
    persons = [row["id"] for row in facts.all("people_person")]
    cases = facts.all("cases_case")
    names = [row["written"] for row in facts.all("people_name")]
    numbers = [row["number"] for row in facts.all("people_persondocument")]
    sought = [*names, *numbers, "Canary", *(case["reference"] for case in cases)]
    told = [
        Registration(names=(NameTold(parts=(Part(text=one),)),), documents=(_shown(number),))
        for one in names
        for number in numbers[:1]
    ]
    return {
        "person_sheet": each(sheets.person_sheet, persons, **asker),
        "locked_person": each(lambda key, **who: sheets.locked_person(key, **who) and key, persons, **asker),
        "find": lambda: [search.find(text, **asker) for text in sought],
        "find_people": lambda: [finding.find_people(text, **asker) for text in sought],
        "find_asked": lambda: [
            finding.find_asked(one, **more, **asker)
            for text in sought[::7]
            for one, more in ((Named(name=text), {}), (Named(), {"reference": text}))
        ],
        "find_cases": lambda: [
            finding.find_cases(text, **asker)
            for case in cases
            for text in (case["called"], case["reference"])
        ],
        "kin_of": lambda: [finding.kin_of(name, **asker) for name in names[::4]],
        "others_in_cases_of": each(companions.others_in_cases_of, persons, **asker),
        "joinable_among": lambda: finding.joinable_among(persons, **asker),
        "likely_same": lambda: [search.likely_same(one, **asker) for one in told],
        "may_be_each": lambda: alike.may_be_each(told, **asker),
        "parties_of": each(parties.parties_of, [case["id"] for case in cases], **asker),
        "files_of": lambda: parties.files_of(set(persons), **asker),
        "languages_of": each(kept.languages_of, persons, **asker),
        "picture": lambda: [
            found
            for row in facts.all("people_picture")
            for is_small in (False, True)
            if (found := _shown_picture(row, is_small=is_small, **asker))
        ],
        "gap_counts": lambda: repr(quality.gap_counts(on=at.date(), **asker)),
        "persons_with": each(
            lambda gap, **who: quality.persons_with(gap, on=at.date(), **who), [*quality.Gap], **asker
        ),
        "needs_on_record": lambda: needs.needs_on_record(persons, **asker),
        "needs_due": lambda: needs.needs_due(on=at.date(), **asker),
        "person_timeline": each(timeline.person_timeline, persons, **asker),
    }


def _shown(number: str) -> DocumentShown:
    return DocumentShown(document=DocumentKind.PASSPORT, number=number, issuing_state="UTO")


def _shown_picture(row: Fact, **more: Any) -> tuple[Any, ...] | None:
    """A picture and its id, when it is shown."""
    try:
        return row["id"], kept.picture(row["person_id"], row["id"], **more)
    except Hidden:
        return None


def _unseen(sees: Answer, me: Somebody) -> Callable[[Fact], bool]:
    return lambda row: not sees(me, row)


def secrets_of_people(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids and texts of persons that this one must never be told. That somebody was part of a case stays with
    the case; who it was does not."""
    hidden: dict[str, str] = {}
    for name in facts.all("people_name", lambda row: not me.sees_name(row)):
        hidden |= {str(name["id"]): "the id of a name", name["written"]: "a name"}
    for document in facts.all("people_persondocument", lambda row: not me.reads_person(row["person_id"])):
        hidden |= {str(document["id"]): "the id of a document", f"'{document['number']}'": "its number"}
    for table, expected in EXPECTED_OF_KEPT.items():
        for row in facts.all(table, _unseen(expected.sees, me)):
            hidden[str(row["id"])] = f"a row of {table}"
    for person in facts.all("people_person", lambda row: not me.lists_person(row["id"])):
        hidden[f"'{person['called']}'"] = "how somebody is called"
        parts = [part for part in facts.all("cases_party") if part["person_id"] == person["id"]]
        if not any(me.sees_case(part["case_id"]) for part in parts):
            hidden[str(person["id"])] = "the id of a person"
    return hidden
