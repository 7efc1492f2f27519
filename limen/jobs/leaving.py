"""Catalogues that were sent to the library and never ended: put away at night, with the files that waited."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from limen.domain.country.queries.waiting import put_deliveries_away
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import Store

_log = structlog.get_logger("limen.jobs")


@app.periodic(cron="50 3 * * *")
@app.task(name="limen.put_deliveries_away", queue="clockwork")
def put_away_at_night(timestamp: int) -> None:
    """Put away what waited longer than the setting lets it."""
    count = put_away(
        store_of(settings.FILES), days=settings.CATALOGUE_DAYS, at=datetime.fromtimestamp(timestamp, UTC)
    )
    if count:
        _log.info("deliveries_put_away", count=count)


def put_away(store: Store, *, days: int, at: datetime) -> int:
    """Put away what was sent so many days before; how many files that waited are removed once that is
    certain."""
    with transaction.atomic():
        files = put_deliveries_away(sent_before=at - timedelta(days=days), at=at)
        for stored_as in files:
            transaction.on_commit(partial(store.remove, stored_as))
    return len(files)
