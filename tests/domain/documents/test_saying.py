"""What is said about a document: described better, disputed, weighed, set aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

import pytest

from limen.domain.documents.commands.saying import dispute_translation, redescribe, set_aside, weigh
from limen.domain.documents.names import Authenticity, DocumentKind, Translation
from limen.domain.documents.queries.cards import DocumentSheet
from limen.domain.documents.queries.sheets import Wanted, document_sheet, documents_of
from limen.foundation.events import Event
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.documents.files import described, letter
from tests.domain.told import Journal, obstacles

Act = Callable[..., Event]


@pytest.fixture
def document(cast: Cast, now: datetime) -> UUID:
    return letter(cast, now, said=described(translation=Translation.THERE))[0]


def _describe(document: UUID, *, by: Player, at: datetime, revision: int = 1, **other: object) -> Event:
    said = described(**({"translation": Translation.THERE} | other))
    return redescribe(document, described=said, revision=revision, on=ON, by=by.actor, at=at)


def _dispute(document: UUID, *, by: Player, at: datetime, why: str = "line 3") -> Event:
    return dispute_translation(document, why=why, by=by.actor, at=at)


def _weigh(
    document: UUID, *, by: Player, at: datetime, revision: int = 1, why: str = "the stamp",
    view: Authenticity = Authenticity.DOUBTED,
) -> Event:  # fmt: skip
    return weigh(document, authenticity=view, why=why, revision=revision, by=by.actor, at=at)


def _set_aside(document: UUID, *, by: Player, at: datetime, why: str = "twice") -> Event:
    return set_aside(document, why=why, by=by.actor, at=at)


ACTS: list[Act] = [_describe, _dispute, _weigh, _set_aside]


def _sheet(document: UUID, cast: Cast, at: datetime) -> DocumentSheet:
    with acting_as(cast.berg.actor):
        return document_sheet(document, by=cast.berg.actor, at=at)


def test_it_is_described_better(document: UUID, cast: Cast, now: datetime) -> None:
    _describe(document, by=cast.berg, at=now, title=" Police report ", kind=DocumentKind.COURT)
    sheet = _sheet(document, cast, now)
    assert (sheet.document.title, sheet.document.kind) == ("Police report", DocumentKind.COURT)
    assert sheet.revision == 2


def test_a_dispute_lasts_until_there_is_a_translation_again(
    document: UUID, cast: Cast, now: datetime
) -> None:
    _dispute(document, by=cast.costa, at=now)
    sheet = _sheet(document, cast, now)
    assert (sheet.document.translation, sheet.translation_why) == (Translation.DISPUTED, "line 3")
    _describe(document, by=cast.berg, at=now, revision=2, title="Other", translation=Translation.DISPUTED)
    assert _sheet(document, cast, now).translation_why == "line 3"
    _describe(document, by=cast.berg, at=now, revision=3)
    sheet = _sheet(document, cast, now)
    assert (sheet.document.translation, sheet.translation_why) == (Translation.THERE, "")


def test_a_view_and_its_reason(document: UUID, cast: Cast, now: datetime) -> None:
    _weigh(document, by=cast.berg, at=now)
    sheet = _sheet(document, cast, now)
    assert (sheet.document.authenticity, sheet.authenticity_why) == (Authenticity.DOUBTED, "the stamp")


def test_what_is_set_aside_is_kept_and_no_longer_changed(document: UUID, cast: Cast, now: datetime) -> None:
    _set_aside(document, by=cast.berg, at=now)
    assert _sheet(document, cast, now).set_aside_why == "twice"
    with acting_as(cast.berg.actor):
        by = cast.berg.actor
        assert documents_of(cast.case, by=by, at=now).cards == ()
        aside = documents_of(cast.case, by=by, at=now, wanted=Wanted(set_aside=True)).cards
    assert [card.id for card in aside] == [document]
    for act in ACTS:
        assert "set_aside" in obstacles(partial(act, document, by=cast.berg, at=now))


@pytest.mark.parametrize("act", [_describe, _weigh])
def test_of_two_who_say_something_the_second_is_told(
    act: Act, document: UUID, cast: Cast, now: datetime
) -> None:
    _describe(document, by=cast.costa, at=now, title="by Costa")
    assert obstacles(lambda: act(document, by=cast.berg, at=now)) == {"changed"}
    assert _sheet(document, cast, now).document.title == "by Costa"


def test_what_makes_no_sense_is_refused(document: UUID, cast: Cast, now: datetime) -> None:
    berg = cast.berg
    assert obstacles(lambda: _dispute(document, by=berg, at=now, why=" ")) == {"why"}
    assert obstacles(lambda: _weigh(document, by=berg, at=now, why=" ")) == {"why"}
    assert obstacles(lambda: _set_aside(document, by=berg, at=now, why="")) == {"why"}
    assert obstacles(lambda: _describe(document, by=berg, at=now, title=" ")) == {"title"}
    disputed = Translation.DISPUTED
    assert obstacles(lambda: _describe(document, by=berg, at=now, translation=disputed)) == {"translation"}
    _dispute(document, by=berg, at=now)
    assert obstacles(lambda: _dispute(document, by=berg, at=now)) == {"disputed"}
    _describe(document, by=berg, at=now, revision=2, translation=Translation.WANTED)
    assert obstacles(lambda: _dispute(document, by=berg, at=now)) == {"no_translation"}


@pytest.mark.parametrize("act", ACTS)
def test_the_wrong_role_is_forbidden(act: Act, document: UUID, cast: Cast, now: datetime) -> None:
    for role in (cast.hana, cast.ivo, cast.jun):
        with pytest.raises(Forbidden):
            act(document, by=role, at=now)


@pytest.mark.parametrize("act", ACTS)
def test_the_stranger_cannot_even_see_it(act: Act, document: UUID, cast: Cast, now: datetime) -> None:
    for stranger in (cast.elio, cast.dina, cast.grit, cast.farah):
        with pytest.raises(Hidden):
            act(document, by=stranger, at=now)


@pytest.mark.parametrize("act", ACTS)
def test_it_says_what_happened(act: Act, document: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(act(document, by=cast.berg, at=now), by=cast.berg)
