"""Documents bound into one file: the index names the page on which each begins, and nothing is taken over
but pictures and words."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pytest
from PIL import Image
from pypdf import PdfReader

from limen.outside.printing import Bundle, BundlePage, BundlePart, CannotPrint, Typesetter


def _picture(colour: str) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (620, 877), colour).save(drawn, "WEBP")
    return drawn.getvalue()


BUNDLE = Bundle(
    language="en",
    title="Documents",
    office="Office of Protection (invented)",
    reference="AP-2026-0042",
    facts=(("Case", "AP-2026-0042"), ("Put together by", "Berg")),
    index="Documents in this bundle",
    heads=("", "Document", "What it is", "Came on", "Page"),
    parts=(
        BundlePart(
            mark="Document 1", title="Letter of the aunt", day="2 November 2026", about="Statement or letter",
            pages=(
                BundlePage(called="Page 1", picture=_picture("red"), words="hidden words"),
                BundlePage(called="Page 2", picture=_picture("green")),
            ),
        ),
        BundlePart(
            mark="Document 2", title="شهادة", day="3 November 2026", about="Something else",
            pages=(BundlePage(called="Page 1", words="#pagebreak() *one*\ntwo"),),
        ),
    ),
    says="Two documents.",
    printed_at=datetime.fromisoformat("2026-11-22T09:30"),
)  # fmt: skip


def _bound(bundle: Bundle) -> list[str]:
    reader = PdfReader(io.BytesIO(Typesetter(seconds=30).bundle(bundle)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_the_index_names_the_page_on_which_each_begins() -> None:
    cover, index, first, second, third = _bound(BUNDLE)
    assert "Put together by: Berg" in cover.replace("\u2068", "").replace("\u2069", "")
    assert "Letter of the aunt Statement or letter 2 November 2026 3" in index.replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert "3 November 2026 5" in index
    assert "2 / 5" in index
    assert "Letter of the aunt" in first
    assert "3 / 5" in first
    assert "4 / 5" in second
    assert "#pagebreak() *one*" in third
    assert "two" in third
    assert "5 / 5" in third


def test_a_picture_is_taken_over_without_what_stood_under_it() -> None:
    made = Typesetter(seconds=30).bundle(BUNDLE)
    reader = PdfReader(io.BytesIO(made))
    assert "hidden words" not in "".join(page.extract_text() for page in reader.pages)
    colours = [reader.pages[number].images[0].image for number in (2, 3)]
    assert [one.convert("RGB").resize((1, 1)).tobytes()[0] > 200 for one in colours if one is not None] == [
        True,
        False,
    ]
    assert not any(name in made for name in (b"/JavaScript", b"/JS", b"/EmbeddedFile", b"/Launch"))


def test_a_picture_that_is_none_binds_nothing() -> None:
    (part, _other) = BUNDLE.parts
    broken = replace(part, pages=(BundlePage(called="Page 1", picture=b"RIFF no picture"),))
    with pytest.raises(CannotPrint):
        Typesetter(seconds=30).bundle(replace(BUNDLE, parts=(broken,)))
