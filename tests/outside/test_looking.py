"""Opening files apart: good ones page by page, and ones that mean harm, each with its own end."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from limen.outside.looking import wording
from limen.outside.looking.parent import Silent, in_memory, look_at
from limen.outside.looking.port import (
    DOCX,
    JPEG,
    ODT,
    PDF,
    PLAIN,
    PNG,
    TIFF,
    WEBP,
    Fault,
    Leaf,
    Noticed,
    Outcome,
)
from limen.outside.looking.recognising import Recogniser
from tests.outside.papers import huge_picture, packed, pdf, picture, word

ODF = (
    '<o:d xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:h>Title</text:h>'
    "<text:p>in <text:span>two</text:span></text:p></o:d>"
)
ENTITIES = "".join(
    f'<!ENTITY {here} "{f"&{before};" * 10}">' for before, here in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS = f'<!DOCTYPE d [<!ENTITY a "ha">{ENTITIES}]><d>&i;</d>'


def _looked(content: bytes, media_type: str, language: str = "") -> tuple[list[Leaf], Outcome]:
    with in_memory([content]) as file:
        *leaves, outcome = look_at(file, media_type, language, seconds=120)
    assert isinstance(outcome, Outcome)
    return [leaf for leaf in leaves if isinstance(leaf, Leaf)], outcome


def test_a_pdf_page_by_page() -> None:
    leaves, outcome = _looked(pdf("The first", "The second"), PDF)
    assert [leaf.text.strip() for leaf in leaves] == ["The first", "The second"]
    assert outcome == Outcome(fault=None, noticed=(), is_apart=True)
    drawn = Image.open(BytesIO(leaves[0].picture))
    assert (drawn.format, drawn.size) == ("WEBP", (leaves[0].width, leaves[0].height))
    assert max(drawn.size) == 1754
    small = Image.open(BytesIO(leaves[0].thumbnail))
    assert max(small.size) == 200


@pytest.mark.parametrize(
    ("kind", "media_type"), [("PNG", PNG), ("JPEG", JPEG), ("WEBP", WEBP), ("TIFF", TIFF)]
)
def test_pictures_are_drawn_anew_without_what_was_written_beside_them(kind: str, media_type: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "where it was taken"
    file = BytesIO()
    Image.new("RGB", (300, 200), "green").save(file, kind, exif=exif)
    assert b"where it was taken" in file.getvalue()
    leaves, outcome = _looked(file.getvalue(), media_type)
    assert outcome.fault is None
    assert [(leaf.width, leaf.height) for leaf in leaves] == [(300, 200)]
    assert b"where it was taken" not in leaves[0].picture + leaves[0].thumbnail


def test_a_scan_of_several_pages() -> None:
    leaves, outcome = _looked(picture("TIFF", frames=3, size=(200, 300)), TIFF)
    assert len(leaves) == 3
    assert outcome.noticed == (Noticed.NO_TEXT,)


def test_words_on_a_picture_are_read_by_a_machine_where_there_is_one() -> None:
    leaves, outcome = _looked(picture(text="QUAY STREET"), PNG, "eng")
    if Recogniser("eng").languages:
        assert "QUAY STREET" in leaves[0].text
        assert leaves[0].is_read_by_machine
        assert outcome.noticed == (Noticed.READ_BY_MACHINE,)
    else:
        assert outcome.noticed == (Noticed.NO_TEXT,)


@pytest.mark.parametrize(
    ("content", "media_type", "says"),
    [
        (word("One & two".replace("&", "&amp;"), "three"), DOCX, "One & two\nthree"),
        (packed(content_xml=ODF.encode()), ODT, "Title\nin two"),
        ("Grüße\r\nund \x07mehr".encode(), PLAIN, "Grüße\nund mehr"),
        ("مرحبا".encode("utf-16"), PLAIN, "مرحبا"),
        (b"caf\xe9", PLAIN, "café"),
        (b"\xff\xfe\x00\xd8\x41", PLAIN, None),
    ],
)
def test_files_of_words(content: bytes, media_type: str, says: str | None) -> None:
    leaves, outcome = _looked(content, media_type)
    assert outcome.fault is (Fault.BROKEN if says is None else None)
    assert [leaf.text for leaf in leaves] == ([] if says is None else [says])


def test_long_words_are_cut_into_pages_where_a_line_ends() -> None:
    leaves, _outcome = _looked("\n".join(f"line {number}" for number in range(2000)).encode(), PLAIN)
    assert len(leaves) > 3
    assert "\n".join(leaf.text for leaf in leaves).splitlines()[-1] == "line 1999"
    assert max(len(leaf.text) for leaf in leaves) < wording.LETTERS_A_PAGE + 20


@pytest.mark.parametrize(
    ("content", "media_type", "fault"),
    [
        (pdf("x", password="secret"), PDF, Fault.ENCRYPTED),
        (pdf("x")[:200], PDF, Fault.BROKEN),
        (b"%PDF-1.7 nothing more", PDF, Fault.BROKEN),
        (huge_picture(), PNG, Fault.TOO_MANY_PIXELS),
        (picture("JPEG", size=(800, 800))[:300], JPEG, Fault.BROKEN),
        (picture("PNG"), JPEG, Fault.BROKEN),
        (word("x", word__vbaProject_bin=b"macro"), DOCX, Fault.MACROS),
        (packed(xl__workbook_xml=b"<x/>"), DOCX, Fault.OTHER_TYPE),
        (packed(word__document_xml=b"<not closed"), DOCX, Fault.BROKEN),
        (packed(content_xml=LAUGHS.encode()), ODT, Fault.TOO_LARGE_INSIDE),
        (word("x")[:-30], DOCX, Fault.BROKEN),
        (packed(word__document_xml=bytes(wording.MOST_WORDS + 1)), DOCX, Fault.TOO_LARGE_INSIDE),
        (b"GIF89a", "image/gif", Fault.OTHER_TYPE),
    ],
    ids=lambda value: value.value if isinstance(value, Fault) else "",
)
def test_a_file_that_cannot_be_shown_says_why(content: bytes, media_type: str, fault: Fault) -> None:
    leaves, outcome = _looked(content, media_type)
    assert (leaves, outcome.fault) == ([], fault)


def test_an_archive_that_lies_about_its_sizes_is_counted_and_not_believed() -> None:
    content = bytearray(packed(word__document_xml=bytes(wording.MOST_WORDS + 1)))
    real = (wording.MOST_WORDS + 1).to_bytes(4, "little")
    assert content.count(real)
    leaves, outcome = _looked(bytes(content).replace(real, (100).to_bytes(4, "little")), DOCX)
    assert not leaves
    assert outcome.fault in (Fault.BROKEN, Fault.TOO_LARGE_INSIDE)


def test_an_archive_of_very_many_parts_is_not_opened() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(wording.MOST_PARTS + 1):
            archive.writestr(f"{number}", b"")
    assert _looked(file.getvalue(), DOCX)[1].fault is Fault.TOO_LARGE_INSIDE


def test_scripts_and_files_inside_a_pdf_are_noticed_and_not_carried_over() -> None:
    leaves, outcome = _looked(pdf("x", scripted=True, attached=True), PDF)
    assert len(leaves) == 1
    assert set(outcome.noticed) == {Noticed.SCRIPTS, Noticed.FILES_INSIDE}
    assert b"alert" not in leaves[0].picture


def test_whoever_takes_too_long_is_ended() -> None:
    with in_memory([pdf(*["word"] * 300)]) as file, pytest.raises(Silent):
        list(look_at(file, PDF, "", seconds=1.5))


@pytest.mark.parametrize(
    "said",
    [
        "pass",
        "out(b'L', b'{}'); out(b'P', b''); out(b'T', b'')",
        "out(b'L', page); out(b'P', b'<svg onload=x>'); out(b'T', b'')",
        "out(b'L', page); out(b'E', b'{}')",
        'out(b\'E\', b\'{"fault": "none such", "noticed": [], "is_apart": true}\')',
        "sys.stdout.buffer.write(b'P' + (2**31).to_bytes(4, 'big')); sys.stdout.buffer.write(bytes(10**6))",
    ],
)
def test_a_child_that_speaks_nonsense_is_not_believed(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for _leaf in _heard_from(said, monkeypatch):
        pytest.fail("nothing of it was to be believed")


def _heard_from(said: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Leaf | Outcome]:
    """What the parent makes of a child that was taken over and says something else."""
    import subprocess
    import sys

    real = subprocess.Popen
    script = (
        "import sys\n"
        "def out(kind, content):\n"
        "    sys.stdout.buffer.write(kind + len(content).to_bytes(4, 'big') + content)\n"
        'page = b\'{"text": "", "is_read_by_machine": false, "width": 1, "height": 1}\'\n' + said
    )
    monkeypatch.setattr(subprocess, "Popen", lambda argv, **how: real([sys.executable, "-c", script], **how))
    with in_memory([b"x"]) as file, pytest.raises(Silent):
        yield from look_at(file, PDF, "", seconds=60)


def test_the_fence_holds() -> None:
    done: dict[str, Any] = _behind_the_fence(
        "import socket, os, subprocess, json\n"
        "said = {'apart': fence(), 'surroundings': sorted(os.environ)}\n"
        "def tried(name, deed):\n"
        "    try:\n"
        "        deed(); said[name] = 'done'\n"
        "    except OSError as error:\n"
        "        said[name] = type(error).__name__\n"
        "    except MemoryError:\n"
        "        said[name] = 'MemoryError'\n"
        "tried('inet', lambda: socket.socket())\n"
        "tried('unix', lambda: socket.socket(socket.AF_UNIX))\n"
        "tried('pair', lambda: socket.socketpair())\n"
        "def written():\n"
        "    with open('/tmp/limen-fence-test', 'wb') as file: file.write(b'x' * 100)\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "tried('written', written)\n"
        "tried('memory', lambda: bytearray(4 * 1024**3))\n"
        "import sys\n"
        "inner = 'import socket; socket.socket()'\n"
        "said['inner'] = subprocess.run([sys.executable, '-c', inner], stderr=-3).returncode\n"
        "print(json.dumps(said))"
    )
    assert done == {
        "apart": True, "surroundings": ["LC_CTYPE"], "inet": "PermissionError", "unix": "PermissionError",
        "pair": "PermissionError", "written": "OSError", "memory": "MemoryError", "inner": 1,
    }  # fmt: skip


def _behind_the_fence(words: str) -> dict[str, Any]:
    import json
    import subprocess
    import sys

    started = f"import signal\nfrom limen.outside.looking.fencing import fence\n{words}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", started], env={}, cwd="/", capture_output=True, check=True, timeout=60
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said
