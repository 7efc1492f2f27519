"""Every question about families and ways to reach people, as one of the scene would ask it; and what nobody
may be told by mistake."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from limen.domain.contacts.names import Particulars, Template
from limen.domain.contacts.queries import messages, ways
from limen.domain.families.queries import acting, children, family, homes, reach
from tests.security.expectations_of_families import EXPECTED_OF_FAMILIES
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts, Somebody
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_FAMILIES = {
    "relationships_seen": "asked within locked_relationship", "written_of": "of ids that were asked for",
    "must_see": "of ids that were asked for", "weighing_card": "a card of a loaded row",
    "household_cards": "cards of loaded rows",
    "is_written": "of an id that was asked for", "rule_of": "of a loaded row", "senders_here": "of settings",
    "words_of": "of the question alone", "language_for": "of the question alone", "due": "the worker's",
    "take": "the worker's", "in_hand": "the worker's", "settle": "the worker's",
    "interrupted": "the worker's",
}  # fmt: skip
_EVERYBODY_IS_A_CHILD = date(1000, 1, 1)


def asked_of_families(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """About every person, and every row that an act would lock."""
    asker: dict[str, Any] = {"by": scene.people[name].actor, "at": at}
    persons = [row["id"] for row in facts.all("people_person")]

    def ids(table: str) -> list[Any]:
        return [row["id"] for row in facts.all(table)]

    def key_of(ask: Any) -> Any:
        return lambda key, **who: (row := ask(key, **who)) and row.pk

    return {
        "family_of": each(family.family_of, persons, **asker),
        "children_without_guardian": lambda: children.children_without_guardian(
            born_after=_EVERYBODY_IS_A_CHILD, on=at.date(), **asker
        ),
        "count_children_without_guardian": lambda: children.count_children_without_guardian(
            born_after=_EVERYBODY_IS_A_CHILD, on=at.date(), up_to=1000, **asker
        ),
        "acting_for": lambda: acting.acting_for(persons, on=at.date(), **asker),
        "homes_of": lambda: homes.homes_of(persons, **asker),
        "locked_relationship": each(key_of(reach.locked_relationship), ids("families_relationship"), **asker),
        "locked_dweller": each(key_of(reach.locked_dweller), ids("families_dweller"), **asker),
        "locked_appointment": each(key_of(reach.locked_appointment), ids("families_appointment"), **asker),
        "household_is_seen": each(reach.household_is_seen, ids("families_household"), **asker),
        "ways_of": each(ways.ways_of, persons, **asker),
        "way_seen": each(key_of(ways.way_seen), ids("contacts_way"), **asker),
        "locked_way": each(key_of(ways.locked_way), ids("contacts_way"), **asker),
        "words_to_send": each(
            lambda key, **who: messages.words_to_send(
                key, template=Template.PLEASE_CALL, particulars=Particulars(), **who
            ),
            ids("contacts_way"),
            **asker,
        ),
        "messages_of": each(messages.messages_of, persons, **asker),
        "my_undelivered": lambda: messages.my_undelivered(**asker),
    }


def secrets_of_families(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids of rows that this one must never be told, and where somebody can be reached."""
    hidden: dict[str, str] = {}
    for table, expected in EXPECTED_OF_FAMILIES.items():
        for row in facts.all(table, lambda row: not expected.sees(me, row)):  # noqa: B023
            if table != "families_appointee":  # its id is that of the appointment
                hidden[str(row["id"])] = f"a row of {table}"
    for way in facts.all("contacts_way", lambda row: not me.reads_person(row["person_id"])):
        hidden[way["value"]] = "how somebody is reached"
    return hidden
