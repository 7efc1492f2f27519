"""The Chromium of this machine, looked for in one place: for the gate, its tests, the tour, the benchmarks.

The shell without windows comes first: the full Chromium keeps pages ready for a person's tabs and searches
beside every page of ours.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

VARIABLE = "LIMEN_CHROMIUM"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
MISSING = f"There is no Chromium here. Install one, or name it in {VARIABLE}."


def browser() -> str | None:
    """The one that LIMEN_CHROMIUM names, or the first on the path."""
    if named := os.environ.get(VARIABLE):
        return named if Path(named).exists() else None
    return next((found for name in NAMES if (found := shutil.which(name))), None)
