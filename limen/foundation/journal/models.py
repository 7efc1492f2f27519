"""The tables of the house's memory. The application reads them; only functions in schema `journal` write."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Entry(models.Model):
    """One line of the journal: one event of one act. `hash` covers `prev` and every field up to `facts`."""

    stream_id = models.UUIDField()
    seq = models.BigIntegerField()
    act_id = models.UUIDField()
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_system = models.CharField(max_length=80, default="")
    session_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    compartment = models.CharField(max_length=40, default="general")
    facts = models.TextField()
    prev = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream_id", "seq"], name="journal_entry_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["act_id"], name="journal_entry_act")]


class PersonalFact(models.Model):
    """A personal value of an entry, kept apart so that erasing it leaves the chain whole.

    The entry holds only `sha256(salt + value)`; without the salt the hash says nothing about the value.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="personal_facts")
    field = models.CharField(max_length=80)
    value = models.TextField()
    salt = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "field"], name="journal_personal_once"),
        ]


class Head(models.Model):
    """Where each chain ends: its length and last hash, so that a cut tail shows."""

    stream_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()
    sealed_seq = models.BigIntegerField(default=0)


class Seal(models.Model):
    """A signed statement of all chains at one moment. Its root, kept elsewhere, betrays a rewritten past.

    `lines` counts every line that seals cover so far, `streams` the chains that had grown for this one, and
    `tree` is the Merkle root over these. The number is `id`, and has no gaps.
    """

    at = models.DateTimeField()
    lines = models.BigIntegerField()
    streams = models.BigIntegerField()
    tree = models.BinaryField()
    root = models.BinaryField()
    key_id = models.CharField(max_length=64)
    signature = models.BinaryField()


class SealedHead(models.Model):
    """The chains that had grown when a seal was set, and how far each had come."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="heads")
    stream_id = models.UUIDField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seal", "stream_id"], name="journal_sealed_once"),
        ]


class Reading(models.Model):
    """Somebody was shown something: one case, or a list with cases in it. Written before it is served."""

    at = models.DateTimeField()
    by_id = models.UUIDField()
    session_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField()
    what = models.CharField(max_length=80)
    case_ids = ArrayField(models.UUIDField())


class Denial(models.Model):
    """Somebody asked for what is not theirs, or is not there. Survives the rollback of the request."""

    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    session_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    what = models.CharField(max_length=80)
    target = models.CharField(max_length=80)
    why = models.CharField(max_length=20)
