"""The tables of editions and clocks, as `expectations.py` holds the others."""

from __future__ import annotations

from uuid import UUID

from psycopg.types.json import Jsonb

from limen.domain.policy.queries import digest_of
from limen.foundation.ids import new_id
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import LIVE, Fact, Facts, Somebody
from tests.security.scene import Scene


def _editions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for organisation in facts.all("identity_organisation"):
        for by in (me.me, scene.people["mats"].id):
            content = new_id().bytes
            row = {"organisation_id": organisation["id"], "pack": "atlantis", "fingerprint": "x", "says": "x",
                   "digest": digest_of(content), "as_of": facts.now.date(), "is_signed": True,
                   "files": content, "kept_at": facts.now, "kept_by_id": by}  # fmt: skip
            rows.append((row, me.leads_policy and organisation["id"] == me.organisation and by == me.me))
    return rows


def _adoptions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for edition in facts.all("policy_edition"):
        ours = me.leads_policy and edition["organisation_id"] == me.organisation
        for organisation in {edition["organisation_id"], me.organisation} - {None}:
            row = {"organisation_id": organisation, "edition_id": edition["id"], "pack": edition["pack"],
                   "state": "proposed", "why": "x", "proposed_by_id": me.me, "proposed_at": facts.now,
                   "answer_says": ""}  # fmt: skip
            rows += [
                (row, ours),
                (row | {"pack": "elsewhere"}, False),
                (
                    row | {"proposed_by_id": scene.people["mats"].id},
                    ours and me.me == scene.people["mats"].id,
                ),
                (row | {"state": "adopted", "answered_by_id": scene.people["jun"].id}, False),
                (row | {"state": "withdrawn"}, False),
                (row | {"answered_by_id": scene.people["jun"].id}, False),
                (row | {"answer_says": "yes"}, False),
            ]
    return rows


def _clocks(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    others = scene.people["costa"].id
    rows: list[Candidate] = []
    for case in facts.all("cases_case"):
        for edition in facts.all("policy_edition"):
            for compartment in ("general", "gbv"):
                row = _clock(case["id"], edition, compartment, me.me, facts)
                may = me.is_governed_by(edition["id"], edition["pack"]) and me.works_on_clock(row)
                rows += [(row, may), (row | {"pack": "elsewhere", "about": str(new_id())}, False)]
                if me.me != others:
                    rows.append((row | {"started_by_id": others, "about": str(new_id())}, False))
    return rows


def _clock(case: UUID, edition: Fact, compartment: str, by: UUID, facts: Facts) -> Fact:
    return {"case_id": case, "compartment": compartment, "edition_id": edition["id"], "pack": edition["pack"],
            "term": "decide", "term_says": "x", "about": str(new_id()), "effect": "limit", "calendar": "city",
            "facts": Jsonb({}), "state": "running", "due_on": facts.now.date(), "value": "x",
            "is_settled": True, "ruling": Jsonb({}), "started_by_id": by, "started_at": facts.now,
            "version": 1}  # fmt: skip


def _hung_on(scene: Scene, facts: Facts, me: Somebody, rest: Fact) -> list[Candidate]:
    """Rows for every clock: where they belong, in another case, in another compartment, in another name."""
    rows: list[Candidate] = []
    others = scene.people["costa" if me.me != scene.people["costa"].id else "berg"].id
    for clock in facts.all("deadlines_clock"):
        row = {"clock_id": clock["id"], "case_id": clock["case_id"], "compartment": clock["compartment"],
               "recorded_by_id": me.me, "recorded_at": facts.now} | rest  # fmt: skip
        elsewhere = scene.cast.other_case if clock["case_id"] != scene.cast.other_case else scene.cast.case
        rows += [
            (row, me.works_on_clock(clock) and clock["state"] in LIVE),
            (row | {"case_id": elsewhere}, False),
            (row | {"compartment": "gbv" if clock["compartment"] != "gbv" else "general"}, False),
            (row | {"recorded_by_id": others}, False),
        ]
    return rows


def _stops(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rest = {"cause": "postponed", "cause_says": "x", "attributed_to": "applicant", "does_stop": True,
            "since_on": facts.now.date(), "why": ""}  # fmt: skip
    return _hung_on(scene, facts, me, rest)


def _extensions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rest = {"ground": "another", "ground_says": "x", "length": "", "decided_on": facts.now.date(), "why": "x"}
    return _hung_on(scene, facts, me, rest)


def _differences(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"clock_id": clock["id"], "case_id": clock["case_id"], "compartment": clock["compartment"],
          "edition_id": clock["edition_id"], "found_at": facts.now, "trouble": ""}, False)
        for clock in facts.all("deadlines_clock")
    ]  # fmt: skip


def _trials(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"organisation_id": organisation["id"], "asked_by_id": by, "pack": "atlantis", "fingerprint": "x",
          "says": "x", "files": b"", "total": 1, "tally": Jsonb({}), "begun_at": facts.now},
         me.leads_policy and organisation["id"] == me.organisation and by == me.me)
        for organisation in facts.all("identity_organisation") for by in (me.me, scene.people["mats"].id)
    ]  # fmt: skip


def _ours(me: Somebody, row: Fact) -> bool:
    return me.is_somebody and bool(row["organisation_id"] == me.organisation)


def _asked(me: Somebody, row: Fact) -> bool:
    return me.is_somebody and bool(row["asked_by_id"] == me.me)


def _takes_back(me: Somebody, row: Fact) -> bool:
    mine = me.leads_policy and bool(row["proposed_by_id"] == me.me)
    return mine and row["state"] == "proposed"


EXPECTED_OF_THE_LAW: dict[str, Expected] = {
    "policy_edition": Expected(sees=_ours, inserts=_editions),
    "policy_adoption": Expected(
        sees=_ours, change="state = 'withdrawn'", updates=_takes_back, inserts=_adoptions
    ),
    "deadlines_clock": Expected(
        sees=Somebody.sees_of_clock, change="value = value", inserts=_clocks,
        updates=lambda me, row: me.works_on_clock(row) and row["state"] in LIVE,
    ),
    "deadlines_stop": Expected(
        sees=Somebody.sees_of_clock, change="until_on = until_on", inserts=_stops,
        updates=lambda me, row: me.works_on_clock(row) and row["until_on"] is None,
    ),
    "deadlines_extension": Expected(sees=Somebody.sees_of_clock, inserts=_extensions),
    "deadlines_difference": Expected(
        sees=Somebody.sees_of_clock, change="settled_at = settled_at", inserts=_differences,
        updates=lambda me, row: me.works_on_clock(row) and row["settled_at"] is None,
    ),
    "deadlines_trial": Expected(
        sees=_asked, change="total = total", updates=lambda me, row: _asked(me, row) and me.leads_policy,
        deletes=_asked, inserts=_trials,
    ),
}  # fmt: skip
