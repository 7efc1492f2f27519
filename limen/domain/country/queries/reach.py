"""The application's own wall around the library: by organisation and level, for those who work on cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.country.models import Collection, Inquiry, Passage, Report
from limen.domain.country.names import Level
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

READS, KEEPS = "country.ask", "country.keep"


def reports_within(by: Actor) -> QuerySet[Report]:
    """Reports that the actor may know of, those in use and the others. Without what opens their files."""
    return Report.objects.filter(_open_to(by, "")).defer("file_key")


def passages_within(by: Actor) -> QuerySet[Passage]:
    """Their passages."""
    return Passage.objects.filter(_open_to(by, "report__")).defer("words")


def report_within(report_id: UUID, *, by: Actor) -> Report:
    """One report. Raises `Hidden`."""
    row = reports_within(by).filter(pk=report_id).first()
    if row is None:
        raise Hidden(f"report {report_id}")
    return row


def locked_report(report_id: UUID, *, by: Actor) -> Report:
    """A report of the actor's own library, locked for the rest of the act. Raises `Hidden`."""
    rows = reports_within(by).filter(pk=report_id, organisation_id=by.organisation_id)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"report {report_id}")
    return row


def is_kept(digest: str, *, by: Actor) -> bool:
    """Whether the library of the actor's organisation has this very file in use."""
    own = reports_within(by).filter(organisation_id=by.organisation_id)
    return own.filter(digest=digest, withdrawn_at=None).exists()


def collections_within(by: Actor) -> QuerySet[Collection]:
    """Collections that the actor may know of."""
    return Collection.objects.filter(_open_to(by, ""))


def locked_collection(collection_id: UUID, *, by: Actor) -> Collection:
    """A collection of the actor's own library, locked for the rest of the act. Raises `Hidden`."""
    rows = collections_within(by).filter(pk=collection_id, organisation_id=by.organisation_id)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"collection {collection_id}")
    return row


def inquiries_within(by: Actor) -> QuerySet[Inquiry]:
    """Questions to the library: one's own, all of one's organisation for its keepers, and answers that were
    read by a second person and let out."""
    if not by.may(READS):
        return Inquiry.objects.none()
    own = Q(organisation_id=by.organisation_id)
    if not by.may(KEEPS):
        own &= Q(asked_by_id=by.id)
    return Inquiry.objects.filter(own | Q(reviewed_at__isnull=False) & _open_to(by, ""))


def locked_inquiry(inquiry_id: UUID, *, by: Actor) -> Inquiry:
    """A question of the actor's own organisation, locked for the rest of the act. Raises `Hidden`."""
    rows = inquiries_within(by).filter(pk=inquiry_id, organisation_id=by.organisation_id)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"inquiry {inquiry_id}")
    return row


def _open_to(by: Actor, path: str) -> Q:
    def is_(**what: Any) -> Q:
        return Q(**{f"{path}{name}": value for name, value in what.items()})

    if not by.may(READS):
        return Q(pk__in=[])
    levels = [Level.INSTALLATION, Level.ORGANISATION, *([Level.KEEPERS] if by.may(KEEPS) else [])]
    return is_(level=Level.INSTALLATION) | is_(organisation_id=by.organisation_id, level__in=levels)
