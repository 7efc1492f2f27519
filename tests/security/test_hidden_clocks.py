"""Clocks, editions and proposals by their address: what is hidden answers like what is not there."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.conftest import House
from tests.security.addresses import Address, addresses, values_for
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene, set_up
from tests.security.test_matrix import browser


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.fixture(scope="module")
def facts(scene: Scene) -> Facts:
    return scene.facts()


def of(parameter: str) -> list[Address]:
    return [address for address in addresses() if parameter in address.parameters and address.page]


def answers(scene: Scene, facts: Facts, name: str, parameter: str, key: UUID) -> dict[str, tuple[int, int]]:
    """The statuses of a GET and a POST at every address of that kind that is about the case of the scene."""
    client, values = browser(scene, name), values_for(scene, facts, scene.cast.case) | {parameter: key}
    form = {"op": str(uuid4()), "version": "1", "why": "x", "met_on": "2026-11-20", "says": "x"}
    return {
        address.name: (
            client.get(address.filled(values)).status_code,
            client.post(address.filled(values), data=form).status_code,
        )
        for address in of(parameter)
    }


@pytest.mark.parametrize("clock", ["gbv", "medical", "other", "restricted", "elio", "dina"])
def test_a_clock_behind_a_wall_or_of_another_case_is_no_clock(clock: str, scene: Scene, facts: Facts) -> None:
    """Berg works on the case; the compartments, and the clocks of other cases he knows, are not in it."""
    absent = answers(scene, facts, "berg", "clock_id", uuid4())
    assert len(absent) > 10
    assert answers(scene, facts, "berg", "clock_id", scene.clocks[clock]) == absent
    assert {get for get, _ in absent.values()} <= {403, 404}


@pytest.mark.parametrize("name", ["lena", "berg", "elio"])
def test_an_edition_of_another_organisation_is_no_edition(name: str, scene: Scene, facts: Facts) -> None:
    absent = answers(scene, facts, name, "edition_id", uuid4())
    strange = "in force" if name == "elio" else "other"
    assert answers(scene, facts, name, "edition_id", scene.editions[strange]) == absent
    assert answers(scene, facts, name, "edition_id", scene.editions["agency"]) == absent


def test_a_proposal_of_another_organisation_is_no_proposal(scene: Scene, facts: Facts) -> None:
    absent = answers(scene, facts, "lena", "adoption_id", uuid4())
    for row in facts.all("policy_adoption", lambda row: row["organisation_id"] != scene.cast.authority):
        assert answers(scene, facts, "lena", "adoption_id", row["id"]) == absent


def test_somebody_elses_trial_is_no_trial(scene: Scene, facts: Facts) -> None:
    absent = answers(scene, facts, "mats", "trial_id", uuid4())
    trial = facts.all("deadlines_trial", lambda row: row["asked_by_id"] == scene.cast.lena.id)[0]
    assert answers(scene, facts, "mats", "trial_id", trial["id"]) == absent
