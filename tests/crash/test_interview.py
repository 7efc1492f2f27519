"""Kills what stands around the interview desk while somebody types at it, and counts the words that are gone.

The long run, with the time from a key to the paint, is `python -m bench interview`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from bench.crashing.house import House
from bench.hearing.room import chromium, furnish
from bench.interview import MOST_SECONDS, WAYS, lost_each_way
from gate.browsers import browser as browser_path

ON_A_DISK = Path("/var/tmp")  # noqa: S108  (a fresh folder is made in it; memory would prove nothing)


@pytest.mark.crash
def test_a_kill_of_browser_network_or_server_costs_at_most_two_seconds() -> None:
    if browser_path() is None:
        pytest.skip("there is no Chromium on this machine")
    with tempfile.TemporaryDirectory(prefix="limen-interview-", dir=ON_A_DISK) as folder:
        house = House(Path(folder))
        try:
            house.open(cases=1)
            room = furnish(house, blocks=50)
            with chromium() as browser:
                lost = dict(lost_each_way(browser, room, rounds=1))
        finally:
            house.close()
    assert lost.keys() == WAYS.keys()
    assert all(one.typed >= 5 for one in lost.values()), "too little was typed to say anything"
    assert not [f"{name}: {one}" for name, one in lost.items() if one.age > MOST_SECONDS]
