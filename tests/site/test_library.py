"""A folder is brought into the library: file by file, again without doubling, with every failure told."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
import yaml

from limen.domain.country.queries.catalogues import Unreadable, about
from limen.domain.country.queries.reports import report_sheet, reports
from limen.foundation.refusals import Forbidden
from limen.foundation.rows import acting_as
from limen.site.library.catalogue import catalogue_in
from limen.site.library.shelving import Brought, bring_in, session_of
from tests.cast import ON, Cast, Player
from tests.conftest import House
from tests.outside.papers import pdf

WORDS = "Sample text about lanterns on the quay of an invented town, long enough to be a passage of its own."


def line(file: str, **changes: object) -> dict[str, object]:
    said = {"file": file, "title": f"Sample {uuid4()}", "publisher": "Sample Institute", "language": "eng",
            "countries": ["ATA"], "published_on": "2026-03-01", "kind": "theme"}  # fmt: skip
    return said | changes


def brought(house: House, by: Player, folder: Path) -> Brought:
    with session_of(by.login, house.admin_dsn) as ticket:
        return bring_in(folder, folder / "catalogue.yaml", ticket, lambda _name: None)


def test_what_can_be_read_is_kept_and_what_cannot_is_told(house: House, cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(pdf(WORDS, WORDS))
    (tmp_path / "note.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "scan.pdf").write_bytes(pdf(""))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (tmp_path / "tool.exe").write_bytes(b"MZ" + bytes(100))
    (tmp_path / "forgotten.pdf").write_bytes(pdf(WORDS))
    lines = [line("good.pdf"), line("note.txt"), line("scan.pdf"), line("broken.pdf"), line("tool.exe"),
             line("gone.pdf"), line("../../etc/hostname")]  # fmt: skip
    lines.append(line("note.txt?", published_on="soon"))
    (tmp_path / "catalogue.yaml").write_text(yaml.safe_dump(lines), encoding="utf-8")
    first = brought(house, cast.lena, tmp_path)
    assert (first.kept, first.pages, first.already) == (3, 4, 0)
    assert first.without_text == ["scan.pdf"]
    assert {name for name, _why in first.failures} == {
        "broken.pdf", "tool.exe", "gone.pdf", "../../etc/hostname", "note.txt?", "forgotten.pdf",
    }  # fmt: skip
    again = brought(house, cast.mats, tmp_path)
    assert (again.kept, again.already) == (0, 3)
    with acting_as(cast.berg.actor):
        cards = {card.title: card for card in reports(on=ON, by=cast.berg.actor).cards}
        kept = cards[str(lines[0]["title"])]
        sheet = report_sheet(kept.id, page=2, on=ON, by=cast.berg.actor)
    assert [one.text for one in sheet.passages] == [WORDS]


def test_only_who_keeps_the_library_brings_in_and_their_session_ends(
    house: House, cast: Cast, tmp_path: Path
) -> None:
    (tmp_path / "good.pdf").write_bytes(pdf(WORDS + str(uuid4())))
    (tmp_path / "catalogue.yaml").write_text(yaml.safe_dump([line("good.pdf")]), encoding="utf-8")
    with pytest.raises(Forbidden):
        brought(house, cast.berg, tmp_path)
    with pytest.raises(Unreadable, match="nobody signs in"), session_of("nobody-here", house.admin_dsn):
        pass
    with session_of(cast.lena.login, house.admin_dsn) as ticket:
        pass
    ended = bring_in(tmp_path, tmp_path / "catalogue.yaml", ticket, lambda _name: None)
    assert ended.kept == 0
    assert "session" in ended.failures[0][1]


def test_a_catalogue_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    table = tmp_path / "catalogue.csv"
    table.write_text('file,title,countries,published_on\na.pdf,A,"ATA, BVT",2026-03-01\n', encoding="utf-8")
    said = about(catalogue_in(table)["a.pdf"])
    assert (said.countries, str(said.published_on)) == (("ATA", "BVT"), "2026-03-01")
    for text, why in (("- 3", "no list"), ("- title: x", "which `file`"), ("{", "cannot be read")):
        wrong = tmp_path / "wrong.yaml"
        wrong.write_text(text, encoding="utf-8")
        with pytest.raises(Unreadable, match=why):
            catalogue_in(wrong)
    for wrong_line, why in (
        ({"colour": 1}, "colour"),
        ({"kind": "poem"}, "poem"),
        ({"covers_from": "x"}, "day"),
    ):
        with pytest.raises(Unreadable, match=why):
            about(wrong_line)
