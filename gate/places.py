"""Where things are. Every path of the workshop is named here once."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
LOCALE = ROOT / "limen" / "web" / "locale"

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SCRIPTS = VENV / "bin"
STAMP = VENV / "limen-prepared.json"

TOOLS = ROOT / ".tools"
UV_HOME = TOOLS / "uv"
UV = UV_HOME / "bin" / "uv"
TURNSTILE = TOOLS / "turnstile"  # locked by the one dev.py that prepares, so that two do not mix

# A virtual environment is made from the real Python, also when dev.py itself was started by a virtual one.
BASE_PYTHON = Path(getattr(sys, "_base_executable", None) or sys.executable)


def shown(path: Path) -> str:
    """A path as a person would type it from the root of the repository."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
