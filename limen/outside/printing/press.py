"""The press: a process of its own that sets one page and ends. It knows no setting, database or network.

Started by `typesetting.py` with Python's isolated mode: what it needs comes on standard input as JSON, and
the PDF leaves on standard output. `template` and `fonts` are the only folders that it is told of.
"""

import json
import resource
import sys

import typst

_MEMORY = 1_500_000_000


def main() -> None:
    """Set the page that was asked for."""
    asked = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    page = typst.compile(
        asked["template"],
        root=asked["root"],
        font_paths=[asked["fonts"]],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"told": json.dumps(asked["told"], ensure_ascii=False)},
        pdf_standards=asked["standards"],
        # Nowhere: a template here imports no package.
        package_path=asked["nowhere"],
        package_cache_path=asked["nowhere"],
        timestamp=asked["at"],
    )
    sys.stdout.buffer.write(page)


main()
