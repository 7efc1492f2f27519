"""The stage of a run: two runs that make the same one at once do not get in each other's way."""

from __future__ import annotations

from pathlib import Path

from tests.stage import settle


def test_the_second_of_two_equal_stages_gives_way(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "made").write_text(name)
    settle(tmp_path / "one", kept)
    settle(tmp_path / "other", kept)
    assert (kept / "made").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
