"""Word files: filled from a template that says only what it may, and refused when it reaches for more."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest

from limen.outside.printing import CannotPrint, Paper, PaperPart, WordWriter, default_template

PAPER = Paper(
    language="en", title="Decision", office="Office & <North>", reference="AP-1",
    facts=(("Name", "نادیا"),),
    parts=(PaperPart(title="Facts", paragraphs=("He wrote {{ 7 * 7 }} & <b>.",), language="en"),),
    notes_title="Sources", notes=("Interview, block 12",), signed="Signed by Berg",
    printed_at=datetime.fromisoformat("2026-11-02T09:30"),
)  # fmt: skip
ATTACKS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ facts.__init__.__globals__ }}",
    "{{ parts.append(1) }}",
    "{{ range(9) }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% include '/etc/hostname' %}",
    "{{ self._TemplateReference__context }}",
    "{{ unknown }}",
)


def with_words(words: str) -> bytes:
    """The template of the house, with these words in place of the reference to the office."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(default_template())) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.infolist():
            content = old.read(one.filename)
            if one.filename == "word/document.xml":
                assert b"{{ office }}" in content
                content = content.replace(b"{{ office }}", words.encode())
            new.writestr(one.filename, content)
    return made.getvalue()


def text_of(word: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        assert packed.testzip() is None
        return packed.read("word/document.xml").decode()


def test_it_says_what_the_paper_says_as_text() -> None:
    said = text_of(WordWriter().paper(PAPER, template=default_template()))
    for words in ("Office &amp; &lt;North&gt;", "نادیا", "He wrote {{ 7 * 7 }} &amp; &lt;b&gt;."):
        assert words in said
    assert "1. Interview" in said
    assert "Signed by Berg" in said


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_that_reaches_for_more_is_refused(attack: str) -> None:
    with pytest.raises(CannotPrint):
        WordWriter().paper(PAPER, template=with_words(attack))


def test_a_file_that_unpacks_to_too_much_or_holds_macros_is_refused() -> None:
    for name, content in (("word/bomb.xml", b" " * 30_000_000), ("word/vbaProject.bin", b"x")):
        made = io.BytesIO(default_template())
        with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, content)
        with pytest.raises(CannotPrint):
            WordWriter().paper(PAPER, template=made.getvalue())


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(CannotPrint):
        WordWriter().paper(PAPER, template=b"%PDF-1.7")
