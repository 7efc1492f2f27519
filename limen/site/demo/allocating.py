"""What the administrators of the demonstration have set: who speaks and knows what, and how long is too long.

The nightly look is asked for once, so that a visitor sees by day what it finds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.identity.commands.patience import set_patience
from limen.domain.identity.commands.skills import set_skills
from limen.foundation.actors import Actor
from limen.jobs.finding import find_by_night

# Languages and countries by administrator and colleague, by their codes of three letters.
_SKILLS: Mapping[str, Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "kaito": {
        "yusuf": (("tur", "apc", "kmr"), ("TUR", "SYR")),
        "ngozi": (("eng", "fra", "fuf"), ("NGA", "GIN")),
        "lars": (("eng", "tir", "spa"), ("ERI", "PER")),
        "olena": (("ukr", "rus"), ("UKR",)),
        "leila": (("arb", "apc", "acm", "prs"), ("SYR", "IRQ", "AFG")),
    },
    "greta": {
        "miriam": (("arb", "apc", "fra"), ("SYR", "LBN")),
        "samuel": (("tir", "amh"), ("ERI", "ETH")),
    },
}
# The office finds more than this too long at one stage; one of its cases stands longer.
STAGE_DAYS = 120


def set_what_is_known(actors: Mapping[str, Actor], members: Mapping[str, UUID], *, now: datetime) -> int:
    """Of how many colleagues something is known."""
    at, count = now - timedelta(days=40), 0
    for administrator, skills in _SKILLS.items():
        for colleague, (languages, countries) in skills.items():
            set_skills(
                members[colleague], languages=languages, countries=countries, by=actors[administrator], at=at
            )
            count += 1
    set_patience(stage_days=STAGE_DAYS, quiet_days=None, by=actors["kaito"], at=at)
    return count


def ask_for_a_night(now: datetime) -> None:
    """The worker looks at every open case as soon as it runs, and not only in the coming night."""
    find_by_night.configure().defer(timestamp=int(now.timestamp()))
