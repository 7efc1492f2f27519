"""Folds the figures of units: many small steps become one number. Safe to miss and safe to run twice."""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app

from limen.domain.worklists.queries.figures import fold_figures

_log = structlog.get_logger("limen.jobs")


@app.periodic(cron="*/5 * * * *")
@app.task(name="limen.fold_figures", queue="clockwork", lock="limen.fold_figures")
def fold_often(timestamp: int) -> None:
    """Fold what was added since the last time."""
    _log.info("figures_folded", count=fold_figures())
