"""Those who offer something, what they offer, where they do, and files of services that were sent.

`said` holds the whole of what is said in the published form, so that nothing is lost on the way in and out.
The columns beside it are copies of what is looked for; `queries/keeping.py` makes them of it.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, Q, When

from limen.domain.country.names import CONFIGS, PLAIN
from limen.domain.directory.names.words import Level, Said, Standing
from limen.foundation.ids import new_id


def words_of(*fields: str) -> Case:
    """The words of these fields, bent by the grammar of the language of the row where there is one."""
    known = [When(language=code, then=SearchVector(*fields, config=name)) for code, name in CONFIGS.items()]
    return Case(*known, default=SearchVector(*fields, config=PLAIN))


class Provider(models.Model):
    """Whoever offers services, as one organisation of the installation keeps it. `known_as` is its
    identifier in the published form."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    known_as: models.UUIDField[UUID, UUID] = models.UUIDField()
    name = models.CharField(max_length=300)
    said: models.JSONField[Said, Said] = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "known_as"], name="directory_provider_once"),
        ]


class Service(models.Model):
    """Something that is offered. `language` is that of its text, `languages` those in which one is served;
    `verified_on` is the last day on which somebody looked whether it is so."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    known_as: models.UUIDField[UUID, UUID] = models.UUIDField()
    level = models.CharField(max_length=20, choices=Level, default=Level.INSTALLATION)
    said: models.JSONField[Said, Said] = models.JSONField(default=dict)
    name = models.CharField(max_length=300)
    tells = models.TextField(default="", blank=True)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.ACTIVE)
    language = models.CharField(max_length=3, default="eng")
    languages = ArrayField(models.CharField(max_length=3), default=list)
    topics = ArrayField(models.CharField(max_length=120), default=list)
    time_zone = models.CharField(max_length=60, default="UTC")
    version = models.PositiveIntegerField(default=1)
    kept_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    changed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    verified_on = models.DateField(null=True)
    verified_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    withdrawn_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)
    words = models.GeneratedField(
        expression=words_of("name", "tells"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "known_as"],
                condition=Q(withdrawn_at__isnull=True),
                name="directory_service_once",
            ),
            models.UniqueConstraint(
                fields=["known_as"],
                condition=Q(withdrawn_at__isnull=True, level=Level.PUBLISHED),
                name="directory_published_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["name", "id"], name="directory_services"),
            models.Index(fields=["provider"], name="directory_of_provider"),
        ]


class Place(models.Model):
    """A location at which a service is offered, or one of its provider alone. `known_as` names the location,
    `offered_as` the service at it, of which `offer` holds what is said. What is confidential is known to the
    members of the organisation alone, all of it; `kept_back` is what its service and its provider said of
    it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="places")
    known_as: models.UUIDField[UUID, UUID] = models.UUIDField()
    offered_as: models.UUIDField[UUID | None, UUID | None] = models.UUIDField(null=True)
    number = models.PositiveIntegerField(default=0)
    is_confidential = models.BooleanField(default=False)
    said: models.JSONField[Said, Said] = models.JSONField(default=dict)
    offer: models.JSONField[Said, Said] = models.JSONField(default=dict)
    kept_back: models.JSONField[Said, Said] = models.JSONField(default=dict)
    city = models.CharField(max_length=200, default="", blank=True)
    postal_code = models.CharField(max_length=40, default="", blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "provider", "service", "known_as", "offered_as"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="directory_place_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service"], name="directory_places"),
            models.Index(fields=["organisation", "known_as"], name="directory_place_known"),
        ]


class Delivery(models.Model):
    """A file of services that was sent: every line of it, with what would become of it, or became."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    level = models.CharField(max_length=20, choices=Level, default=Level.OWN)
    lines: models.JSONField[list[Said], list[Said]] = models.JSONField(default=list)
    sent_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes: ClassVar = [models.Index(fields=["organisation", "-sent_at", "-id"], name="directory_sent")]
