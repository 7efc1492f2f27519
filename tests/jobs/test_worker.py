"""The worker knows every job there is: one that nobody loads is one that never runs."""

from __future__ import annotations

from pathlib import Path

from limen.jobs import worker

JOBS = Path(worker.__file__).parent


def test_every_module_with_a_job_is_loaded_by_the_worker() -> None:
    with_jobs = {path.stem for path in JOBS.glob("*.py") if ".task(" in path.read_text(encoding="utf-8")}
    assert with_jobs, "no module has a job: the search for them is wrong"
    assert with_jobs - set(worker.__all__) == set()
