"""Where the data of a measurement lies: a folder that is kept, or one that goes afterwards."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
DATABASE = {"shared_buffers": "2GB", "jit": "off", "random_page_cost": "1.1", "max_wal_size": "8GB"}


@contextmanager
def folder_of(options: argparse.Namespace) -> Iterator[Path]:
    """As `--keep` and `--folder` say."""
    if options.keep:
        Path(options.keep).mkdir(mode=0o711, parents=True, exist_ok=True)
        yield Path(options.keep)
        return
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        Path(name).chmod(0o711)
        yield Path(name)
