"""The same tables as Limen's, as a plain project would describe them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Unit(models.Model):
    """A unit of an office."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=200)

    class Meta:
        managed = False
        db_table = 'public"."identity_unit'

    def __str__(self) -> str:
        return self.name


class Case(models.Model):
    """A case."""

    id = models.UUIDField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    reference = models.CharField(max_length=40)
    called = models.CharField(max_length=200)
    phase = models.CharField(
        max_length=20,
        choices=[(one, one) for one in ("registered", "admissibility", "examination", "decided", "closed")],
    )
    opened_on = models.DateField()
    is_restricted = models.BooleanField()

    class Meta:
        managed = False
        db_table = 'public"."cases_case'
        ordering: ClassVar = ["opened_on", "id"]

    def __str__(self) -> str:
        return self.reference
