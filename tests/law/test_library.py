"""The library: everything or only some, what is kept with a case, and fingerprints."""

from __future__ import annotations

from pathlib import Path

import pytest

from limen.law.library import files_of, read_library
from limen.law.reading.troubles import PackTroubles
from limen.law.refusing import Unanswerable
from tests.law import packs
from tests.law.test_inheritance import VILLAGE, changes, parent

EXAMPLE = "- {id: E1, says: One, term: reply, facts: {asked_on: 2026-07-01}, expect: {due: 2026-07-06}}\n"


def fingerprint(changed: dict[str, str | None] | None = None, *, terms: str = "") -> str:
    return packs.library(changed, terms=terms).pack("land").fingerprint


def test_only_what_is_asked_for_is_read_with_its_ancestors() -> None:
    files = packs.files(changes(), terms=parent()) | {"sea/pack.yaml": "broken: ["}
    known = read_library(files, only=["village"])
    assert set(known.packs) == {"village", "land"}
    assert "sea/pack.yaml" not in known.files
    with pytest.raises(PackTroubles):
        read_library(files)


def test_a_pack_that_is_not_there_is_refused_with_those_that_are() -> None:
    for ask in (
        lambda: read_library(packs.files(), only=["lnad"]),
        lambda: packs.library().pack("lnad"),
    ):
        with pytest.raises(Unanswerable) as refused:
            ask()
        assert str(refused.value) == "There is no pack called “lnad”. There are: land."


def test_a_calendar_that_is_not_there_is_refused() -> None:
    known = packs.library({"land/pack.yaml": packs.PACK.replace("calendar: town\n", "")})
    with pytest.raises(Unanswerable) as unknown:
        known.calendar("city")
    assert str(unknown.value) == "There is no calendar called “city”. There are: town."
    with pytest.raises(Unanswerable) as none_said:
        known.calendar_for(known.pack("land"))
    assert str(none_said.value).endswith("say which calendar, for example town.")
    assert known.calendar_for(known.pack("land"), "TOWN").id == "town"


def test_a_bundle_holds_what_a_pack_needs_and_no_more_and_reads_alike() -> None:
    known = packs.library({**changes(), "sea/pack.yaml": packs.PACK.replace("land", "sea")}, terms=parent())
    bundle = known.bundle("village")
    assert {path.split("/")[0] for path in bundle} == {"village", "land", "calendars"}
    again = read_library(bundle)
    assert again.pack("village").fingerprint == known.pack("village").fingerprint
    assert again.calendar("town").fingerprint == known.calendar("town").fingerprint


@pytest.mark.parametrize(
    "changed",
    [
        {"land/facts.yaml": "# A remark.\n" + packs.FACTS},
        {"land/facts.yaml": "".join(reversed(packs.FACTS.splitlines(keepends=True)))},
        {"land/examples/first.yaml": EXAMPLE},
        {
            "land/pack.yaml": packs.PACK.replace(
                "says: A land that is nowhere", 'says: "A land  that is nowhere"'
            )
        },
        {"calendars/town.yaml": packs.TOWN.replace("12-26", "12-27")},
    ],
)
def test_a_fingerprint_does_not_mind_comments_order_examples_and_calendars(
    changed: dict[str, str | None],
) -> None:
    assert fingerprint(changed) == fingerprint()


@pytest.mark.parametrize(
    "terms",
    [
        packs.term(value="6 days"),
        packs.term(since="2020-01-02"),
        packs.term(id="replay"),
        packs.term(more="about: Something to know"),
    ],
)
def test_a_fingerprint_minds_every_word_of_the_law(terms: str) -> None:
    assert fingerprint(terms=terms) != fingerprint()


def test_a_fingerprint_minds_what_is_inherited() -> None:
    def of(terms: str) -> str:
        return packs.library({"village/pack.yaml": VILLAGE}, terms=terms).pack("village").fingerprint

    assert of(packs.term(value="5 days")) != of(packs.term(value="6 days"))


def test_the_files_of_a_folder_are_found(tmp_path: Path) -> None:
    for path, text in packs.files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("not a pack", encoding="utf-8")
    assert files_of(tmp_path) == packs.files()
    (tmp_path / "land" / "words.yaml").write_bytes(b"words: \xff")
    with pytest.raises(PackTroubles, match=r"land/words.yaml, line 1: This is not text in UTF-8."):
        files_of(tmp_path)
