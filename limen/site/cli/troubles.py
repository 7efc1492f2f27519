"""What is told when a subcommand cannot do its work: one sentence about why, one about what to do.

Importing psycopg takes a third of a second, which a subcommand without a database need not pay: its errors
are looked for only when somebody else has imported it.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from limen.law.reading.troubles import PackTroubles
from limen.law.refusing import Unanswerable
from limen.site.env import BadEnvironment
from limen.site.postgres.trouble import Trouble

INTERRUPTED = 130
_REMEDIES = {
    "unknown_pack": "Choose one of those; --packs names another folder of packs.",
    "unknown_calendar": "Choose one of those; in lower or upper case.",
    "no_calendar": "Name one with --calendar.",
    "missing_fact": "Add --fact {name}=…; `limen law explain PACK {term}` says what else it asks.",
    "no_such_date": "Nothing was counted. Ask again with a day that exists.",
    "no_such_instant": "Nothing was counted. Ask again with a moment that exists.",
    "needs_instant": "Add the hour, in the zone of the calendar: --fact {name}=2026-06-12T14:30.",
    "not_a_length": "Write --extend 'ground:2 months', or leave the length out for all that the law allows.",
}
FEW = 5  # troubles of packs told by a subcommand that is not there to look for them


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
    except Unanswerable as error:
        _tell(str(error), _where_to_look(error))
    except PackTroubles as error:
        _tell_of_packs(error)
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
    except Exception as error:
        said = _said_by_the_database(error)
        if said is None:
            raise
        _tell(
            f"The database does not answer: {said}.",
            "Look whether it runs, and whether the address and the password are right.",
        )


def _said_by_the_database(error: Exception) -> str | None:
    """The first line of a failed connection; None for any other error."""
    psycopg = sys.modules.get("psycopg")
    if psycopg is None or not isinstance(error, psycopg.OperationalError):
        return None
    said = (error.diag.message_primary or str(error)).strip().partition("\n")[0]
    return str(said).removeprefix("connection failed: ").removesuffix(".")


def _where_to_look(error: Unanswerable) -> str:
    """What to do about a question that the law cannot answer as it was put."""
    remedy = _REMEDIES.get(error.code)
    if remedy is not None:
        return remedy.format_map(error.details)
    pack = error.details.get("pack")
    if pack:
        return f"`limen law explain {pack}` says what it knows."
    return f"`limen law explain PACK {error.details.get('term', 'TERM')}` says what it needs and allows."


def _tell_of_packs(error: PackTroubles) -> None:
    few = error.troubles[:FEW]
    sys.stdout.flush()
    for trouble in few:
        sys.stderr.write(f"{trouble}\n")
    more = f" The first {len(few)} are above." if len(few) < len(error.troubles) else ""
    number = "is 1 trouble" if len(error.troubles) == 1 else f"are {len(error.troubles)} troubles"
    _tell(
        f"There {number} in the packs, and nothing was loaded.{more}",
        "Mend the packs; `limen law check` tells everything that is wrong.",
    )


def _tell(problem: str, remedy: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"limen: {problem}\n       {remedy}\n")
