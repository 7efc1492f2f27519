"""What is painted over is never less than was drawn, and nothing of it is left beside the box."""

from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from limen.outside.looking.covering import BLOCK, MARGIN, covered
from limen.outside.looking.painting import painted
from limen.outside.looking.parent import Silent


@pytest.mark.parametrize("size", [(1240, 1754), (1239, 1753), (17, 9), (1, 1)])
@pytest.mark.parametrize(
    "area", [(0, 0, 1000, 1000), (333, 333, 334, 334), (999, 0, 1000, 1), (1, 499, 2, 501)]
)
def test_more_is_covered_than_was_drawn(area: tuple[int, int, int, int], size: tuple[int, int]) -> None:
    width, height = size
    left, top, right, bottom = covered(area, width, height)
    assert 0 <= left <= max(area[0] * width / 1000 - MARGIN, 0)
    assert 0 <= top <= max(area[1] * height / 1000 - MARGIN, 0)
    assert min(area[2] * width / 1000 + MARGIN, width) <= right <= width
    assert min(area[3] * height / 1000 + MARGIN, height) <= bottom <= height
    assert left % BLOCK == 0
    assert right % BLOCK == 0 or right == width


def test_no_shade_of_a_letter_is_left_beside_its_box() -> None:
    """A hard edge, kept with losses, leaves grey around it; a box that just covers it takes that along."""
    page = Image.new("RGB", (1000, 1000), "white")
    ImageDraw.Draw(page).rectangle((403, 405, 597, 595), fill="black")
    file = BytesIO()
    page.save(file, "WEBP", quality=20)
    made = pdfium.PdfDocument(painted([(((403, 405, 598, 596),), file.getvalue())]))
    drawn = made[0].render(scale=150 / 72).to_pil().convert("L").resize((1000, 1000))
    left, top, right, bottom = covered((403, 405, 598, 596), 1000, 1000)
    beside = drawn.crop((left - 40, top - 40, right + 40, bottom + 40))
    ImageDraw.Draw(beside).rectangle((32, 32, beside.width - 33, beside.height - 33), fill="white")
    assert min(beside.tobytes()) > 225
    assert max(drawn.crop((left + 8, top + 8, right - 8, bottom - 8)).tobytes()) < 12


def test_what_is_no_picture_makes_no_file() -> None:
    with pytest.raises(Silent):
        painted([((), b"RIFF0000WEBPnonsense")])
