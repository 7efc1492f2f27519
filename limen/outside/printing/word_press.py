"""The press for Word files: a process of its own that fills one template and ends.

Started by `wording.py` with Python's isolated mode: what it needs comes on standard input as JSON, and the
file leaves on standard output. The template's own language runs in Jinja's immutable sandbox, where a name
with an underscore, a module or a class cannot be reached, and knows no file and no setting.
"""

import base64
import io
import json
import resource
import sys
import zipfile
from importlib import import_module

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

DocxTemplate = import_module("docxtpl").DocxTemplate  # says no types of its own
_MEMORY = 1_500_000_000


def main() -> None:
    """Fill the template that was sent."""
    asked = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = base64.b64decode(asked["template"])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(one.file_size for one in packed.infolist()) > asked["most"]:
            raise SystemExit(3)
        if any("vbaProject" in one.filename for one in packed.infolist()):
            raise SystemExit(4)
    template = DocxTemplate(io.BytesIO(content))
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    sandbox.globals = {}
    template.render(asked["told"], jinja_env=sandbox, autoescape=True)
    filled = io.BytesIO()
    template.save(filled)
    sys.stdout.buffer.write(filled.getvalue())


main()
