"""Reports of the library, their passages, and what passages mean as the embedded model tells it.

What a report says is not changed once it is kept, so that what cites it can be relied on: a newer one
follows, or it is withdrawn, and both leave it where it is. What is *said of it* can be put right, and what
was said before stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Cast, Right

from limen.domain.country.names import CONFIGS, PLAIN, Level, LineState, ReportKind, TextState
from limen.foundation.ids import new_id

BITS = 512
CITED_AS = 8  # hexadecimal figures, as in every name of what is cited (`citations.names`, a floor above)
if TYPE_CHECKING:
    Field = models.Field[str, str]
else:
    Field = models.Field


class Bits(Field):
    """A row of bits of a fixed length, as PostgreSQL compares them."""

    def db_type(self, connection: Any) -> str:
        """How the database calls it."""
        return f"bit({BITS})"


def words_of(text: str, language: str) -> Case:
    """The words of a text as they are searched, bent by the grammar of its language where there is one."""
    known = [
        When(**{language: code}, then=SearchVector(text, config=config)) for code, config in CONFIGS.items()
    ]
    return Case(*known, default=SearchVector(text, config=PLAIN))


class Report(models.Model):
    """A report with the file it was archived from. `follows` is the one that it takes the place of."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, choices=Level, default=Level.INSTALLATION)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    authors = models.CharField(max_length=300, default="", blank=True)
    kind = models.CharField(max_length=20, choices=ReportKind)
    language = models.CharField(max_length=3)
    countries = ArrayField(models.CharField(max_length=3), default=list)
    topics = ArrayField(models.CharField(max_length=80), default=list)
    published_on = models.DateField()
    covers_from = models.DateField(null=True)
    covers_until = models.DateField(null=True)
    accessed_on = models.DateField()
    look_again_on = models.DateField(null=True)
    address = models.CharField(max_length=500, default="", blank=True)
    leans_on = ArrayField(models.CharField(max_length=200), default=list)
    source_who = models.TextField(default="", blank=True)
    source_what = models.TextField(default="", blank=True)
    source_why = models.TextField(default="", blank=True)
    source_when = models.TextField(default="", blank=True)
    source_how = models.TextField(default="", blank=True)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64, db_collation="C")
    stored_as = models.UUIDField(unique=True)
    file_key = models.BinaryField()
    pages = models.PositiveIntegerField()
    passages = models.PositiveIntegerField()
    text_state = models.CharField(max_length=20, choices=TextState)
    kept_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="followed_by")
    superseded_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    # The end of the id, by which it is cited: kept, so that a name is found by an index behind the walls.
    cited_as = models.GeneratedField(
        expression=Right(Cast("id", models.CharField()), CITED_AS),
        output_field=models.CharField(max_length=CITED_AS),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "digest"],
                condition=Q(withdrawn_at__isnull=True),
                name="country_report_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-published_on", "-id"], name="country_reports"),
            models.Index(fields=["cited_as"], name="country_report_cited_as"),
        ]


class EarlierDescription(models.Model):
    """What was said of a report before somebody put it right. `said` is as `names.About` has it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    said: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    replaced_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "version"], name="country_description_once"),
        ]


class Passage(models.Model):
    """A paragraph of a page of a report. `language` is the report's."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    language = models.CharField(max_length=3)
    page = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    text = models.TextField()
    is_read_by_machine = models.BooleanField(default=False)
    words = models.GeneratedField(
        expression=words_of("text", "language"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "page", "number"], name="country_passage_once"),
        ]
        indexes: ClassVar = [GinIndex(fields=["words"], name="country_by_words", fastupdate=False)]


class Meaning(models.Model):
    """What a passage means to the embedded model: a vector of 512 numbers in half precision, and the sign of
    each of them, by which near ones are found. A search reads the signs from an index that has them all, so
    that an eighth is read of what the table holds."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    passage = models.OneToOneField(Passage, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, related_name="+", db_index=False)
    bits: Bits = Bits()
    vector = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["report"], include=["passage", "bits"], name="country_signs"),
        ]


class Inquiry(models.Model):
    """A question that the library does not answer yet, put to those who keep it: by when an answer is needed,
    the answer, and who read it before it was let out. `found_nothing`: they looked, and there is nothing."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, choices=Level, default=Level.ORGANISATION)
    countries = ArrayField(models.CharField(max_length=3), default=list)
    question = models.TextField()
    needed_on = models.DateField()
    asked_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(default="", blank=True)
    found_nothing = models.BooleanField(default=False)
    answered_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "inquiries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=models.F("answered_by")),
                name="country_inquiry_second_person",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | Q(answered_by__isnull=False),
                name="country_inquiry_is_answered",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "needed_on", "id"], name="country_inquiries"),
        ]


class Collection(models.Model):
    """What those who keep the library laid together for a profile of claims: a country, and what is claimed.
    From `look_again_on` somebody should look whether it is still what one needs. What was put away is left
    out of lists until somebody brings it back."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, choices=Level, default=Level.ORGANISATION)
    called = models.CharField(max_length=200)
    country = models.CharField(max_length=3)
    claim = models.CharField(max_length=200)
    note = models.TextField(default="", blank=True)
    look_again_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    put_away_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(put_away_by__isnull=True, put_away_at__isnull=True)
                | Q(put_away_by__isnull=False, put_away_at__isnull=False),
                name="country_put_away_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "country", "called"], name="country_collections"),
        ]


class Collected(models.Model):
    """A report in a collection, or one passage of it. What was taken out stays, with who did it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, related_name="+")
    put_in_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    put_in_at = models.DateTimeField()
    taken_out_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "collected"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["collection", "report", "passage"],
                condition=Q(taken_out_at__isnull=True),
                nulls_distinct=False,
                name="country_collected_once",
            ),
        ]


class Delivery(models.Model):
    """A catalogue that was sent with its files. Only those who keep the library see it. `is_put_away`: nobody
    ended it, and the clock did."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("identity.Organisation", models.PROTECT, related_name="+")
    catalogue = models.CharField(max_length=200)
    sent_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_put_away = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes: ClassVar = [models.Index(fields=["organisation", "-sent_at", "-id"], name="country_sent")]


class DeliveryLine(models.Model):
    """A line of it, in words. Its file lies in the store while it waits to be added; then it is the report's,
    or gone."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    said: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField()
    state = models.CharField(max_length=20, choices=LineState)
    whys = ArrayField(models.TextField(), default=list)
    media_type = models.CharField(max_length=100, default="", blank=True)
    size = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="", blank=True, db_collation="C")
    stored_as = models.UUIDField(null=True, unique=True)
    file_key = models.BinaryField(default=bytes)
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "number"], name="country_line_once"),
        ]
