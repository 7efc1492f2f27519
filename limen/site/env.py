"""Typed readers of the environment. Each fails loudly with the variable's name; `NAME_FILE` works for any."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

DISTRIBUTED = Path(__file__).resolve().parents[2] / "packs"  # the packs that came with Limen
INSTRUMENTS = DISTRIBUTED.parent / "instruments"  # the screening instruments that came with Limen


class BadEnvironment(Exception):
    """A setting is missing or makes no sense. The message says which, and what would be right."""


def text(name: str, default: str | None = None) -> str:
    """The variable, or the contents of the file that NAME_FILE points at, or the default."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadEnvironment(
                f"{name}_FILE points at a file that cannot be read: {error.strerror}."
            ) from error
    value = os.environ.get(name, default)
    if value is None:
        raise BadEnvironment(f"{name} is not set. Set it, or {name}_FILE to a file that holds it.")
    return value


def secret(name: str, *, at_least: int = 32) -> str:
    """A secret of some length. There is no default: a shared secret is no secret."""
    value = text(name)
    if len(value) < at_least:
        raise BadEnvironment(f"{name} has {len(value)} characters; it needs at least {at_least}.")
    return value


def switch(name: str, *, default: bool = False) -> bool:
    """1 or 0, yes or no, on or off, true or false."""
    value = text(name, "1" if default else "0").strip().casefold()
    if value in {"1", "yes", "on", "true"}:
        return True
    if value in {"0", "no", "off", "false", ""}:
        return False
    raise BadEnvironment(f"{name} is {value!r}; it can be 1 or 0.")


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise BadEnvironment(f"{name} is {value!r}; it must be a whole number.") from error


def own_instruments() -> Path | None:
    """The folder of instruments and wordings that this installation adds: LIMEN_INSTRUMENTS, or none."""
    said = text("LIMEN_INSTRUMENTS", "")
    return Path(said) if said else None


def packs() -> Path:
    """The folder of packs that this installation distributes: LIMEN_PACKS, or those that came with Limen."""
    return Path(text("LIMEN_PACKS", "") or DISTRIBUTED)


def place_of_files() -> Path | dict[str, str]:
    """Where the files of cases lie: a folder, or a bucket (`s3://bucket/prefix`) and how to reach it."""
    said = text("LIMEN_FILES", "") or "data/files"
    if not said.startswith("s3://"):
        return Path(said)
    name, _, prefix = said.removeprefix("s3://").partition("/")
    if not name:
        raise BadEnvironment(
            "LIMEN_FILES names no bucket; it should read s3://bucket or s3://bucket/prefix/."
        )
    if importlib.util.find_spec("boto3") is None:
        raise BadEnvironment("LIMEN_FILES is in an object store, which needs boto3: pip install 'limen[s3]'.")
    return {
        "name": name,
        "prefix": f"{prefix.strip('/')}/" if prefix.strip("/") else "",
        "endpoint": text("LIMEN_S3_ENDPOINT", ""),
        "region": text("LIMEN_S3_REGION", "us-east-1"),
        "key": text("LIMEN_S3_KEY", ""),
        "secret": text("LIMEN_S3_SECRET", ""),
    }
