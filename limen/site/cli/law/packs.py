"""Where the packs are, and reading them for the command line."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from limen.law.library import Library, files_of, read_library

DISTRIBUTED = Path(__file__).resolve().parents[4] / "packs"


def add_folder(parser: argparse.ArgumentParser) -> None:
    """The option that says where the packs are."""
    parser.add_argument(
        "--packs",
        type=Path,
        metavar="FOLDER",
        default=Path(os.environ.get("LIMEN_PACKS", DISTRIBUTED)),
        help="where the packs are (default: LIMEN_PACKS, or those that came with Limen)",
    )


def library(folder: Path, *only: str) -> Library:
    """The library, or the part of it that is asked for. Raises `PackTroubles` or `Unanswerable`."""
    return read_library(files_of(folder), only=only)
