"""Kills Limen while people write: nothing that was acknowledged is lost, nothing is there twice or by half.

The long run is `python -m bench crash --kills 200`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from bench.crash import crash

ON_A_DISK = Path("/var/tmp")  # noqa: S108  (a fresh folder is made in it; memory would prove nothing)


@pytest.mark.crash
def test_nothing_acknowledged_is_lost_when_database_and_web_server_are_killed() -> None:
    with tempfile.TemporaryDirectory(prefix="limen-crash-", dir=ON_A_DISK) as folder:
        run = crash(Path(folder), kills=6, writers=4, pause=(0.0, 0.3))
    assert run.findings is not None
    assert run.findings.faults == 0, "\n".join(run.lines())
    assert run.findings.acknowledged > 6 * 4


@pytest.mark.crash
def test_a_database_that_tells_before_it_writes_is_caught() -> None:
    """The control: without it, nobody would know whether the test above can fail."""
    with tempfile.TemporaryDirectory(prefix="limen-crash-", dir=ON_A_DISK) as folder:
        run = crash(Path(folder), kills=3, writers=4, is_careless=True, kinds=("database",), pause=(0.0, 0.3))
    assert run.findings is not None
    assert run.findings.lost > 0, "\n".join(run.lines())
