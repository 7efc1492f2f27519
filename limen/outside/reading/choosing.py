"""Which reader there is on this machine."""

from __future__ import annotations

from limen.outside.reading.port import ZoneReader
from limen.outside.reading.standing_in import Absent
from limen.outside.reading.tesseract import installed


def reader_here() -> ZoneReader:
    """The program that is installed, or one that says that there is none."""
    return installed() or Absent()
