"""Printed receipts: what they say in which language, that nothing typed is markup, and the same bytes."""

from __future__ import annotations

import io
import time
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from limen.outside.printing import CannotPrint, NextStep, Receipt, Typesetter, all_words, languages_for
from limen.outside.printing import typesetting as press
from limen.outside.printing.lettering import is_written, printable

RECEIPT = Receipt(
    languages=("en",),
    name="Nadia Karimi",
    reference="AP-2026-0042",
    registered_on=date(2026, 11, 22),
    office="Office of Protection (invented)",
    place="12 Quay Street",
    printed_at=datetime.fromisoformat("2026-11-22T09:30"),
    number=1,
    code="AP-2026-0042 7QK2MZ4T9XWB3RDA",
)
STEP = NextStep(
    purpose="interview",
    says="bring your papers",
    starts_at=datetime.fromisoformat("2026-12-03T10:05"),
    place="Room 4",
)


def _printed(receipt: Receipt) -> PdfReader:
    return PdfReader(io.BytesIO(Typesetter().receipt(receipt)))


def _text(receipt: Receipt) -> str:
    text = " ".join(page.extract_text() for page in _printed(receipt).pages)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def test_it_says_what_it_is_and_that_it_is_no_decision() -> None:
    text = _text(replace(RECEIPT, next_step=STEP))
    for said in (
        "Receipt of registration", "It is not a decision, and not a permit.", "Nadia Karimi", "AP-2026-0042",
        "22 November 2026", "12 Quay Street", "Thursday 3 December 2026, 10:05",
        "Interview: bring your papers", "Room 4", "If something on this paper is wrong",
    ):  # fmt: skip
        assert said in text
    assert "no appointment yet" not in text
    assert "Copy" not in text
    assert "no appointment yet" in _text(RECEIPT)
    assert "Copy 3" in _text(replace(RECEIPT, number=3))


def test_it_is_tagged_named_and_says_its_language() -> None:
    found = _printed(replace(RECEIPT, languages=("uk", "en")))
    root: Any = found.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "uk"
    assert "/StructTreeRoot" in root
    assert "pdfuaid:part>1<" in root["/Metadata"].get_data().decode()
    assert found.metadata is not None
    assert found.metadata.title == "Підтвердження реєстрації AP-2026-0042"


@pytest.mark.parametrize("language", sorted(all_words()))
def test_every_language_is_printed_with_every_sentence_that_english_has(language: str) -> None:
    words, english = all_words()[language], all_words()["en"]
    assert words.says.keys() == english.says.keys()
    assert words.purposes.keys() == english.purposes.keys()
    assert all(words.says[name] for name in english.says if name != "unread")
    assert (words["unread"] is not None) == words.is_machine_made
    for letter in {one for text in [*words.says.values(), *words.purposes.values()] for one in text or ""}:
        assert is_written(letter), f"{language}: {letter!r}"
    assert len(_printed(replace(RECEIPT, languages=(language, "en"), next_step=STEP)).pages) == 1


@pytest.mark.parametrize(
    ("spoken", "office", "printed"),
    [
        ("eng", "fr", ("en",)), ("apc", "en", ("ar", "en")), ("prs", "de", ("fa", "en")),
        ("ukr", "en", ("uk", "en")), ("tir", "fr", ("en", "fr")), ("tir", "en", ("en",)),
        (None, "de", ("en", "de")), ("tir", "xx", ("en",)),
    ],
)  # fmt: skip
def test_a_text_that_nobody_has_read_never_stands_alone(
    spoken: str | None, office: str, printed: tuple[str, ...]
) -> None:
    assert languages_for(spoken, office) == printed


@pytest.mark.parametrize(
    "name",
    [
        '#read("/etc/passwd")', '#import "@preview/cetz:0.3.0": *', "*bold* _thin_ $x^2$ <label> @ref",
        '#image("../fonts/noto-sans-400.ttf")', "`raw` // no comment",
        '"), panic("x', "#strong[Karimi] \\u{41}",
        '{"a": 1}', "= Not a heading", "#sys.inputs.told",
    ],
)  # fmt: skip
def test_what_was_typed_is_text_and_never_markup(name: str) -> None:
    receipt = replace(
        RECEIPT, name=name, office=name, place=name, next_step=replace(STEP, says=name, place=name)
    )
    text = _text(receipt).replace(" ", "")
    assert text.count(name.replace(" ", "")) >= 5
    assert "root:" not in text


def test_names_are_printed_in_their_own_letters_and_others_in_latin_ones() -> None:
    for name in ("Олена Ковальчук", "ኣማኑኤል ተስፋይ", "Nguyễn Hạnh", "Åse Ğül Şahin"):
        assert name.replace(" ", "") in _text(replace(RECEIPT, name=name)).replace(" ", "")
    assert printable("ليلى منصور") == "ليلى منصور"
    assert printable("王小明").isascii()
    assert len(_printed(replace(RECEIPT, name="王小明 🙂 \x00\x07\u202e")).pages) == 1
    every = "".join(chr(one) for one in range(0x3000) if is_written(chr(one)))
    assert len(every) > 1200
    assert len(_printed(replace(RECEIPT, name=" ".join(every))).pages) >= 1


def test_the_same_facts_give_the_same_bytes_and_another_time_others() -> None:
    first = Typesetter().receipt(RECEIPT)
    assert Typesetter().receipt(RECEIPT) == first
    later = datetime.fromisoformat("2026-11-22T09:31")
    assert Typesetter().receipt(replace(RECEIPT, printed_at=later)) != first


def test_the_square_code_carries_what_it_was_given_and_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    real = press._code

    def drawing(text: str) -> str:
        drawn.append(text)
        return real(text)

    monkeypatch.setattr(press, "_code", drawing)
    press.told(RECEIPT)
    assert drawn == ["AP-2026-0042 7QK2MZ4T9XWB3RDA"]


def test_a_page_that_takes_too_long_or_fails_is_given_up_and_repeats_nothing(tmp_path: Path) -> None:
    forever = tmp_path / "forever.typ"
    forever.write_text("#let n = 1\n#for a in range(100000) { for b in range(100000) { n = n + 1 } }\n")
    begun = time.monotonic()
    with pytest.raises(CannotPrint):
        Typesetter(seconds=1)._press(forever, {}, at=RECEIPT.printed_at)
    assert time.monotonic() - begun < 5
    with pytest.raises(CannotPrint) as failed:
        Typesetter()._press(press._TEMPLATES / "receipt.typ", {"title": "SECRET"}, at=RECEIPT.printed_at)
    assert "SECRET" not in str(failed.value)
