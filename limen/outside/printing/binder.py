"""The binder: a process of its own that sets many pages with their pictures and ends. As the press, it knows
no setting, database or network, and writes no file.

Pictures come as WebP in base64 and become JPEG inside a drawing, which the page takes over as it is.
"""

import base64
import io
import json
import resource
import sys

import typst
from PIL import Image

_MEMORY = 2_000_000_000
_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}">'
    '<image width="{0}" height="{1}" href="data:image/jpeg;base64,{2}"/></svg>'
)


def main() -> None:
    """Set the pages that were asked for."""
    asked = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    for part in asked["told"]["parts"]:
        for page in part["pages"]:
            page["drawing"] = drawing(page.pop("picture"))
    bound = typst.compile(
        asked["template"],
        root=asked["root"],
        font_paths=[asked["fonts"]],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"told": json.dumps(asked["told"], ensure_ascii=False)},
        pdf_standards=asked["standards"],
        package_path=asked["nowhere"],
        package_cache_path=asked["nowhere"],
        timestamp=asked["at"],
    )
    sys.stdout.buffer.write(bound)


def drawing(picture: str) -> str:
    """A picture of a page as a drawing; empty when there is none."""
    if not picture:
        return ""
    with Image.open(io.BytesIO(base64.b64decode(picture)), formats=["WEBP"]) as page:
        written = io.BytesIO()
        page.convert("RGB").save(written, "JPEG", quality=75)
        return _DRAWING.format(page.width, page.height, base64.b64encode(written.getvalue()).decode())


main()
