"""A decision on an application: its sections, its questions and its outcomes are those of the type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.decisions.commands.beginning import begin
from limen.domain.decisions.commands.writing import save_version, set_outcome
from limen.domain.decisions.events import Begun
from limen.domain.decisions.names import NOTHING_YET, Content
from limen.domain.decisions.queries.cards import DecisionSheet
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules.gates import Look, gates_before
from limen.domain.decisions.rules.structure import SECTIONS, Before, outcomes_for, structure_for
from limen.domain.procedure.commands.moving import begin as lodge
from limen.foundation.refusals import Hidden
from limen.foundation.rows import acting_as
from limen.law.packs import Pack
from tests.cast import ON, Cast
from tests.domain.decisions.story import REQUIREMENTS
from tests.domain.told import obstacles
from tests.law import packs
from tests.petitions import LAW, made, ready, seen, today

BUILT = LAW["atlantis/applications.yaml"].replace(
    "    sections: [{id: why, says: Why, prompt: Say why}]\n    gates_before_signing: [reasons_given]\n",
    "    sections:\n"
    "      - {id: why, says: Why, prompt: Say why, answers: [contents.reasons]}\n"
    "      - {id: end, says: End, prompt: Say what}\n"
    "    requirements: [contents]\n"
    "    gates_before_signing: [reasons_given]\n",
)
BOTH = LAW | {"atlantis/applications.yaml": BUILT, "atlantis/requirements.yaml": REQUIREMENTS}
NOBODY: Mapping[str, str] = {}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.library(BOTH).pack("atlantis")


def look(**sections: str) -> Look:
    return Look(
        content=Content(sections=sections, outcomes={}), persons=NOBODY, answers={}, remarks=0, unknown=(),
        approved="", filled="", shows="", has_remedy=True,
    )  # fmt: skip


def test_without_an_application_all_that_is_of_a_decision_is_asked(pack: Pack) -> None:
    usual = structure_for(pack, {"refusal"}, on=ON)
    assert usual.sections == SECTIONS
    asked = {one.id for one in usual.questions}
    assert {"weighed.statements", "contents.reasons", "interviews.held"} <= asked


def test_the_type_names_sections_lists_and_gates(pack: Pack) -> None:
    built = structure_for(pack, {"refusal"}, asked_for="shelter", on=ON)
    assert [one.id for one in built.sections] == ["why", "end"]
    assert {one.id.partition(".")[0] for one in built.questions} == {"contents"}
    assert {one.id for one in built.questions if one.gate} == {"contents.reasons"}


def test_a_type_that_the_law_no_longer_knows_leaves_the_usual_order(pack: Pack) -> None:
    assert structure_for(pack, (), asked_for="gone", on=ON) == structure_for(pack, (), on=ON)


def test_reasons_are_given_by_the_section_that_answers_them(pack: Pack) -> None:
    built = structure_for(pack, {"refusal"}, asked_for="shelter", on=ON)

    def is_met(**sections: str) -> bool:
        gates = gates_before(Before.SIGNING, built, look(**sections))
        return next(one.is_met for one in gates if one.code == "contents.reasons")

    assert (is_met(end="So be it."), is_met(why="Because."), is_met(why="  ")) == (False, True, False)


def test_only_outcomes_of_the_type_are_offered(pack: Pack) -> None:
    offered = {one.id for one in outcomes_for(pack, "shelter", on=ON)}
    assert offered == {"shelter_given", "shelter_refused"}
    assert offered <= {one.id for one in outcomes_for(pack, "", on=ON)}


@pytest.fixture
def asked(cast: Cast, nadia: UUID, now: datetime) -> UUID:
    """A lodged application."""
    found = ready(cast, nadia, now, law=BOTH)
    version = seen(found, cast.berg, now).card.version
    lodge(found, lodged_on=today(now), on=today(now), version=version, by=cast.berg.actor, at=now)
    return found


def begun(cast: Cast, nadia: UUID, application: UUID, now: datetime) -> Begun:
    return begin(
        cast.case, pack="atlantis", person_ids=(nadia,), application_id=application,
        by=cast.berg.actor, at=now,
    )  # fmt: skip


def sheet(decision: UUID, cast: Cast, now: datetime) -> DecisionSheet:
    with acting_as(cast.berg.actor):
        return decision_sheet(decision, on=today(now), by=cast.berg.actor, at=now)


def test_a_decision_on_an_application_is_built_as_its_type_says(
    cast: Cast, nadia: UUID, asked: UUID, now: datetime
) -> None:
    found = sheet(begun(cast, nadia, asked, now).decision_id, cast, now)
    assert found.card.application_id == asked
    assert [one.id for one in found.structure.sections] == ["why", "end"]
    assert {one.id for one in found.outcomes} == {"shelter_given", "shelter_refused"}
    assert found.content == NOTHING_YET
    assert "section.end" in {one.code for one in gates_of(found, Before.READER)}


def test_what_the_type_does_not_know_is_refused(cast: Cast, nadia: UUID, asked: UUID, now: datetime) -> None:
    decision, by = begun(cast, nadia, asked, now).decision_id, cast.berg.actor
    on = today(now)
    assert obstacles(
        lambda: save_version(decision, section="facts", text="x", version=0, on=on, by=by, at=now)
    ) == {"section"}
    assert obstacles(
        lambda: set_outcome(decision, person_id=nadia, outcome="granted", on=on, by=by, at=now)
    ) == {"outcome"}


def test_what_was_not_lodged_is_not_decided(cast: Cast, nadia: UUID, asked: UUID, now: datetime) -> None:
    draft = made(cast, cast.berg, now)
    assert obstacles(lambda: begun(cast, nadia, draft, now)) == {"application"}


def test_an_application_of_another_case_does_not_exist_here(
    cast: Cast, nadia: UUID, asked: UUID, now: datetime
) -> None:
    with pytest.raises(Hidden):
        begin(
            cast.other_case, pack="atlantis", person_ids=(nadia,), application_id=asked,
            by=cast.costa.actor, at=now,
        )  # fmt: skip
