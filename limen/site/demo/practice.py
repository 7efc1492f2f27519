"""What the invented colleagues have learned: two notes in use, one to look at again, one that waits to be
checked, and a question with an answer. Nobody is in it, not even an invented person."""

from __future__ import annotations

from datetime import datetime, timedelta

from limen.domain.practice.commands.asking import ask, reply
from limen.domain.practice.commands.checking import confirm
from limen.domain.practice.commands.keeping import endorse
from limen.domain.practice.commands.writing import submit, write
from limen.domain.practice.names import Ties, Wording, claim_tie, element_tie
from limen.foundation.actors import Actor

_PROTECTION = claim_tie("eu-example", "international_protection")
_WRITTEN = (
    (
        "Sample (invented): a register that was copied by hand says two days",
        "Sample text, invented. Registers of the harbour district were copied by hand after a flood. Where a "
        "certificate and a register differ by some days, ask how the certificate was obtained before asking "
        "about the day: the clerk's copy is the likelier reason.",
        Ties(countries=("ATA",), elements=(element_tie("eu-example", "protection", "risk"),)),
        300,
    ),
    (
        "Sample (invented): ask for the house, not for the street",
        "Sample text, invented. In the hill villages houses have names and streets have none. Whoever cannot "
        "name a street may still draw the way from the well to the door.",
        Ties(countries=("ATA", "BVT"), claims=(_PROTECTION,)),
        -20,
    ),
)
_WAITING = Wording(
    title="Sample (invented): two words for one office",
    says="Sample text, invented. Two dialects use one word for the police and for the tax office. Ask what "
    "was done there, not only where it was.",
    ties=Ties(countries=("BVT",), elements=(element_tie("eu-example", "protection", "actor"),)),
    language="eng",
)
_QUESTION = "Sample question (invented): do schools of the valley keep lists from before the flood?"
_ANSWER = "Sample answer (invented): two of them do, and copies are made against a stamp."


def tell_what_was_learned(actors: dict[str, Actor], *, now: datetime) -> int:
    """Write the notes and check them, ask and answer; how many notes."""
    author, checker, third = actors["ngozi"], actors["ruth"], actors["yusuf"]
    at, on = now - timedelta(days=30), now.date()
    for title, says, ties, further in _WRITTEN:
        wording = Wording(title=title, says=says, ties=ties)
        note = write(wording, by=author, at=at).note_id
        submit(note, by=author, at=at)
        again = on + timedelta(days=further)
        confirm(note, confirms=True, look_again_on=again, on=again - timedelta(days=1), by=checker, at=at)
        endorse(note, by=third, at=at + timedelta(days=2))
    waits = write(_WAITING, by=third, at=now).note_id
    submit(waits, by=third, at=now)
    asked = ask(_QUESTION, ties=Ties(countries=("ATA",)), by=author, at=at).question_id
    reply(asked, says=_ANSWER, by=third, at=at + timedelta(days=1))
    ask("Sample question (invented): who knows the old names of the harbour streets?",
        ties=Ties(countries=("ATA",)), to_member=author.id, by=checker, at=now)  # fmt: skip
    return len(_WRITTEN) + 1
