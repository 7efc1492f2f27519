"""The words of an application: how far it is, what became of a piece of evidence, and an answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from limen.domain.people.names import Told


class ApplicationState(TextChoices):
    """How far an application is."""

    DRAFT = "draft", _("Being filled in")
    LODGED = "lodged", _("Lodged")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EvidenceState(TextChoices):
    """What became of a piece of evidence that was asked for."""

    RECEIVED = "received", _("Received")
    ACCEPTED = "accepted", _("Accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    NOT_AVAILABLE = "not_available", _("Not available")
    WAIVED = "waived", _("Done without")


SETTLED = (EvidenceState.RECEIVED, EvidenceState.ACCEPTED, EvidenceState.WAIVED)


class LetterKind(TextChoices):
    """What a letter about an application is for."""

    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    MISSING_EVIDENCE = "missing_evidence", _("What is missing")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to one question. A day is told as 2026-06-12; `as_told` keeps the words that were used."""

    state: Told = Told.NOT_ASKED
    value: str = ""
    as_told: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether the question was put: “not known” is an answer, “not asked” is none."""
        return self.state is not Told.NOT_ASKED and (self.state is not Told.TOLD or bool(self.value))

    def kept(self) -> dict[str, str]:
        """As a row keeps it."""
        return {"state": self.state.value, "value": self.value, "as_told": self.as_told}

    @classmethod
    def read(cls, kept: dict[str, str]) -> Answer:
        """As a row kept it."""
        return cls(state=Told(kept["state"]), value=kept["value"], as_told=kept.get("as_told", ""))
