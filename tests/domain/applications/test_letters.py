"""Letters: what was lodged is acknowledged, what is missing is asked for, and the paper can be made again."""

from __future__ import annotations

import io
from datetime import datetime
from uuid import UUID

import pytest
from pypdf import PdfReader

from limen.domain.applications.commands.answering import answer
from limen.domain.applications.commands.letters import acknowledge, ask_for_missing
from limen.domain.applications.queries.letters import letter_paper
from limen.domain.procedure.commands.moving import begin
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.outside.printing import Typesetter
from tests.cast import Cast
from tests.domain.told import Journal, obstacles
from tests.petitions import ready, says, seen, today


@pytest.fixture
def application(cast: Cast, nadia: UUID, now: datetime) -> UUID:
    """Nothing is missing for lodging; for the decision, the ticket of the ship."""
    found = ready(cast, nadia, now)
    by = cast.berg.actor
    answer(found, section="road", answers={"by": says("sea")}, version=0, by=by, at=now)
    return found


def test_it_asks_for_what_is_missing(application: UUID, nadia: UUID, cast: Cast, now: datetime) -> None:
    by, letter = cast.berg.actor, new_id()
    event = ask_for_missing(application, person_id=nadia, language="en", letter_id=letter, by=by, at=now)
    assert event.items == ("ticket",)
    with acting_as(by):
        paper = Typesetter().letter(letter_paper(letter, by=by, at=now).letter)
    read = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    assert "The ticket of the ship" in read
    assert "Please bring to" in read


def test_what_was_lodged_is_acknowledged_in_their_language(
    application: UUID, nadia: UUID, cast: Cast, now: datetime
) -> None:
    by, letter = cast.berg.actor, new_id()
    given = {"person_id": nadia, "letter_id": letter, "by": by, "at": now}
    assert obstacles(lambda: acknowledge(application, language="ar", **given)) == {"draft"}  # type: ignore[arg-type]
    version = seen(application, cast.berg, now).card.version
    begin(application, lodged_on=today(now), on=today(now), version=version, by=by, at=now)
    acknowledge(application, person_id=nadia, language="ar", letter_id=letter, by=by, at=now)
    [card] = seen(application, cast.berg, now).letters
    assert (card.id, card.language) == (letter, "ar")


def test_no_text_nothing_missing_and_nobody_to_write_to_are_refused(
    application: UUID, nadia: UUID, cast: Cast, now: datetime
) -> None:
    by = cast.berg.actor
    assert obstacles(
        lambda: ask_for_missing(
            application, person_id=nadia, language="xx", letter_id=new_id(), by=by, at=now
        )
    ) == {"letter"}
    assert obstacles(
        lambda: ask_for_missing(
            application, person_id=application, language="en", letter_id=new_id(), by=by, at=now
        )
    ) == {"party"}
    answer(application, section="road", answers={"by": says("land")}, version=1, by=by, at=now)
    assert obstacles(
        lambda: ask_for_missing(
            application, person_id=nadia, language="en", letter_id=new_id(), by=by, at=now
        )
    ) == {"complete"}


@pytest.mark.parametrize("name", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(
    name: str, application: UUID, nadia: UUID, cast: Cast, now: datetime
) -> None:
    by = getattr(cast, name).actor
    with pytest.raises(Forbidden):
        ask_for_missing(application, person_id=nadia, language="en", letter_id=new_id(), by=by, at=now)


@pytest.mark.parametrize("name", ["elio", "dina", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(
    name: str, application: UUID, nadia: UUID, cast: Cast, now: datetime
) -> None:
    letter, player = new_id(), getattr(cast, name)
    ask_for_missing(application, person_id=nadia, language="en", letter_id=letter, by=cast.berg.actor, at=now)
    with pytest.raises(Hidden):
        ask_for_missing(
            application, person_id=nadia, language="en", letter_id=new_id(), by=player.actor, at=now
        )
    with acting_as(player.actor), pytest.raises(Hidden):
        letter_paper(letter, by=player.actor, at=now)


def test_it_says_what_happened(
    application: UUID, nadia: UUID, cast: Cast, now: datetime, journal: Journal
) -> None:
    event = ask_for_missing(
        application, person_id=nadia, language="en", letter_id=new_id(), by=cast.berg.actor, at=now
    )
    assert journal.tells(event, by=cast.berg)
