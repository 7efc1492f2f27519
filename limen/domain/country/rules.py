"""Why a report cannot be kept or withdrawn now. Pure questions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _

from limen.domain.country.models import Inquiry, Report
from limen.domain.country.names import About, Profile
from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle
from limen.reference.countries import is_country
from limen.reference.languages import is_language

MOST_PAGES = 1500
MOST_LINES = 200  # of a catalogue that is sent to the page of the library


def obstacles_to_keeping(
    about: About, *, pages: int, is_here: bool, is_followed: bool, on: date
) -> list[Obstacle]:
    """It says what it is, of when, of which country; the same file is kept once."""
    obstacles = [*_of_what_it_is(about), *_of_its_days(about, on)]
    if pages < 1:
        obstacles.append(
            Obstacle("pages", _("This file could not be opened. Send it as PDF, Word, OpenDocument or text."))
        )
    if pages > MOST_PAGES:
        obstacles.append(
            Obstacle(
                "too_long", _("It has more than %(most)d pages. Send it in parts.") % {"most": MOST_PAGES}
            )
        )
    if is_here:
        obstacles.append(Obstacle("here", _("This very file is in the library already.")))
    if is_followed:
        obstacles.append(Obstacle("followed", _("Another report has taken the place of that one already.")))
    return obstacles


def obstacles_to_redescribing(
    report: Report, about: About, *, changed: Collection[str], on: date
) -> list[Obstacle]:
    """It is in use, something is said otherwise than before, and it says what has to be said."""
    obstacles = [*_of_what_it_is(about), *_of_its_days(about, on)]
    if report.withdrawn_at is not None:
        obstacles.append(Obstacle("withdrawn", _("It was withdrawn already.")))
    if not changed:
        obstacles.append(Obstacle("unchanged", _("Nothing was changed.")))
    return obstacles


def _of_what_it_is(about: About) -> Iterator[Obstacle]:
    if not about.title.strip():
        yield Obstacle("title", _("Say what it is called."))
    if not about.publisher.strip():
        yield Obstacle("publisher", _("Say who published it."))
    if not is_language(about.language):
        yield Obstacle("language", _("Say in which language it is, by its code of three letters."))
    if not about.countries:
        yield Obstacle("countries", _("Say which country it is about."))
    unknown = [code for code in about.countries if not is_country(code)]
    if unknown:
        yield Obstacle("country", _("There is no country with the code %(code)s.") % {"code": unknown[0]})


def _of_its_days(about: About, on: date) -> Iterator[Obstacle]:
    if about.published_on is None:
        yield Obstacle("published_on", _("Say when it was published."))
    elif about.published_on > on:
        yield Obstacle("published_on", _("It cannot have been published after today."))
    if about.covers_from and about.covers_until and about.covers_from > about.covers_until:
        yield Obstacle("covers", _("The time it covers cannot end before it begins."))
    if about.accessed_on is not None and about.accessed_on > on:
        yield Obstacle("accessed_on", _("It cannot have been fetched after today."))


def obstacles_to_withdrawing(report: Report, *, why: str) -> list[Obstacle]:
    """It is in the library, and somebody says why not any more."""
    obstacles = []
    if report.withdrawn_at is not None:
        obstacles.append(Obstacle("withdrawn", _("It was withdrawn already.")))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why nobody should rely on it any more.")))
    return obstacles


def obstacles_to_asking(
    *, question: str, countries: tuple[str, ...], needed_on: date, on: date
) -> list[Obstacle]:
    """A question about a country, to be answered on a day that is still to come."""
    obstacles = []
    if not question.strip():
        obstacles.append(Obstacle("question", _("Write the question.")))
    if not countries or not all(map(is_country, countries)):
        obstacles.append(Obstacle("countries", _("Say which country it is about.")))
    if needed_on < on:
        obstacles.append(Obstacle("needed_on", _("The day on which the answer is needed is over.")))
    return obstacles


def obstacles_to_answering(row: Inquiry, *, answer: str) -> list[Obstacle]:
    """An answer can be bettered until somebody else has let it out."""
    obstacles = _obstacles_when_let_out(row)
    if not answer.strip():
        obstacles.append(
            Obstacle("answer", _("Write the answer; where nothing was found, say where you looked."))
        )
    return obstacles


def obstacles_to_reviewing(row: Inquiry, *, by: Actor) -> list[Obstacle]:
    """An answer is read by somebody else than the one who wrote it."""
    obstacles = _obstacles_when_let_out(row)
    if row.answered_at is None:
        obstacles.append(Obstacle("not_answered", _("Nobody has answered it yet.")))
    if row.answered_by_id == by.id:
        obstacles.append(
            Obstacle(
                "second_person", _("You wrote this answer. Somebody else must read it before it is let out.")
            )
        )
    return obstacles


def _obstacles_when_let_out(row: Inquiry) -> list[Obstacle]:
    if row.reviewed_at is None:
        return []
    return [Obstacle("let_out", _("This answer was let out already. Ask anew."))]


def obstacles_to_collecting(profile: Profile) -> list[Obstacle]:
    """It has a name, a country and a claim."""
    obstacles = []
    if not profile.called.strip():
        obstacles.append(Obstacle("called", _("Say what it is called.")))
    if not is_country(profile.country):
        obstacles.append(Obstacle("country", _("Say which country it is about.")))
    if not profile.claim.strip():
        obstacles.append(Obstacle("claim", _("Say which claims it is for.")))
    return obstacles


def obstacles_to_changing_collection(*, is_away: bool) -> list[Obstacle]:
    """What was put away stays as it is until it is brought back."""
    says = _("It was put away. Bring it back first.")
    return [Obstacle("away", says)] if is_away else []


def obstacles_to_bringing_back(*, is_away: bool) -> list[Obstacle]:
    """It was put away."""
    return [] if is_away else [Obstacle("not_away", _("It was not put away."))]


def obstacles_to_putting_in(report: Report, *, is_in: bool) -> list[Obstacle]:
    """It is in use, and not in there yet."""
    obstacles = []
    if report.withdrawn_at is not None:
        obstacles.append(Obstacle("withdrawn", _("It was withdrawn already.")))
    if is_in:
        obstacles.append(Obstacle("in", _("It is in this collection already.")))
    return obstacles


def obstacles_to_delivering(lines: int) -> list[Obstacle]:
    """It has lines, and not too many to be looked at while somebody waits."""
    obstacles = []
    if not lines:
        obstacles.append(Obstacle("empty", _("The catalogue names no file.")))
    if lines > MOST_LINES:
        says = _("It has %(lines)d lines and files; at most %(most)d are taken at once. Send it in parts.")
        obstacles.append(Obstacle("too_many", says % {"lines": lines, "most": MOST_LINES}))
    return obstacles
