"""Turns what went wrong on this machine into one sentence that says what to do."""

from __future__ import annotations

import errno
import platform
import re

from gate.places import ROOT
from gate.saying import CannotGoOnError

NO_NETWORK = (
    "Limen could not reach a Python package index to fetch what it needs: "
    "connect once, or set PIP_INDEX_URL to an index you can reach, and run the same command again."
)
NO_VENV = (
    "This Python cannot make virtual environments: install the missing part, "
    "for example with `sudo apt install python3.11-venv`, and run the same command again."
)
NO_PIP = (
    "This Python has no pip: install it, for example with `sudo apt install python3-pip python3.11-venv`, "
    "and run the same command again."
)
DISK_FULL = (
    "The disk is full: Limen needs about 900 MB for its packages; "
    "free some space and run the same command again."
)

_SIGNS_OF_NO_NETWORK = re.compile(
    r"dns error|error sending request|Failed to fetch|NewConnectionError|ConnectTimeout|Connection refused"
    r"|Read timed out|operation timed out|Could not connect|ProxyError|SSLError|Temporary failure in name",
    re.IGNORECASE,
)
_MISSING_WHEEL = (
    re.compile(r"Because ([\w.-]+==[\w.]+) has no wheels"),
    re.compile(r"Because ([\w.-]+==[\w.]+) has no usable wheels"),
    re.compile(r"building source distributions? (?:for `?([\w.-]+==[\w.]+)`? )?is disabled", re.IGNORECASE),
    re.compile(r"No matching distribution found for ([\w.-]+==[\w.]+)"),
)
_SECRET_IN_ADDRESS = re.compile(r"//[^/\s@]+@")


def explain(output: str, *, doing: str) -> CannotGoOnError:
    """The error for an installer that failed with this output: a known cause, or the last lines it said."""
    if "No space left on device" in output:
        return CannotGoOnError(DISK_FULL)
    if _SIGNS_OF_NO_NETWORK.search(output):
        return CannotGoOnError(NO_NETWORK)
    if re.search(r"hash mismatch|do not match the hashes", output, re.IGNORECASE):
        return CannotGoOnError(
            "A downloaded package is not the one that Limen was tested with (its hash differs): "
            "the index in use serves other files; nothing was installed from it."
        )
    for pattern in _MISSING_WHEEL:
        if found := pattern.search(output):
            return CannotGoOnError(_missing_wheel(found.group(1) or "a package"))
    last = [_SECRET_IN_ADDRESS.sub("//", line) for line in output.strip().splitlines()[-12:]]
    return CannotGoOnError(
        "\n".join([f"{doing} failed. The installer said:", *("    " + line for line in last)])
    )


def explain_os_error(error: OSError) -> CannotGoOnError | None:
    """The sentence for a full disk or a folder that may not be written; None for anything else."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return CannotGoOnError(DISK_FULL)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return CannotGoOnError(unwritable(str(error.filename or ROOT)))
    return None


def unwritable(path: str) -> str:
    """The sentence for a folder that belongs to somebody else."""
    return (
        f"Limen cannot write to {path}: run it as the owner of that folder, "
        "or copy the repository to a folder of your own."
    )


def _missing_wheel(package: str) -> str:
    here = f"{platform.system()} on {platform.machine()} with Python {platform.python_version()}"
    return (
        f"There is no ready-made build of {package} for this platform ({here}), and Limen does not compile "
        "packages: use Linux (glibc, x86-64 or ARM64) or macOS on Apple silicon, with Python 3.11 to 3.13."
    )


def failed_program(name: str, output: str) -> CannotGoOnError:
    """A program of ours failed: what it said is what the person needs."""
    return CannotGoOnError(f"{name} failed:\n{output.strip()}")
