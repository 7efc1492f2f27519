"""The words of a decision, and what a version of it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST = 100_000  # letters of one section


class DecisionState(TextChoices):
    """How far a decision has come."""

    DRAFT = "draft", _("Draft")
    WITH_READER = "with_reader", _("With the second reader")
    RETURNED = "returned", _("Sent back by the second reader")
    APPROVED = "approved", _("Approved by the second reader")
    SIGNED = "signed", _("Signed, not yet served")
    SERVED = "served", _("Served")
    VOID = "void", _("Set aside")


# What can still be written in, and what a person is told of.
OPEN = (DecisionState.DRAFT, DecisionState.WITH_READER, DecisionState.RETURNED, DecisionState.APPROVED)
FROZEN = (DecisionState.SIGNED, DecisionState.SERVED)


class AnswerKind(TextChoices):
    """What somebody said to a question that the law asks of a decision."""

    CONSIDERED = "considered", _("Considered")
    NOT_ARISING = "not_arising", _("Does not arise")
    WAIVED = "waived", _("Waived")


class ServiceWay(TextChoices):
    """How a decision reached a person."""

    IN_PERSON = "in_person", _("Handed over in person")
    REPRESENTATIVE = "representative", _("To the representative or adviser")
    POST = "post", _("By registered post")
    ELECTRONIC = "electronic", _("Electronically, with a receipt")
    PUBLIC = "public", _("By public notice")


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a version says: the text of each section, and the outcome of each person, by their ids."""

    sections: Mapping[str, str]
    outcomes: Mapping[str, str]

    def kept(self) -> dict[str, dict[str, str]]:
        """As a row keeps it."""
        return {"sections": dict(self.sections), "outcomes": dict(self.outcomes)}

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> Content:
        """From what a row kept."""
        return cls(sections=kept["sections"], outcomes=kept["outcomes"])

    @property
    def digest(self) -> str:
        """The SHA-256 of all of it, written in one canonical way. An empty section is like none."""
        told = {
            "sections": {id: text for id, text in self.sections.items() if text.strip()},
            "outcomes": dict(self.outcomes),
        }
        written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()


NOTHING_YET = Content(sections={}, outcomes={})
