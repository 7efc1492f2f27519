#!/usr/bin/env python3
"""The one way in: `python3 dev.py demo` runs Limen, `python3 dev.py test` runs the whole gate.

Needs nothing but Python with pip and venv. This file must parse on an old Python, so that it can say what is
missing; everything else is in gate/.
"""

import shutil
import sys

OLDEST, NEWEST = (3, 11), (3, 13)


def main() -> int:
    """Refuse a Python that Limen does not know, in words; else hand over to the gate."""
    here = sys.version_info[:2]
    if not OLDEST <= here <= NEWEST:
        sys.stderr.write(
            f"Limen needs Python 3.11 (or newer, up to 3.13); this is {here[0]}.{here[1]}. {cure()}\n"
        )
        return 1

    from gate.cli import run  # only now: it is written for the Python that was just asked for

    return run(sys.argv[1:])


def cure() -> str:
    """What to do instead: use a Python that is already there, or install one."""
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        if shutil.which(f"python3.{minor}"):
            return f"This machine has the right one: python3.{minor} dev.py {' '.join(sys.argv[1:])}".rstrip()
    return "Install one, for example: sudo apt install python3.11 python3.11-venv python3-pip"


if __name__ == "__main__":
    sys.exit(main())
