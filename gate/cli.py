"""The words that `python3 dev.py` understands."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from gate.places import PYTHON, ROOT, SCRIPTS
from gate.prepare import Wanted, prepare
from gate.saying import CannotGoOnError, say

INTERRUPTED = 130


@dataclass(frozen=True, kw_only=True)
class Word:
    """One word of dev.py: what it needs, what it is for, and what it does with the arguments after it."""

    says: str
    does: Callable[[list[str]], int]
    needs: Wanted | None = "dev"


def run(arguments: list[str]) -> int:
    """Do what the first argument says with the ones after it; the exit code of dev.py."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name not in WORDS:
        say(_usage())
        return 0 if name in {"-h", "--help", "help"} else 2
    word = WORDS[name]
    try:
        if word.needs:
            prepare(word.needs)
        return word.does(rest)
    except CannotGoOnError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return INTERRUPTED


def _usage() -> str:
    lines = ["Usage: python3 dev.py WORD [arguments]", ""]
    lines += [f"  {name:<10} {word.says}" for name, word in WORDS.items()]
    return "\n".join(lines)


def _become(*command: str) -> int:
    """Let another program take this one's place: its signals and its exit code are then its own."""
    os.chdir(ROOT)
    os.execv(command[0], list(command))


def _demo(arguments: list[str]) -> int:
    return _become(str(SCRIPTS / "limen"), "demo", *arguments)


def _bench(arguments: list[str]) -> int:
    return _become(str(PYTHON), "-m", "bench", *arguments)


def _crash(arguments: list[str]) -> int:
    return _become(str(PYTHON), "-m", "bench.crash", *arguments)


def _words(arguments: list[str]) -> int:
    return _become(str(PYTHON), "-m", "limen.web.words", *arguments)


def _prepare(arguments: list[str]) -> int:
    say("Limen is prepared.")
    return 0


WORDS = {
    "demo": Word(needs="run", does=_demo, says="prepare everything and run Limen with demonstration data"),
    "prepare": Word(does=_prepare, says="make or mend .venv; nothing to do takes no time"),
    "words": Word(does=_words, says="collect the translatable sentences; --check, --coverage"),
    "bench": Word(does=_bench, says="measure (python -m bench ...)"),
    "crash": Word(does=_crash, says="kill things and look at what is left (python -m bench.crash ...)"),
}
