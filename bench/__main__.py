"""`python -m bench NAME ...`: runs one of the measurements; each is a module here with `main(argv)`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """The measurements there are."""
    files = (path for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    return sorted(path.stem for path in files if "def main(" in path.read_text(encoding="utf-8"))


def main(argv: list[str]) -> int:
    """Run the named one with the remaining words."""
    if not argv or argv[0] not in names():
        print(f"usage: python -m bench ({' | '.join(names())}) ...")
        return 2
    done: int = importlib.import_module(f"bench.{argv[0]}").main(argv[1:])
    return done


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
