"""Pictures written anew: whatever came in, nothing but pixels comes out; and what does harm stays outside."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from limen.outside.pictures import cleansing
from limen.outside.pictures.cleansing import LARGEST_FILE, THUMBNAIL, Cleansed, Fault, Unusable, cleansed
from tests.domain.people.pictures import from_a_telephone, painted

MODES = {
    "JPEG": ("L", "RGB", "CMYK"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "WEBP": ("RGB", "RGBA"),
}  # fmt: skip
KINDS = [(kind, mode) for kind, modes in MODES.items() for mode in modes]


def _fault(content: bytes) -> Fault:
    with pytest.raises(Unusable) as found:
        cleansed(content, longest=800)
    return found.value.fault


def _bare(content: bytes) -> Image.Image:
    """The picture, when nothing stands beside its pixels."""
    with Image.open(BytesIO(content)) as shown:
        shown.load()
        assert (shown.format, shown.mode) == ("JPEG", "RGB")
        assert len(shown.getexif()) == 0
        assert not {"exif", "comment", "icc_profile", "xmp", "photoshop"} & set(shown.info)
        return shown.copy()


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    width=st.integers(32, 1400),
    height=st.integers(32, 1400),
    orientation=st.integers(0, 9),
    longest=st.sampled_from([800, 2000]),
)
def test_a_picture_of_any_size_and_mode_keeps_nothing_but_its_pixels(
    kind: tuple[str, str], width: int, height: int, orientation: int, longest: int
) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "SECRET MAKER"
    content = painted(width, height, mode=kind[1], kind=kind[0], exif=exif)
    assert b"SECRET" in content
    clean = cleansed(content, longest=longest)
    for written, most in ((clean.content, longest), (clean.thumbnail, THUMBNAIL)):
        assert b"SECRET" not in written
        assert max(_bare(written).size) <= most
    assert _bare(clean.content).size == (clean.width, clean.height)
    turned = orientation in (5, 6, 7, 8)
    upright = (height, width) if turned else (width, height)
    if max(upright) <= longest:
        assert (clean.width, clean.height) == upright


def test_what_lies_on_its_side_is_put_upright() -> None:
    """Orientation 6: the top of the scene is at the right of what the camera wrote."""
    shot = Image.new("RGB", (400, 200), "white")
    shot.paste((255, 0, 0), (300, 0, 400, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    into = BytesIO()
    shot.save(into, "JPEG", exif=exif, quality=95)
    upright = _bare(cleansed(into.getvalue(), longest=800).content)
    assert upright.size == (200, 400)
    above, below = upright.getpixel((100, 350)), upright.getpixel((100, 50))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert above[0] > 200 > above[1]
    assert min(below) > 200


def test_what_lets_light_through_lies_on_white() -> None:
    clear = painted(100, 100, mode="RGBA", kind="PNG", colour=(0, 0, 0, 0))
    colour = _bare(cleansed(clear, longest=800).content).getpixel((50, 50))
    assert isinstance(colour, tuple)
    assert min(colour) > 250


def test_sixteen_bits_of_grey_stay_grey() -> None:
    grey = painted(100, 100, mode="I;16", kind="PNG", colour=0x8000)
    colour = _bare(cleansed(grey, longest=800).content).getpixel((50, 50))
    assert isinstance(colour, tuple)
    assert all(abs(value - 128) < 4 for value in colour)


def test_the_same_picture_has_the_same_fingerprint() -> None:
    first, again = (cleansed(from_a_telephone(), longest=800) for _ in range(2))
    assert (first, len(first.digest)) == (again, 64)
    assert isinstance(first, Cleansed)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_other_kinds_of_picture_are_not_even_opened(kind: str) -> None:
    assert _fault(painted(64, 64, kind=kind)) is Fault.NO_PICTURE


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%!PS-Adobe", b"GIF89a", b"\xff\xd8\xff", b"RIFF", b"x"],
)
def test_what_is_no_picture_is_not_taken_for_one(content: bytes) -> None:
    assert _fault(content) in (Fault.NO_PICTURE, Fault.BROKEN)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_what_was_cut_off_is_refused(kind: str, share: float) -> None:
    image = Image.effect_noise((300, 300), 80).convert("RGB")
    into = BytesIO()
    image.save(into, kind)
    content = into.getvalue()
    assert _fault(content[: int(len(content) * share)]) in (Fault.BROKEN, Fault.NO_PICTURE)


def test_too_large_too_small_empty_and_moving_are_refused() -> None:
    assert _fault(b"") is Fault.EMPTY
    assert _fault(b"x" * (LARGEST_FILE + 1)) is Fault.FILE_TOO_LARGE
    assert _fault(painted(31, 500)) is Fault.TOO_SMALL
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    for kind in ("PNG", "WEBP"):
        into = BytesIO()
        frames[0].save(into, kind, save_all=True, append_images=frames[1:])
        assert _fault(into.getvalue()) is Fault.MOVING


@pytest.mark.parametrize("side", [6_000, 60_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes that would be gigabytes of pixels."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a pixel was decoded")

    monkeypatch.setattr(cleansing, "_pixels", never)

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + crc

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    bomb = b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")
    assert len(bomb) < 10_000
    assert _fault(bomb) is Fault.TOO_MANY_PIXELS


@pytest.mark.filterwarnings("ignore::UserWarning")  # of Pillow, about what it skips
@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 700))
def test_whatever_is_sent_is_a_picture_or_refused(noise: bytes, at: int) -> None:
    """Nothing but `Unusable` comes out, wherever a file was spoiled."""
    whole = from_a_telephone(64, 64)
    for content in (noise, whole[:at] + noise + whole[at + len(noise) :]):
        try:
            _bare(cleansed(content, longest=800).content)
        except Unusable:
            continue
