"""Run a server on the folder in the first argument until somebody ends this process."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from limen.site.postgres.embedded import Server

if __name__ == "__main__":
    with Server(Path(sys.argv[1])):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        time.sleep(600)
