"""`python3 dev.py lock`: requirements/*.txt made anew from pyproject.toml, every file with its hash.

The result names no index, no host and no machine, so that it holds wherever the same packages are served.
"""

from __future__ import annotations

from gate import trouble
from gate.indexes import uv_environment
from gate.places import REQUIREMENTS, UV
from gate.prepare import install_uv, pip_command
from gate.programs import run
from gate.saying import CannotGoOnError, say, timed

# Resolved for every Python and every system at once; the markers in the result say which needs what.
OPTIONS = ("--universal", "--python-version", "3.11", "--generate-hashes")
ONLY_WHEELS = ("--only-binary", ":all:")
WITHOUT_WHEELS = frozenset({"many.txt"})  # gate/many.py says why
SILENT = ("--no-annotate", "--no-header", "--quiet", "--no-emit-index-url", "--no-emit-find-links")


def lock(arguments: list[str]) -> int:
    """Make the five files. Pins stay as they are where they can; `--upgrade` asks for the newest."""
    pip = pip_command()
    if not install_uv(pip):
        raise CannotGoOnError("Locking needs uv, and there is no uv for this platform.")
    environment = uv_environment(pip)
    run_txt = str(REQUIREMENTS / "run.txt")
    jobs: dict[str, list[str]] = {
        "run.txt": ["pyproject.toml"],
        # The tools may not move what runs: both files agree on every package they share.
        "dev.txt": ["pyproject.toml", "--group", "dev", "--constraints", run_txt],
        # What an installation adds whose files lie in an object store; all else as it runs anyway.
        "s3.txt": ["pyproject.toml", "--extra", "s3", "--constraints", run_txt],
        "tool.txt": ["requirements/tool.in"],
        "many.txt": ["requirements/many.in"],
    }
    for name, sources in jobs.items():
        file = REQUIREMENTS / name
        with timed(f"requirements/{name}"):
            wheels = () if name in WITHOUT_WHEELS else ONLY_WHEELS
            options = [*sources, *OPTIONS, *wheels, *SILENT, *arguments]
            done = run([UV, "pip", "compile", *options, "--output-file", file], extra_env=environment)
        if not done.ok:
            raise trouble.explain(done.output, doing=f"Locking {name}")
    say("Locked. Run `python3 dev.py licences` and `python3 dev.py test` before you commit.")
    return 0
