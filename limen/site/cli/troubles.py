"""What is told when a subcommand cannot do its work: one sentence about why, one about what to do."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from limen.site.env import BadEnvironment
from limen.site.postgres.trouble import Trouble

INTERRUPTED = 130


@dataclass(kw_only=True)
class Outcome:
    """How the process will end."""

    code: int = 1


@contextlib.contextmanager
def told_in_a_sentence() -> Iterator[Outcome]:
    """Catch what can be expected to go wrong. Anything else is a defect of ours and keeps its traceback."""
    outcome = Outcome()
    try:
        yield outcome
    except Trouble as trouble:
        _tell(trouble.problem, trouble.remedy)
    except BadEnvironment as error:
        _tell(str(error), "See docs/operations/install.md for every variable.")
    except psycopg.OperationalError as error:
        said = (error.diag.message_primary or str(error)).strip().partition("\n")[0]
        _tell(
            f"The database does not answer: {said.removeprefix('connection failed: ').removesuffix('.')}.",
            "Look whether it runs, and whether the address and the password are right.",
        )
    except PermissionError as error:
        _tell(
            f"{error.filename or 'A file'} cannot be read or written by this account.",
            "Run `limen` as the account that owns the folder, or choose another with --folder.",
        )
    except KeyboardInterrupt:
        sys.stderr.write("\nlimen: stopped.\n")
        outcome.code = INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell


def _tell(problem: str, remedy: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"limen: {problem}\n       {remedy}\n")
