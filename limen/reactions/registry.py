"""Which reaction follows which event. A reaction gets the number of a journal entry and may be called
twice."""

from __future__ import annotations

from collections.abc import Callable

from limen.foundation.events import REGISTERED as EVENTS

Reaction = Callable[[int], None]

REGISTERED: dict[str, Reaction] = {}
_FOLLOWING: dict[str, list[str]] = {}


def reaction(name: str, *, to: tuple[str, ...]) -> Callable[[Reaction], Reaction]:
    """Make a function follow events of these kinds, under a name that the job queue keeps."""
    unknown = sorted(set(to) - set(EVENTS))
    if unknown:
        raise LookupError(f"reaction {name} waits for events that cannot happen: {', '.join(unknown)}")

    def decorate(body: Reaction) -> Reaction:
        REGISTERED[name] = body
        for kind in to:
            _FOLLOWING.setdefault(kind, []).append(name)
        return body

    return decorate


def following(kind: str) -> tuple[str, ...]:
    """The names of the reactions to an event of this kind."""
    return tuple(_FOLLOWING.get(kind, ()))
