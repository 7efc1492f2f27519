"""Notices to one person."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from limen.foundation.ids import new_id


class Notice(models.Model):
    """One line for one person about one journal entry. The entry says what happened, this who is to know."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    entry_id = models.BigIntegerField()
    kind = models.CharField(max_length=80)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            # Idempotent by (entry, reaction): the relay may deliver an entry twice. What concerns several
            # cases of one person is told of each.
            models.UniqueConstraint(
                fields=["member", "entry_id", "case"], name="notices_once_per_case", nulls_distinct=False
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "at"], condition=Q(read_at__isnull=True), name="notices_unread"),
        ]
