"""A Word template that somebody brings: every fault is told in a sentence that says what to mend."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from limen.domain.decisions.rules.templates import PLACEHOLDERS, obstacles_to_keeping_template
from limen.outside.printing import TemplateLooker, default_template
from tests.domain.decisions.word_templates import MAIN, changed, paragraph

SIGNED, BODY = "{{ signed }}", "<w:body>"
RELS = "word/_rels/document.xml.rels"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def told(content: bytes, called: str = "ours.docx") -> str:
    """Everything that stands against it, as the page says it."""
    look = TemplateLooker().look(content)
    return " ".join(one.says for one in obstacles_to_keeping_template(look, called=called, size=len(content)))


def bomb() -> bytes:
    """Small when it arrives and vast when it is opened."""
    return changed(more={"word/media/picture.png": b"\0" * 60_000_000})


def lying_bomb() -> bytes:
    """Says of itself that a part is one byte long."""
    content = bytearray(bomb())
    size = struct.pack("<I", 60_000_000)
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = struct.pack("<I", 1)
    return bytes(content)


def related(kind: str, target: str) -> bytes:
    """With one more relationship that leads out of the file."""
    more = f'<Relationship Id="rX" Type="{LINK}/{kind}" Target="{target}" TargetMode="External"/>'
    return changed("</Relationships>", f"{more}</Relationships>", part=RELS)


def field(words: str) -> bytes:
    """With a field of Word in it."""
    run = f"<w:p><w:r><w:instrText>{words}</w:instrText></w:r></w:p>"
    return changed(BODY, BODY + run)


def other() -> bytes:
    """A ZIP file that is no Word file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("hello.txt", "Hello")
    return out.getvalue()


def test_the_template_of_the_house_is_sound() -> None:
    look = TemplateLooker().look(default_template())
    assert look.faults == ()
    assert set(look.names) <= set(PLACEHOLDERS)
    assert obstacles_to_keeping_template(look, called="ours.docx", size=10) == []


def test_a_letterhead_and_other_order_are_the_secretarys_own() -> None:
    ours = paragraph("Office of Protection, 1 Harbour Street") + paragraph("{{ reference }}")
    assert told(changed(BODY, BODY + ours)) == ""
    assert told(related("hyperlink", "https://office.invalid/")) == ""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Hello", "This is no Word file."),
        (other(), "This is no Word file."),
        (default_template()[:4000], "This is no Word file."),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "format of older Word files, or the file has a password"),
        (changed("document.main+xml", "template.main+xml", part="[Content_Types].xml"), "not as a template"),
        (changed(more={"word/vbaProject.bin": b"Sub AutoOpen"}), "can run by itself (word/vbaProject.bin)"),
        (changed(more={"word/embeddings/oleObject1.bin": b"MZ"}), "can run by itself"),
        (
            changed(
                "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "vnd.ms-word.document.macroEnabled.main+xml",
                part="[Content_Types].xml",
            ),
            "Take out macros",
        ),
        (related("image", "https://elsewhere.invalid/pixel.png"), "elsewhere.invalid/pixel.png"),
        (related("attachedTemplate", "file://host/x.dotm"), "It fetches something from elsewhere"),
        (related("hyperlink", "file://host/share"), "It fetches something from elsewhere"),
        (field(' INCLUDEPICTURE "https://elsewhere.invalid/x.png" '), "(INCLUDEPICTURE)"),
        (field("DDEAUTO c:\\\\windows\\\\cmd.exe"), "(DDEAUTO)"),
        (changed("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>",
                 '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), f"cannot be read ({MAIN})"),
        (bomb(), "Unpacked it is far too big"),
        (lying_bomb(), ""),
        (changed(SIGNED, "{{ signature }}"), "There is nothing called “signature”."),
        (changed("{{ fact.value }}", "{{ fact.worth }}"), "worth"),
        (changed(SIGNED, ""), "“signed” is missing"),
        (changed("{{ paragraph }}", ""), "“paragraph” is missing"),
        (changed("{{ note }}", "x"), "“note” is missing"),
        (changed(SIGNED, "{{ signed "), "do not fit together"),
        (changed(SIGNED, "{{ signed }}{{ signed.__class__.__mro__ }}"), "could not be filled on trial"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_with_what_to_mend(content: bytes, says: str) -> None:
    found = told(content)
    assert found, "nothing stands against it"
    assert says in found


def test_every_fault_is_told_at_once() -> None:
    found = told(changed(SIGNED, "{{ signature }}{{ stamp }}"), called="ours.doc")
    assert "must end in .docx" in found
    assert "“signature”" in found
    assert "“stamp”" in found


def test_a_template_that_never_ends_is_given_up() -> None:
    """Nested loops over the words of the paper: the time of the process ends before they do."""
    begin = "".join(f"{{% for b{each} in title * 200 %}}" for each in range(6))
    content = changed(BODY, BODY + paragraph(begin + "x" + "{% endfor %}" * 6))
    look = TemplateLooker(seconds=4).look(content)
    assert look.faults
