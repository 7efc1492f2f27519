"""`python3 dev.py pictures`: walk through a demonstration and take the pictures that the documentation shows.

`--only desk` takes those of one chapter. Needs Chromium, on the path or named by LIMEN_CHROMIUM.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from gate.browsers import FLAGS, MISSING, browser
from tour import arriving, desk, reasoning, story
from tour.camera import Camera
from tour.demonstration import demonstration

CHAPTERS = {
    "desk": desk.walk,
    "arriving": arriving.walk,
    "story": story.walk,
    "reasoning": reasoning.walk,
}
PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def main(argv: Sequence[str]) -> int:
    """Take the pictures. Each chapter begins in the demonstration as the one before left it."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("--only", choices=[*CHAPTERS], action="append", help="chapters (default: all)")
    parser.add_argument("--into", type=Path, default=PICTURES, help="the folder of the pictures")
    options = parser.parse_args(argv)
    path = browser()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 2
    options.into.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        camera = Camera(chromium, address, options.into)
        for name in options.only or CHAPTERS:
            CHAPTERS[name](camera)
        chromium.close()
    print(f"{len(camera.taken)} pictures: {', '.join(camera.taken)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
