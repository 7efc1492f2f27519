"""The law of the demonstration: in each organisation one lead proposes a pack, another adopts it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from limen.domain.policy.commands import adopt, propose
from limen.foundation.actors import Actor
from limen.law.library import CALENDARS, files_of

AUTHORITY, AGENCY, SERVICES = "eu-example", "settlement-eu", "us"
_OURS = (f"{AUTHORITY}/", f"{AGENCY}/", f"{SERVICES}/", "eu/", f"{CALENDARS}/exampland", f"{CALENDARS}/de")
_NAMED = re.compile(r"\b(?:calendar|inherits|extends|like): *([a-z-]+)")
_LEADS = ((AUTHORITY, "noor", "pekka"), (AGENCY, "ines", "tomasz"), (SERVICES, "esther", "bruno"))


def adopt_law(actors: dict[str, Actor], *, now: datetime) -> list[str]:
    """Put the packs in force that came with Limen, the evening before; which ones."""
    folder = Path(settings.PACKS)
    files = files_of(folder) if folder.is_dir() else {}
    adopted = []
    for pack, proposes, answers in _LEADS:
        if f"{pack}/pack.yaml" not in files:
            continue
        proposed = propose(
            pack,
            files=_with_few_calendars(files),
            why="Sample reason (invented): the law that this demonstration shows.",
            by=actors[proposes],
            at=now - timedelta(hours=20),
        )
        adopt(
            proposed.adoption_id,
            says="Sample answer (invented): read together, page by page.",
            by=actors[answers],
            at=now - timedelta(hours=18),
        )
        adopted.append(pack)
    return adopted


def _with_few_calendars(files: dict[str, str]) -> dict[str, str]:
    """Only the calendars that these packs name, also in an example: working out the days off of all the
    others would keep the visitor waiting."""
    ours = [text for path, text in files.items() if path.startswith(_OURS)]
    named = {f"{CALENDARS}/{name}.yaml" for text in ours for name in _NAMED.findall(text)}
    return {path: text for path, text in files.items() if not path.startswith(CALENDARS) or path in named}
