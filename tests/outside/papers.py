"""Files that the tests make themselves: good ones, and ones that mean harm."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def pdf(*texts: str, scripted: bool = False, password: str = "", attached: bool = False) -> bytes:
    """A PDF with a line of text on each page."""
    writer = PdfWriter()
    for text in texts:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 18 Tf 72 720 Td ({text}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(drawn)
    if scripted:
        opened = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('hello');")}
        action = DictionaryObject({NameObject(key): value for key, value in opened.items()})
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)
    if attached:
        writer.add_attachment("inside.txt", b"inside")
    if password:
        writer.encrypt(password)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def picture(
    kind: str = "PNG", *, text: str = "", size: tuple[int, int] = (1200, 400), frames: int = 1
) -> bytes:
    """A picture with words on it."""
    drawn = Image.new("RGB", size, "white")
    ImageDraw.Draw(drawn).text((40, size[1] // 3), text, fill="black", font_size=72)
    file = BytesIO()
    more = (
        {"save_all": True, "append_images": [drawn.copy() for _ in range(frames - 1)]} if frames > 1 else {}
    )
    drawn.save(file, kind, **more)
    return file.getvalue()


def huge_picture(side: int = 30_000) -> bytes:
    """A PNG whose head says that it has nine hundred million pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def packed(**parts: bytes) -> bytes:
    """An archive of these parts; two underscores stand for a slash, one for a dot."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def word(*paragraphs: str, **parts: bytes) -> bytes:
    """A Word file with these paragraphs."""
    said = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    return packed(word__document_xml=WORD.format(said).encode(), **parts)
