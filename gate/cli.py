"""The words that `python3 dev.py` understands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from gate import browsers, checks, programs, trouble
from gate.locking import lock
from gate.many import many
from gate.places import PYTHON, ROOT, SCRIPTS
from gate.prepare import Wanted, prepare
from gate.saying import CannotGoOnError, say
from gate.verdicts import judge
from gate.where import where

INTERRUPTED = 130
NO_BROWSER = "browser tests skipped: no Chromium on this machine (sudo apt install chromium-headless-shell)"


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
    except BrokenPipeError:  # whoever read our output, `head` for example, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if explained := trouble.explain_os_error(error):
            say(str(explained))
            return 1
        raise
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


def _pictures(arguments: list[str]) -> int:
    return _become(str(PYTHON), "-m", "tour", *arguments)


def _words(arguments: list[str]) -> int:
    return _become(str(PYTHON), "-m", "limen.web.words", *arguments)


def _licences(arguments: list[str]) -> int:
    return _become(str(PYTHON), "-m", "gate.licences")


def _prepared(arguments: list[str]) -> int:
    say("Limen is prepared.")
    return 0


def _test(arguments: list[str]) -> int:
    """The whole gate, for two cores where there are; `--jobs N` says how many at once. Other words go to
    pytest."""
    cores = min(2, os.cpu_count() or 1)
    jobs = cores + 1 if cores > 1 else 1  # while one waits for the database, another works
    if arguments[:1] == ["--jobs"] and len(arguments) == 2 and arguments[1].isdigit():
        jobs = int(arguments[1])
    elif arguments:
        return _become(str(PYTHON), "-m", "pytest", *arguments)
    every = [*checks.lint(), *checks.types(), *checks.imports(), *checks.law()]
    every += [*checks.templates_and_words(), *checks.django(), *checks.tests(jobs=jobs)]
    if browsers.browser():
        return judge([*every, *checks.browser_tests(jobs=jobs)])
    return judge(every, notices=[NO_BROWSER])


def _fast(arguments: list[str]) -> int:
    return judge([*checks.lint(), *checks.imports(), *checks.law(), *checks.quick_tests()])


def _fix(arguments: list[str]) -> int:
    """Let the tools mend what they can, then say what is left."""
    ruff = str(SCRIPTS / "ruff")
    programs.run([ruff, "check", "--fix", "--quiet"])
    programs.run([ruff, "format", "--quiet"])
    programs.run([SCRIPTS / "djade", "--target-version", "5.2", *checks.template_files()])
    return judge([*checks.lint(), *checks.templates_and_words()])


def _prove(arguments: list[str]) -> int:
    from gate.broken import prove  # only when asked for: its tables look at the whole tree

    return prove(arguments)


WORDS = {
    "demo": Word(needs="run", does=_demo, says="prepare everything and run Limen with demonstration data"),
    "test": Word(
        does=_test, says="prepare everything and run the whole gate; or `test PATH...` for some tests"
    ),
    "fast": Word(does=_fast, says="what can be told in seconds: lint, imports, law, house"),
    "lint": Word(does=lambda _: judge(checks.lint()), says="style and likely bugs"),
    "types": Word(does=lambda _: judge(checks.types()), says="mypy --strict"),
    "imports": Word(does=lambda _: judge(checks.imports()), says="the import contract"),
    "law": Word(does=lambda _: judge(checks.law()), says="the packs and their worked examples"),
    "fix": Word(does=_fix, says="format, and mend what the tools can mend"),
    "words": Word(does=_words, says="collect the translatable sentences; --check, --coverage"),
    "where": Word(needs=None, does=where, says="every place of one act, by its name"),
    "prepare": Word(does=_prepared, says="make or mend .venv; nothing to do takes no time"),
    "lock": Word(needs=None, does=lock, says="make requirements/*.txt anew from pyproject.toml; --upgrade"),
    "licences": Word(does=_licences, says="make docs/licences.md anew from the locked packages"),
    "prove-gate": Word(does=_prove, says="break one thing at a time and see that the gate notices"),
    "bench": Word(does=_bench, says="measure (python -m bench ...)"),
    "many": Word(needs=None, does=many, says="have the programs that drills of a large installation need"),
    "pictures": Word(does=_pictures, says="take the pictures of the documentation, in a demonstration"),
    "crash": Word(does=_crash, says="kill things and look at what is left (python -m bench.crash ...)"),
}
