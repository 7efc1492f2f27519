"""The answer of `limen law due` for programs. docs/operations/law.md says what every name means.

Names are only ever added; `format` rises when one changes its meaning.
"""

from __future__ import annotations

from datetime import date

from limen.law.rulings import Reason, Ruling
from limen.law.saying import in_english
from limen.site.cli.law.questions import Question
from limen.site.cli.law.standing import Standing, standing_on
from limen.site.cli.law.sureness import unsettled, version_used

FORMAT = 1


def as_json(asked: Question, ruling: Ruling) -> dict[str, object]:
    """Plain values that JSON can hold. Days are year-month-day; instants carry their offset."""
    pack, term, calendar = asked.pack, asked.term, asked.calendar
    version = version_used(asked, ruling)
    return {
        "format": FORMAT,
        "term": {
            "id": term.id,
            "says": term.says,
            "for": str(term.whose),
            "effect": str(ruling.effect),
            "defined_in": term.defined_in,
            "set_in": term.set_in or None,
        },
        **_dates(asked, ruling),
        "value": str(ruling.value),
        "situation": ruling.situation or None,
        "since": str(ruling.since),
        "governed_on": str(ruling.governed_on),
        "source": ruling.source,
        "certainty": str(ruling.certainty),
        "interpretation": ruling.interpretation or None,
        "note": (version.note if version is not None else "") or None,
        "not_settled": list(unsettled(asked, ruling)),
        "reasons": [
            _reason(reason, sentence)
            for reason, sentence in zip(ruling.reasons, in_english(ruling, pack, calendar), strict=True)
        ],
        "when_missed": term.when_missed or None,
        "litigation": [
            {"as_of": str(one.as_of), "says": one.says, "source": one.source} for one in term.litigation
        ],
        "on": None if asked.on is None else _standing(standing_on(asked, ruling, asked.on)),
        "pack": {
            "id": pack.id,
            "status": str(pack.status),
            "as_of": str(pack.as_of),
            "fingerprint": ruling.pack_fingerprint,
        },
        "calendar": {
            "id": ruling.calendar,
            "zone": calendar.zone.key,
            "fingerprint": ruling.calendar_fingerprint,
        },
    }


def _dates(asked: Question, ruling: Ruling) -> dict[str, object]:
    moment = ruling.due_at
    return {
        "due": _day(ruling.due),
        "raw": _day(ruling.raw),
        "work_to": _day(ruling.work_to),
        "due_at": None if moment is None else moment.astimezone(asked.calendar.zone).isoformat(),
        "stands_still": ruling.stands_still,
        "days_left": ruling.days_left,
    }


def _reason(reason: Reason, sentence: str) -> dict[str, object]:
    return {
        "code": reason.code,
        "what": reason.what or None,
        "on": _day(reason.on),
        "to": _day(reason.to),
        "length": None if reason.length is None else str(reason.length),
        "source": reason.source or None,
        "says": sentence,
    }


def _standing(found: Standing) -> dict[str, object]:
    resumed = found.if_it_went_on
    return {
        "day": str(found.on),
        "days_left": found.days_left,
        "working_days_left": found.working_days_left,
        "says": found.says,
        "if_it_went_on": resumed
        and {"due": _day(resumed.due), "raw": _day(resumed.raw), "work_to": _day(resumed.work_to)},
    }


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)
