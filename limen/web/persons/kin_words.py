"""What somebody is to a person, in words, from either side of a relationship."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from limen.domain.families.names import Kind
from limen.domain.families.queries.cards import RelationshipCard
from limen.web.components.shapes import Text

# The same relationship from the other side: whose parent one is, is one's child.
_OTHER_SIDE: dict[Kind, Text] = {
    Kind.PARENT: _("Child"),
    Kind.GRANDPARENT: _("Grandchild"),
    Kind.OTHER_RELATIVE: _("Relative of"),
    Kind.CARETAKER: _("In the care of this person"),
    Kind.OTHER: _("Something else, seen from here"),
}
# How many generations above the person the other one stands.
_ABOVE: dict[Kind, int] = {Kind.PARENT: 1, Kind.GRANDPARENT: 2, Kind.CARETAKER: 1}


def kin_words(card: RelationshipCard) -> Text:
    """What the relative is to the person whose page it is."""
    if not card.is_first or card.kind.is_mutual:
        return card.kind.label
    return _OTHER_SIDE[card.kind]


def generation(card: RelationshipCard) -> int:
    """Above the person, beside or below them: 2, 1, 0, -1, -2."""
    above = _ABOVE.get(card.kind, 0)
    return -above if card.is_first else above
