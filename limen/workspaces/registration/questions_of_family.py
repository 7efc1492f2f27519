"""What the desk asks when the persons are known: kin, ways to reach them, what was seen."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from limen.domain.contacts.names import Answer, Safety, WayKind
from limen.domain.families.names import Accompanied, AppointmentKind, Kind, Union
from limen.domain.people.names import Guarantee, NeedCategory
from limen.domain.registration.names.reading_children import SOMEBODY_ELSE
from limen.domain.registration.names.reading_family import CHILD, GRANDCHILD, relation_of
from limen.domain.registration.names.typed import FamilyTyped, PersonTyped
from limen.web.components.shapes import Text
from limen.workspaces.registration.asking import Choices, Question, Shape
from limen.workspaces.registration.questions import of, with_none

GROUNDS = "grounds"


def relations() -> Choices:
    """What somebody is to the first of the family."""
    return [
        ("", _("Not said")),
        (Kind.PARTNER.value, Kind.PARTNER.label),
        (CHILD, _("Child")),
        (Kind.PARENT.value, Kind.PARENT.label),
        (Kind.SIBLING.value, Kind.SIBLING.label),
        (GRANDCHILD, _("Grandchild")),
        *((one.value, one.label) for one in (Kind.GRANDPARENT, Kind.OTHER_RELATIVE, Kind.CARETAKER)),
        *((one.value, one.label) for one in (Kind.TRAVELLING_TOGETHER, Kind.OTHER)),
    ]


def kin_questions(person: PersonTyped, typed: FamilyTyped) -> list[Question]:
    """What one person is to the first, and to the partner of the first."""
    ask = partial(of, person.id)
    first = typed.persons[0]
    partner = next((one for one in typed.persons[1:] if relation_of(one) == Kind.PARTNER), None)
    label = _("What %(name)s is to %(first)s") % {"name": person.name, "first": first.name}
    found = [ask("relation", label, Shape.LIST, choices=relations(), otherwise=relation_of(person))]
    if relation_of(person) == Kind.PARTNER:
        found.append(ask("union", _("How they are joined"), Shape.LIST, choices=with_none(Union)))
    if partner is not None and relation_of(person) == CHILD:
        also = _("Is %(name)s a child of %(partner)s as well?") % {
            "name": person.name,
            "partner": partner.name,
        }
        found.append(ask("other_parent", also, Shape.LIST, choices=_yes_or_no()))
    if relation_of(person) in {Kind.OTHER_RELATIVE, Kind.OTHER}:
        found.append(ask("relation_words", _("In words")))
    return found


def accompaniment_questions(child: PersonTyped, typed: FamilyTyped) -> list[Question]:
    """With whom a child came, in the field's words, and on what that rests."""
    ask = partial(of, child.id)
    hint = _(
        "Separated: without a parent or usual caretaker, but with another adult relative. Unaccompanied:"
        " without them, and without any adult who by law or custom is responsible for the child."
    )
    others = [(str(one.id), one.name) for one in typed.persons if one.id != child.id]
    states = [one for one in Accompanied if one is not Accompanied.NOT_ASKED]
    return [
        ask("accompanied", _("With whom %(name)s came") % {"name": child.name}, Shape.LIST, hint=hint,
            choices=[(one.value, one.label) for one in (Accompanied.NOT_ASKED, *states)]),
        ask("accompanied_by", _("Who came with %(name)s") % {"name": child.name}, Shape.LIST,
            choices=[("", "–"), *others, (SOMEBODY_ELSE, _("Somebody who is not on this list"))]),
        ask("accompanied_words", _("Who that is, and what they are to the child"), is_optional=True,
            width="two-thirds"),
        ask("accompanied_why", _("What this rests on"), offers=GROUNDS, width="two-thirds",
            hint=_("Such as: as told by the child, as told by the adult, documents seen."),
            is_optional=True),
    ]  # fmt: skip


