"""Persons and what is known of them. Row security shows a person through the cases they are party to.

A value that was not told is null, and the state beside it says why; the database holds that.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from limen.domain.people.models.kept import ended_by_somebody, told_or_not
from limen.domain.people.names import (
    Answer,
    Belonging,
    DocumentKind,
    Examination,
    NameKind,
    Sex,
    Source,
    Told,
)
from limen.foundation.ids import new_id


class Day(models.Model):
    """When somebody was born, as told: what is on record of a person, or what was on record before. Calendar,
    precision and numbers (year, month, day, as far as they were told) are those of `limen.likeness.days`."""

    birth_state = models.CharField(max_length=20, choices=Told)
    birth_words = models.CharField(max_length=100, null=True)
    birth_calendar = models.CharField(max_length=20, null=True)
    birth_precision = models.CharField(max_length=20, null=True)
    birth_numbers = ArrayField(models.SmallIntegerField(), default=list)
    birth_earliest = models.DateField(null=True)
    birth_latest = models.DateField(null=True)
    birth_source = models.CharField(max_length=20, choices=Source, null=True)
    birth_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    birth_at = models.DateTimeField()

    class Meta:
        abstract = True


class Person(Day):
    """Somebody, as one organisation knows them. `called` is the line by which lists show them: their main
    name. `version` counts what was said of the birth, `sex_version` and `gender_version` of these; while
    `sex_by` is null, whoever registered the person wrote it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT)
    called = models.CharField(max_length=200)
    sex = models.CharField(max_length=1, choices=Sex, null=True)
    sex_state = models.CharField(max_length=20, choices=Told)
    sex_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    sex_at = models.DateTimeField(null=True)
    sex_version = models.PositiveIntegerField(default=1)
    gender = models.CharField(max_length=100, null=True)
    gender_state = models.CharField(max_length=20, choices=Told)
    gender_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    gender_at = models.DateTimeField(null=True)
    gender_version = models.PositiveIntegerField(default=1)
    registered_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(called=""), name="people_person_is_called"),
            models.CheckConstraint(condition=told_or_not("sex_state", "sex"), name="people_sex_told"),
            models.CheckConstraint(
                condition=told_or_not("gender_state", "gender"), name="people_gender_told"
            ),
            models.CheckConstraint(
                condition=told_or_not("birth_state", "birth_words"), name="people_birth_told"
            ),
            models.CheckConstraint(
                condition=Q(birth_latest__gte=F("birth_earliest"))
                | Q(birth_earliest__isnull=True, birth_latest__isnull=True),
                name="people_birth_in_order",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["birth_earliest", "birth_latest"], name="people_born"),
        ]


class EarlierBirth(Day):
    """What was on record before a birth was corrected. Nothing that was told is ever overwritten."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="earlier_births")
    version = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "version"], name="people_earlier_birth_once"),
        ]


class EarlierAnswer(models.Model):
    """The sex or gender that was on record before it was corrected."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="earlier_answers")
    about = models.CharField(max_length=20, choices=Answer)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=Told)
    says = models.CharField(max_length=100, null=True)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "about", "version"], name="people_earlier_answer_once"),
            models.CheckConstraint(condition=told_or_not("state", "says"), name="people_earlier_answer_told"),
        ]


class Name(models.Model):
    """One name of a person. `parts` is a list of {text, kind} in the order in which the person says them."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="names")
    kind = models.CharField(max_length=20, choices=NameKind)
    parts = models.JSONField()
    written = models.CharField(max_length=200)
    script = models.CharField(max_length=4)
    source = models.CharField(max_length=20, choices=Source)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    is_main = models.BooleanField(default=False)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(written=""), name="people_name_is_written"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_main=True), name="people_one_main_name"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="people_name_of_person")]


class NameKey(models.Model):
    """The words of a name, by which it is found, of one version of `limen.likeness`: numbers of 64 bits, in
    the order of the name, then those of neighbours as one word. One row for a name, under an inverted
    index."""

    name = models.OneToOneField(Name, models.PROTECT, primary_key=True, db_column="id")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_main = models.BooleanField()
    words = ArrayField(models.BigIntegerField())
    version = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [
            # Without the pending list: who registers waits a little longer, and nobody who searches does.
            GinIndex(fields=["words"], fastupdate=False, name="people_namekey_words"),
            models.Index(fields=["person"], name="people_namekey_of_person"),
        ]


class WordKey(models.Model):
    """A key of a word: words that share one may be the same word in other letters, or misspelt. All offices
    share them, nobody reads them but the search, and they say of nobody who bears a name."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    word = models.BigIntegerField()
    key = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["key", "word"], name="people_wordkey_words"),
            models.Index(fields=["word"], name="people_wordkey_keys"),
        ]


class Nationality(models.Model):
    """To which state somebody belongs, as told by a source, for a time; or that they belong to none. With
    `ended_at` it no longer counts: it was given up, taken away or never held, as `ended_why` says."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="nationalities")
    belonging = models.CharField(max_length=20, choices=Belonging)
    country = models.CharField(max_length=3, null=True)
    source = models.CharField(max_length=20, choices=Source)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ended_by_somebody(), name="people_nationality_ended_by"),
            models.CheckConstraint(
                condition=Q(belonging=Belonging.NATIONAL, country__regex="^[A-Z]{3}$")
                | (~Q(belonging=Belonging.NATIONAL) & Q(country__isnull=True)),
                name="people_nationality_of_a_state",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="people_nationality_of_person")]


class PersonDocument(models.Model):
    """A document that shows who somebody is. `number_key` is the number in capitals without signs.

    `zone_is_sound`: whether every check digit of the machine-readable zone agrees; null without a zone.
    """

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="documents")
    document = models.CharField(max_length=20, choices=DocumentKind)
    number = models.CharField(max_length=60)
    number_key = models.CharField(max_length=60, db_collation="C")
    issuing_state = models.CharField(max_length=3)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    examination = models.CharField(max_length=20, choices=Examination)
    zone = models.CharField(max_length=200, null=True)
    zone_is_sound = models.BooleanField(null=True)
    added_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(number_key=""), name="people_document_has_a_number"),
            models.CheckConstraint(
                condition=Q(zone__isnull=False, zone_is_sound__isnull=False)
                | Q(zone__isnull=True, zone_is_sound__isnull=True),
                name="people_zone_was_checked",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="people_document_of_person"),
            models.Index(fields=["number_key"], name="people_document_number"),
        ]
