"""The words of families: what people are to each other, how sure that is, and who acts for a child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from limen.domain.people.names import Source


class Kind(TextChoices):
    """What the first person is to the other one. A child is said from the side of the parent, and so on."""

    PARENT = "parent", _("Parent")
    PARTNER = "partner", _("Spouse or partner")
    SIBLING = "sibling", _("Brother or sister")
    GRANDPARENT = "grandparent", _("Grandparent")
    OTHER_RELATIVE = "other_relative", _("Other relative")
    CARETAKER = "caretaker", _("Foster parent or caretaker")
    TRAVELLING_TOGETHER = "travelling_together", _("Travelling together")
    OTHER = "other", _("Something else")

    @property
    def is_mutual(self) -> bool:
        """Whether each is to the other what the other is to them."""
        return self in {Kind.PARTNER, Kind.SIBLING, Kind.TRAVELLING_TOGETHER}

    @property
    def is_said_in_words(self) -> bool:
        """Whether the kind alone says too little."""
        return self in {Kind.OTHER_RELATIVE, Kind.OTHER}


class Union(TextChoices):
    """How two partners are joined, as they say or a document does."""

    CIVIL = "civil", _("Married by a state")
    RELIGIOUS = "religious", _("Married by religion or custom")
    REGISTERED = "registered", _("Registered partnership")
    COHABITING = "cohabiting", _("Living together as partners")
    NOT_KNOWN = "not_known", _("Not known")


class Stance(TextChoices):
    """How far a relationship is believed. It is said by somebody, with a reason, and computed by nobody."""

    CLAIMED = "claimed", _("Claimed")
    SUPPORTED = "supported", _("Supported by evidence")
    DISPUTED = "disputed", _("Disputed")
    NOT_SO = "not_so", _("Found not to be so")


class AppointmentKind(TextChoices):
    """As what somebody acts for a person."""

    GUARDIAN = "guardian", _("Guardian of a child")
    PROVISIONAL = "provisional", _("Provisional representative")
    LEGAL_ADVISER = "legal_adviser", _("Legal adviser")
    ORGANISATION = "organisation", _("Representative organisation")
    TRUSTED_ADULT = "trusted_adult", _("Trusted adult")

    @property
    def answers_for_a_child(self) -> bool:
        """Whether a child who has one is not without anybody who answers for them in law."""
        return self in {
            AppointmentKind.GUARDIAN,
            AppointmentKind.PROVISIONAL,
            AppointmentKind.ORGANISATION,
        }


class Accompanied(TextChoices):
    """With whom a child came, as the officer says after having asked."""

    BY_PARENT = "by_parent", _("Accompanied by a parent or usual caretaker")
    SEPARATED = "separated", _("Separated: with another adult relative")
    UNACCOMPANIED = "unaccompanied", _("Unaccompanied")
    NOT_CLEAR = "not_clear", _("Not clear yet")
    NOT_ASKED = "not_asked", _("Not asked")


@dataclass(frozen=True, kw_only=True)
class Weight:
    """How far something is believed, and on what ground: the source, who said so, and the evidence in
    words."""

    stance: Stance = Stance.CLAIMED
    source: Source = Source.PERSON
    said_by: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, kw_only=True)
class RelationshipTold:
    """That `person_id` is `kind` of `other_id`. `words` say what the kind does not; `union` is how
    partners are joined."""

    person_id: UUID
    kind: Kind
    other_id: UUID
    union: Union | None = None
    words: str | None = None
    weight: Weight = Weight()
    since_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AppointmentTold:
    """Who acts for a person: a name that may be told to whoever reads that person, and what is known.

    `representative_id` is their own record, if there is one; it is seen by whoever reads both.
    """

    kind: AppointmentKind
    name: str
    organisation: str | None = None
    contact: str | None = None
    appointed_on: date
    authority: str | None = None
    evidence: str | None = None
    until_on: date | None = None
    representative_id: UUID | None = None
