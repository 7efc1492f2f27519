"""`python -m limen.site.cli` is `limen`, for places where the script is not on the path."""

import sys

from limen.site.cli import main

if __name__ == "__main__":
    sys.exit(main())
