"""A pack at a glance: one line for everything that it holds, terms under the file that they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from limen.law.library import Library
from limen.law.packs import Pack
from limen.law.reading.nodes import compose
from limen.law.reading.troubles import Notebook
from limen.law.terms import Term
from limen.site.cli.law.explaining.others import shelves
from limen.site.cli.law.sureness import standing
from limen.site.cli.law.words import plain, section, wrapped

_MANY = {
    "regime": "Regimes: which law governs",
    "procedure": "Procedures",
    "outcome": "Outcomes",
    "grounds": "Lists of grounds",
    "requirements": "Lists of requirements",
    "list": "Lists of countries",
    "hold": "Holds",
    "amount": "Amounts",
    "entitlement": "Entitlements",
    "plan": "Plans",
    "application type": "Application types",
    "way of withdrawing": "Ways of withdrawing",
    "way of weighing evidence": "Ways of weighing evidence",
    "legal analysis": "Legal analyses",
    "way of counting": "Ways of counting",
    "fact": "Facts",
}
_WIDEST = 34


def of_pack(pack: Pack, library: Library) -> Iterator[str]:
    """Everything of the pack, with what it inherits."""
    yield f"{pack.says} ({pack.id})"
    inherited = f"; inherits {', '.join(pack.chain[1:])}" if len(pack.chain) > 1 else ""
    yield wrapped(f"{standing(pack)}; sources read on {pack.as_of}{inherited}", first="  ")
    if pack.about:
        yield ""
        yield wrapped(pack.about, first="  ")
    for group, terms in _grouped(pack, library).items():
        yield from section(f"Terms: {group}", [_line(term.id, _value(term), term.says) for term in terms])
    for sort, (shelf, _words, _asked) in shelves(pack).items():
        yield from section(_MANY[sort], [_line(id, "", one.says) for id, one in shelf.items()])
    yield ""
    yield "A value with “?” is not settled: not verified, or resting on an interpretation."
    yield f"`limen law explain {pack.id} ID` says everything about one of them."


def _grouped(pack: Pack, library: Library) -> dict[str, list[Term]]:
    """Terms by the file that defines them, as its author grouped them; plans by themselves."""
    places = {
        (folder, id): plain(rest.partition("/")[2].removesuffix(".yaml"))
        for path, text in library.files.items()
        for folder, _slash, rest in [path.partition("/")]
        if rest.startswith("terms/") and (root := compose(text, path, Notebook())) is not None
        for id in root.named()
    }
    groups: dict[str, list[Term]] = {}
    for term in pack.terms.values():
        plan = f"steps of the plan {term.id.partition('.')[0]}"
        name = places.get((term.defined_in, term.id), plan)
        inherited = f" (from {term.defined_in})" if term.defined_in != pack.id else ""
        groups.setdefault(f"{name}{inherited}", []).append(term)
    return groups


def _value(term: Term) -> str:
    """The value that became law last, with a mark when it is not settled."""
    values = term.ordinary.values.in_force
    if values:
        last = values[-1]
        ended = f" until {last.until}" if last.until is not None else ""
        return f"{last.value}{ended}{'' if last.is_settled else ' ?'}"
    guard = term.national
    if guard is None:
        return "by situation"
    bounds = [str(bound) for bound in (guard.at_least, guard.at_most, guard.less_than) if bound is not None]
    return f"national law{': ' if bounds else ''}{' to '.join(bounds)}"


def _line(id: str, value: str, says: str) -> str:
    head = f"  {id:<{_WIDEST}} {value:<18}  " if value else f"  {id:<{_WIDEST}} "
    return wrapped(says, first=head, rest=" " * (_WIDEST + 3))
