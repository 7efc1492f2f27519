"""`python -m limen.linkage FILE FOLDER`: links one file in a process of its own, which knows no database.

It prints a line for each likely pair, `pair`, the two keys and what agrees, divided by tabs; and a line
`said` with every step. Whoever started it reads these.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from limen.linkage.linking import Limits, link


def main(words: list[str]) -> int:
    """Link, and print."""
    parser = argparse.ArgumentParser(prog="limen.linkage", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--memory", type=int, default=Limits().memory_megabytes, metavar="MEGABYTES")
    parser.add_argument("--threads", type=int, default=Limits().threads)
    options = parser.parse_args(words)
    limits = Limits(memory_megabytes=options.memory, threads=options.threads)
    for one in link(options.file, options.folder, limits=limits, say=lambda words: _line("said", words)):
        _line("pair", one.first, one.second, ",".join(one.agrees))
    _line("done")
    return 0


def _line(*words: str) -> None:
    sys.stdout.write("\t".join(words) + "\n")
    if words[0] != "pair":
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
