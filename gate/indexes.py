"""Hands this machine's pip settings to uv, which does not read them by itself.

Nothing here is printed: an index address may carry a password.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Sequence
from pathlib import Path

from gate.places import TOOLS
from gate.programs import run

# pip's setting, uv's variable, and what joins several values.
TRANSLATION = (
    ("index-url", "UV_DEFAULT_INDEX", " "),
    ("extra-index-url", "UV_INDEX", " "),
    ("find-links", "UV_FIND_LINKS", ","),
    ("no-index", "UV_NO_INDEX", " "),
    ("cert", "SSL_CERT_FILE", " "),
    ("proxy", "ALL_PROXY", " "),
    ("trusted-host", "UV_INSECURE_HOST", " "),
    ("timeout", "UV_HTTP_TIMEOUT", " "),
    ("default-timeout", "UV_HTTP_TIMEOUT", " "),
)
# Where pip takes a setting from, strongest first.
STRENGTH = (":env:", "install", "global")


def uv_environment(pip: Sequence[str]) -> dict[str, str]:
    """The variables that make uv look where pip would look. What the person set for uv itself wins."""
    found = _pip_settings(pip)
    environment = {
        "UV_PYTHON_DOWNLOADS": "never",
        # pip asks all indexes alike. That is safe here: every file is named by its hash.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    if not os.access(Path.home(), os.W_OK):
        environment["UV_CACHE_DIR"] = str(TOOLS / "cache")
    for setting, variable, joint in TRANSLATION:
        if setting in found:
            environment.setdefault(variable, joint.join(found[setting].split()))
    return {name: value for name, value in environment.items() if name not in os.environ}


def _pip_settings(pip: Sequence[str]) -> dict[str, str]:
    """The strongest value of every setting that `pip config list` shows."""
    listed: dict[tuple[str, str], str] = {}
    for line in run([*pip, "config", "list"]).output.splitlines():
        name, equals, value = line.partition("=")
        section, dot, setting = name.partition(".")
        if equals and dot:
            listed[section, setting] = _unquoted(value)
    settings: dict[str, str] = {}
    for section in reversed(STRENGTH):
        settings.update({setting: value for (where, setting), value in listed.items() if where == section})
    return settings


def _unquoted(value: str) -> str:
    """pip shows values as Python strings."""
    try:
        return str(ast.literal_eval(value))
    except (SyntaxError, ValueError):
        return value
