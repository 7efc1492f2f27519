"""What else was told of a person: places, languages, whom they wish to interpret, what became of them.

A running row is shown with the file; an ended one stays in the house.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from limen.domain.people.models.kept import Kept, TellsDay, ended_by_somebody, running, told_or_not
from limen.domain.people.names import (
    FateKind,
    InterpreterSex,
    PlaceKind,
    Reading,
    Source,
    Speaking,
    Told,
)


class Place(Kept):
    """Where somebody was born, or last lived habitually. Each correction is a row of the next version."""

    kind = models.CharField(max_length=20, choices=PlaceKind)
    country = models.CharField(max_length=3, null=True)
    country_state = models.CharField(max_length=20, choices=Told)
    words = models.CharField(max_length=200, null=True)
    words_state = models.CharField(max_length=20, choices=Told)
    source = models.CharField(max_length=20, choices=Source, null=True)
    version = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ended_by_somebody(), name="people_place_ended_by"),
            models.CheckConstraint(
                condition=told_or_not("country_state", "country"), name="people_place_country_told"
            ),
            models.CheckConstraint(
                condition=Q(country__isnull=True) | Q(country__regex="^[A-Z]{3}$"),
                name="people_place_in_a_state",
            ),
            models.CheckConstraint(
                condition=told_or_not("words_state", "words"), name="people_place_words_told"
            ),
            models.UniqueConstraint(fields=["person", "kind", "version"], name="people_place_once"),
            models.UniqueConstraint(fields=["person", "kind"], condition=running(), name="people_one_place"),
        ]


class Language(Kept):
    """A language that somebody speaks, signs or understands. What is said anew of one ends what was said."""

    language = models.CharField(max_length=3)
    dialect = models.CharField(max_length=100, null=True)
    speaking = models.CharField(max_length=20, choices=Speaking)
    reading = models.CharField(max_length=20, choices=Reading)
    is_preferred = models.BooleanField()
    source = models.CharField(max_length=20, choices=Source)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ended_by_somebody(), name="people_language_ended_by"),
            models.CheckConstraint(
                condition=Q(language__regex="^[a-z]{3}$") & (Q(dialect__isnull=True) | ~Q(dialect="")),
                name="people_language_is_named",
            ),
            models.UniqueConstraint(
                fields=["person", "language", "dialect"],
                condition=running(),
                nulls_distinct=False,
                name="people_language_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="people_language_of_person")]


class WishedInterpreter(Kept):
    """Of which sex somebody wishes their interpreter, and what else they wish."""

    sex = models.CharField(max_length=20, choices=InterpreterSex, null=True)
    sex_state = models.CharField(max_length=20, choices=Told)
    others = models.CharField(max_length=500, null=True)
    version = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ended_by_somebody(), name="people_wish_ended_by"),
            models.CheckConstraint(condition=told_or_not("sex_state", "sex"), name="people_wish_told"),
            models.CheckConstraint(
                condition=Q(others__isnull=True) | ~Q(others=""), name="people_wish_says_something"
            ),
            models.UniqueConstraint(fields=["person", "version"], name="people_wish_once"),
            models.UniqueConstraint(fields=["person"], condition=running(), name="people_one_wish"),
        ]


class ExcludedInterpreter(Kept):
    """Whom somebody does not want between them and us: a name or a number in words, and why."""

    who = models.CharField(max_length=200)
    why = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ended_by_somebody(), name="people_excluded_ended_by"),
            models.CheckConstraint(condition=~Q(who="") & ~Q(why=""), name="people_excluded_somebody"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="people_excluded_by_person")]


class Fate(Kept, TellsDay):
    """That somebody is missing or has died. Ended with a reason when they are found, or it was not so."""

    fate = models.CharField(max_length=20, choices=FateKind)
    source = models.CharField(max_length=20, choices=Source)
    evidence = models.CharField(max_length=1000)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ended_by_somebody(), name="people_fate_ended_by"),
            models.CheckConstraint(condition=~Q(evidence=""), name="people_fate_rests_on_something"),
            models.CheckConstraint(
                condition=Q(day_latest__gte=F("day_earliest"))
                | Q(day_earliest__isnull=True, day_latest__isnull=True),
                name="people_fate_in_order",
            ),
            models.UniqueConstraint(fields=["person"], condition=running(), name="people_one_fate"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="people_fate_of_person")]
