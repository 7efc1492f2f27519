"""The tables of identity. Accounts and sessions are reached only through the door (see `site/routing.py`)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from limen.domain.identity.names import Assurance, Compartment, OrganisationKind, Role, Theme
from limen.foundation.actors import Reach
from limen.foundation.ids import new_id


class Instance(models.Model):
    """The one row that says what this installation is. Only a demo database accepts a demo session."""

    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="identity_one_instance")
        ]


class Organisation(models.Model):
    """An authority or an agency: the outermost wall. Only a listed one is known to the others. `stage_days`
    and `quiet_days`: after how many days a case has stood at one stage, or without an act, too long."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=60, default="UTC")
    is_listed = models.BooleanField(default=False)
    stage_days = models.PositiveSmallIntegerField(null=True)
    quiet_days = models.PositiveSmallIntegerField(null=True)


class Unit(models.Model):
    """A team. Cases lie with a unit; a posting in it decides how far a person reaches into them."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    is_listed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="identity_unit_named_once"),
        ]


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by login. Making one is an act (`identity.invite`), not a method."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(login=(username or "").casefold())


class Account(AbstractBaseUser):
    """How somebody signs in. Who they are in the house is `Member`; the two meet only in the database."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    login = models.CharField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Accounts()

    def __str__(self) -> str:
        return self.login


class Member(models.Model):
    """A person who works here: name, organisation, and how Limen should speak to them. `languages` and
    `countries` are what an administrator recorded that they know; None while nobody did."""

    account = models.OneToOneField(
        Account, models.PROTECT, primary_key=True, db_column="id", related_name="member"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=60, default="UTC")
    theme = models.CharField(max_length=10, choices=Theme, default=Theme.AUTO)
    languages = ArrayField(models.CharField(max_length=3), null=True)
    countries = ArrayField(models.CharField(max_length=3), null=True)
    version = models.PositiveIntegerField(default=1)


class Posting(models.Model):
    """A person in a role in a unit for a time, and how far that reaches into the unit's cases."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings")
    role = models.CharField(max_length=30, choices=Role)
    reach = models.PositiveSmallIntegerField(
        choices=[(r.value, r.name) for r in Reach], default=Reach.ASSIGNED
    )
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            # Administrators keep the house; they do not read the files in it. Nor do interpreters.
            models.CheckConstraint(
                condition=~models.Q(role__in=["administrator", "auditor", "policy_lead", "interpreter"])
                | models.Q(reach=0),
                name="identity_keepers_read_no_case",
            ),
        ]


class Clearance(models.Model):
    """Leave to know of one compartment, for a time."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT, related_name="clearances")
    compartment = models.CharField(max_length=40, choices=Compartment)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "compartment"],
                condition=models.Q(until_at__isnull=True),
                name="identity_cleared_once",
            ),
        ]


class Session(models.Model):
    """A signed-in browser. The secret itself is never stored: `ticket_hash` is the hash of its ticket."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket_hash = models.BinaryField(unique=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    assurance = models.CharField(max_length=20, choices=Assurance, default=Assurance.NONE)
    data = models.TextField(default="")
    device = models.CharField(max_length=200, default="")
    network = models.CharField(max_length=60, default="")
    purpose = models.CharField(max_length=80, default="")
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    idle_until = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
