"""The keys under which something was already done, and what was answered."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models

from limen.foundation.ids import new_id


class Done(models.Model):
    """One key of one account: what was asked (as a hash) and the answer that was given."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    key = models.CharField(max_length=80)
    asked = models.BinaryField()
    status = models.SmallIntegerField()
    location = models.CharField(max_length=500, default="")
    body = models.BinaryField(default=b"")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account_id", "key"], name="once_per_account_and_key"),
        ]
