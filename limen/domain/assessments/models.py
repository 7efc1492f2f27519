"""The tables of evidence boards. What was said is followed by what is said next, never overwritten; every row
closes with its case and compartment."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from limen.domain.assessments.names import ONE_EACH, PieceKind
from limen.domain.identity.names import Compartment
from limen.foundation.ids import new_id


class Board(models.Model):
    """Where what one person tells in one application is weighed. `template` and `analysis` are those of the
    edition for the procedure on `governed_on`, either may be empty; none of it changes once the board is
    open, but `version`, which counts the acts on it. Where there was no analysis, somebody can open one later
    and once: it is then of `analysis_edition`."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment, default=Compartment.GENERAL)
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    edition = models.ForeignKey("policy.Edition", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    template = models.CharField(max_length=60, blank=True)
    analysis = models.CharField(max_length=60, default="", blank=True)
    governed_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    analysis_edition = models.ForeignKey("policy.Edition", models.PROTECT, null=True, related_name="+")
    analysis_opened_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    analysis_opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "person", "compartment"], name="assessments_board_once"
            ),
            models.CheckConstraint(
                condition=~Q(template="", analysis=""), name="assessments_board_has_a_law"
            ),
            models.CheckConstraint(
                condition=Q(
                    analysis_edition__isnull=True,
                    analysis_opened_by__isnull=True,
                    analysis_opened_at__isnull=True,
                )
                | Q(
                    analysis_edition__isnull=False,
                    analysis_opened_by__isnull=False,
                    analysis_opened_at__isnull=False,
                    analysis__gt="",
                ),
                name="assessments_analysis_opened_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "opened_at", "id"], name="assessments_of_case"),
        ]


class OfBoard(models.Model):
    """A row under a board; case and compartment are repeated, so that each row closes by itself."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    board = models.ForeignKey(Board, models.PROTECT, related_name="%(class)ss")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=40, choices=Compartment)

    class Meta:
        abstract = True


class Piece(OfBoard):
    """Something laid on a board: beside a fact (`of`), or beside the account as a whole. `number` is that of
    its latest version, `place` counts the facts of a board as they were stated; `question` is that which an
    answer is to."""

    kind = models.CharField(max_length=20, choices=PieceKind)
    of = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    place = models.PositiveIntegerField(default=0)
    question = models.CharField(max_length=60, default="", blank=True)
    number = models.PositiveIntegerField(default=1)
    laid_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    laid_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    why_withdrawn = models.CharField(max_length=2000, default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["board", "kind", "of"],
                condition=Q(kind__in=ONE_EACH),
                nulls_distinct=False,
                name="assessments_one_in_its_place",
            ),
            models.UniqueConstraint(
                fields=["board", "question", "of"],
                condition=Q(kind=PieceKind.ANSWER),
                nulls_distinct=False,
                name="assessments_one_answer",
            ),
            models.CheckConstraint(
                condition=Q(kind=PieceKind.ANSWER, question__gt="")
                | (~Q(kind=PieceKind.ANSWER) & Q(question="")),
                name="assessments_answer_to_a_question",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, why_withdrawn="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(why_withdrawn="")),
                name="assessments_withdrawn_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PieceKind.FACT) | Q(of__isnull=True), name="assessments_fact_stands_alone"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["board", "place", "laid_at", "id"], name="assessments_pieces"),
        ]


class Version(OfBoard):
    """What a piece said after one save. `content` is as the classes of `names` write it."""

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    digest = models.CharField(max_length=64)
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["piece", "number"], name="assessments_version_once"),
        ]


class Draft(models.Model):
    """What one person is typing in one place of a board, as the form has it. Seen by them alone."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    board = models.ForeignKey(Board, models.PROTECT, related_name="drafts")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    slot = models.CharField(max_length=120)
    typed: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField()
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["board", "slot", "member"], name="assessments_one_draft"),
        ]
