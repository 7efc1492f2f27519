"""Evidence: what came in, what cannot be had and why, and what may be done without."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.applications.commands.evidence import take_evidence
from limen.domain.applications.names import EvidenceState
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from tests.cast import Cast
from tests.domain.told import Journal, obstacles
from tests.lawbook import put_in_force
from tests.petitions import LAW, made, seen


@pytest.fixture
def application(cast: Cast, now: datetime) -> UUID:
    put_in_force(cast, now, LAW)
    return made(cast, cast.berg, now)


def test_where_it_stands_is_what_happened_last(application: UUID, cast: Cast, now: datetime) -> None:
    by, document = cast.berg.actor, new_id()
    take_evidence(
        application, item="paper", state=EvidenceState.RECEIVED, words="Card 12", document_id=document,
        by=by, at=now,
    )  # fmt: skip
    take_evidence(application, item="paper", state=EvidenceState.NOT_ACCEPTED, words="Torn.", by=by, at=now)
    card = seen(application, cast.berg, now).evidence["paper"]
    assert (card.state, card.words, card.by_name) == (EvidenceState.NOT_ACCEPTED, "Torn.", "Berg")


@pytest.mark.parametrize(
    ("item", "state", "words", "code"),
    [
        ("crown", EvidenceState.RECEIVED, "", {"item"}),
        ("paper", EvidenceState.WAIVED, "", {"words"}),
        ("paper", EvidenceState.NOT_AVAILABLE, " ", {"words"}),
        ("ticket", EvidenceState.WAIVED, "Lost at sea.", {"waiver"}),
    ],
)
def test_what_is_not_asked_for_and_what_has_no_reason_is_refused(
    item: str, state: EvidenceState, words: str, code: set[str], application: UUID, cast: Cast, now: datetime
) -> None:
    assert code == obstacles(
        lambda: take_evidence(application, item=item, state=state, words=words, by=cast.berg.actor, at=now)
    )


@pytest.mark.parametrize("name", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(name: str, application: UUID, cast: Cast, now: datetime) -> None:
    by = getattr(cast, name).actor
    with pytest.raises(Forbidden):
        take_evidence(application, item="paper", state=EvidenceState.RECEIVED, by=by, at=now)


@pytest.mark.parametrize("name", ["elio", "dina", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(name: str, application: UUID, cast: Cast, now: datetime) -> None:
    by = getattr(cast, name).actor
    with pytest.raises(Hidden):
        take_evidence(application, item="paper", state=EvidenceState.RECEIVED, by=by, at=now)


def test_it_says_what_happened(application: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    event = take_evidence(
        application, item="paper", state=EvidenceState.WAIVED, words="Burnt.", by=cast.berg.actor, at=now
    )
    assert journal.tells(event, by=cast.berg)