def grounds() -> list[str]:
    """On what the answer about a child mostly rests."""
    return [
        _("As told by the child"),
        _("As told by the adult"),
        _("As told by both, asked one by one"),
        _("Documents were seen"),
        _("As the border or the police wrote"),
    ]


def guardian_questions(person: PersonTyped) -> list[Question]:
    """Who acts for a child who is here without a parent."""
    ask = partial(of, person.id)
    return [
        ask("guardian", _("Who acts for %(name)s") % {"name": person.name}, is_optional=True),
        ask("guardian_kind", _("As what"), Shape.LIST, choices=AppointmentKind.choices,
            otherwise=AppointmentKind.TRUSTED_ADULT.value),
        ask("guardian_contact", _("How that person is reached"), is_optional=True),
        ask("guardian_since", _("Since which day"), width="one-third", is_optional=True),
    ]  # fmt: skip


def way_questions(place: int, typed: FamilyTyped) -> list[Question]:
    """One way to reach somebody: what matters in the first lines."""
    ask = partial(_of_way, place)
    people = [(str(one.id), one.name) for one in typed.persons]
    return [
        ask("value", _("Number, address or name"), is_optional=True),
        ask("kind", _("By what"), Shape.LIST, choices=WayKind.choices, otherwise=WayKind.PHONE.value),
        ask("whose", _("Whose it is"), Shape.LIST, choices=people),
        ask("safety", _("Is it safe to be reached there?"), Shape.LIST, choices=Safety.choices,
            otherwise=Safety.NOT_ASKED.value,
            hint=_("Nothing is sent where nobody said that it is safe.")),
        ask("leave", _("May a message be left?"), Shape.LIST, choices=_answers()),
        ask("who", _("May we say who calls?"), Shape.LIST, choices=_answers()),
        ask("what", _("May we say what it is about?"), Shape.LIST, choices=_answers()),
    ]  # fmt: skip


def further_way_questions(place: int) -> list[Question]:
    """When, through whom, and what to do when somebody else answers."""
    ask = partial(_of_way, place)
    return [
        ask(
            "since", _("Not before"), width="one-quarter", hint=_("An hour, such as 09:00."), is_optional=True
        ),
        ask("until", _("Not after"), width="one-quarter", is_optional=True),
        ask("through", _("Through whom"), is_optional=True),
        ask("through_relation", _("What that person is to them"), is_optional=True),
        ask("other_answers", _("If somebody else answers"), is_optional=True),
        ask("conditions", _("Other conditions"), is_optional=True),
    ]


def need_questions(person: PersonTyped) -> list[Question]:
    """What was seen of a person, when it is looked at again, and what follows at once."""
    ask = partial(of, person.id)
    return [
        ask("needs", _("What was seen or said"), Shape.BOXES, choices=NeedCategory.choices),
        ask("need_seen", _("In a few words"), Shape.AREA, hint=_("What was seen or said, no diagnosis."),
            attributes={"rows": "2"}, is_optional=True),
        ask("need_review", _("Looked at again on"), width="one-third", is_optional=True),
        ask("need_guarantees", _("What they get now"), Shape.BOXES, choices=Guarantee.choices),
    ]  # fmt: skip


def central_questions() -> list[Question]:
    """What is said of the case itself."""
    return [
        Question(key="family-opened_on", label=_("Day of registration, if it is not today"),
                 width="one-third", is_optional=True),
        Question(key="family-reference", label=_("Reference, if it is not to be made"),
                 width="one-half", is_optional=True),
    ]  # fmt: skip


def _of_way(place: int, field: str, label: Text, shape: Shape = Shape.LINE, **more: Any) -> Question:
    return Question(key=f"way-{place}-{field}", label=label, shape=shape, **more)


def _answers() -> Choices:
    return [(one.value, one.label) for one in (Answer.NOT_ASKED, Answer.YES, Answer.NO)]


def _yes_or_no() -> Choices:
    return [("", _("Not asked")), ("yes", _("Yes")), ("no", _("No"))]
