"""Proposals that two records are one person, what was answered, and the links that were decided.

A link says that from a time on one record stands for another. Everything stays on the record on which it
was written, so ending the link gives both back as they are. Row security shows it to whoever may read both.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from limen.domain.duplicates.names import Origin, ProposalState, Says
from limen.foundation.ids import new_id


class Proposal(models.Model):
    """Two records that may be one person, in the order of their ids. Without `proposed_by` the house proposed
    it, and nobody has taken it up."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    first = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    second = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    origin = models.CharField(max_length=20, choices=Origin)
    grounds = ArrayField(models.CharField(max_length=20), default=list)
    state = models.CharField(max_length=20, choices=ProposalState, default=ProposalState.OPEN)
    made_at = models.DateTimeField()
    proposed_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    why = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="duplicates_proposal_in_one_order"
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=False, proposed_at__isnull=False) & ~Q(why="")
                | Q(proposed_by__isnull=True, proposed_at__isnull=True, why=""),
                name="duplicates_proposer_says_why",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=False) | Q(origin=Origin.NIGHTLY),
                name="duplicates_only_the_night_has_no_name",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, ended_at__isnull=True)
                | (~Q(state=ProposalState.OPEN) & Q(ended_at__isnull=False)),
                name="duplicates_proposal_has_an_end",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(state=ProposalState.OPEN),
                name="duplicates_one_open_for_a_pair",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "-made_at", "-id"],
                condition=Q(state=ProposalState.OPEN),
                name="duplicates_open",
            ),
            models.Index(fields=["first", "second"], name="duplicates_of_pair"),
            models.Index(fields=["second"], name="duplicates_of_second"),
        ]


class Answer(models.Model):
    """What somebody answered to a proposal, and why. Kept for ever, whatever was answered later."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="answers")
    says = models.CharField(max_length=20, choices=Says)
    why = models.TextField()
    by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["proposal", "-at"], name="duplicates_answers"),
            models.Index(fields=["-at", "-id"], name="duplicates_answers_by_time"),
        ]


class Merging(models.Model):
    """From a time on, `kept` stands for `gone`: one person proposed it, another one decided it. Ending it is
    all there is to undoing it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="mergings")
    kept = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    gone = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    why = models.TextField()
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    undone_why = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="duplicates_two_records"),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("decided_by")), name="duplicates_second_person"
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True, undone_by__isnull=True, undone_why="")
                | (Q(until_at__isnull=False, undone_by__isnull=False) & ~Q(undone_why="")),
                name="duplicates_undone_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(until_at__isnull=True), name="duplicates_gone_into_one"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kept"], condition=Q(until_at__isnull=True), name="duplicates_kept"),
            models.Index(fields=["proposal"], name="duplicates_merging_of"),
        ]
