"""Roles in the database: a policy that asks for one asks for those that may do the act, and for no others."""

from __future__ import annotations

import re

import pytest

from limen.domain.identity.names import Role
from limen.domain.identity.roles import GRANTED
from tests.conftest import House
from tests.security.scene import Scene, set_up
from tests.security.window import Window

DENIED = "InsufficientPrivilege"
# Each policy that asks for a role, and the act that it stands before.
ACTS = {
    ("people_person", "registered"): "cases.add_party",
    ("cases_party", "joined"): "cases.register_applicant",
    ("families_household", "formed"): "families.form_household",
    ("cases_case", "opened"): "cases.open",
    ("cases_assignment", "given"): "cases.assign",
    ("cases_assignment", "ended"): "cases.unassign",
    ("cases_wall", "raised"): "cases.wall_off",
    ("cases_wall", "lifted"): "cases.lift_wall",
    ("cases_opening", "reviewed"): "cases.review_opening",
    ("country_report", "seen"): "country.ask",
    ("country_report", "kept"): "country.keep",
    ("country_report", "ended"): "country.withdraw",
    ("country_passage", "kept"): "country.keep",
    ("country_passage", "respoken"): "country.redescribe",
    ("country_earlierdescription", "kept"): "country.redescribe",
    ("country_collection", "seen"): "country.ask",
    ("country_collection", "made"): "country.make_collection",
    ("country_collection", "changed"): "country.change_collection",
    ("country_collected", "put_in"): "country.put_in",
    ("country_collected", "taken_out"): "country.take_out",
    ("country_delivery", "seen"): "country.deliver",
    ("country_delivery", "sent"): "country.deliver",
    ("country_delivery", "ended"): "country.end_delivery",
    ("country_inquiry", "seen"): "country.ask",
    ("country_inquiry", "asked"): "country.ask",
    ("country_inquiry", "answered"): "country.answer",
    ("practice_note", "seen"): "practice.ask",
    ("practice_note", "written"): "practice.write",
    ("practice_note", "changed"): "practice.confirm",
    ("practice_question", "seen"): "practice.ask",
    ("practice_question", "asked"): "practice.ask",
    ("practice_question", "ended"): "practice.close",
    ("practice_draft", "own"): "practice.write",
    ("directory_service", "seen"): "directory.read",
    ("directory_service", "kept"): "directory.keep",
    ("directory_service", "changed"): "directory.revise",
    ("directory_provider", "seen"): "directory.read",
    ("directory_provider", "kept"): "directory.keep",
    ("directory_provider", "changed"): "directory.revise",
    ("directory_place", "seen"): "directory.read",
    ("directory_place", "kept"): "directory.keep",
    ("directory_place", "changed"): "directory.set_place",
    ("directory_delivery", "seen"): "directory.deliver",
    ("directory_delivery", "sent"): "directory.deliver",
    ("directory_delivery", "taken"): "directory.take_in",
    ("plans_step", "settled"): "plans.allow_exception",
    ("policy_edition", "kept"): "policy.propose",
    ("policy_adoption", "proposed"): "policy.propose",
    ("policy_adoption", "answered"): "policy.adopt",
    ("deadlines_trial", "mine"): "deadlines.try_out",
    ("decisions_paragraph", "kept"): "decisions.keep_paragraph",
    ("decisions_paragraph", "ended"): "decisions.end_paragraph",
    ("decisions_papertemplate", "kept"): "decisions.keep_template",
    ("decisions_papertemplate", "ended"): "decisions.end_template",
    ("interviews_booking", "mine"): "interviews.answer_booking",
    ("interviews_booking", "answered"): "interviews.answer_booking",
    ("hall_hours", "set"): "hall.set_hours",
    ("hall_hours", "set_anew"): "hall.set_hours",
    ("hall_hallday", "begun"): "hall.take_ticket",
    ("hall_hallday", "counted"): "hall.book",
    ("hall_ticket", "seen"): "hall.take_ticket",
    ("hall_ticket", "taken"): "hall.take_ticket",
    ("hall_ticket", "called"): "hall.call_next",
    ("hall_appointment", "booked"): "hall.book",
    ("hall_appointment", "ended"): "hall.cancel",
    ("hall_receipt", "issued"): "hall.issue_receipt",
    ("hall_display", "seen"): "hall.open_display",
    ("hall_display", "opened"): "hall.open_display",
    ("hall_display", "closed"): "hall.close_display",
    ("registration_draft", "mine"): "registration.register_family",
    ("registration_draft", "begun"): "registration.register_family",
    ("registration_draft", "kept"): "registration.register_family",
    ("registration_draft", "gone"): "registration.register_family",
    ("registration_series", "of_my_desk"): "registration.register_family",
    ("registration_series", "begun"): "registration.register_family",
    ("registration_series", "counted"): "registration.register_family",
    ("duplicates_merging", "decided"): "duplicates.merge",
    ("duplicates_merging", "undone"): "duplicates.unmerge",
    ("worklists_release", "answered"): "worklists.answer_release",
    ("identity_posting", "by_another"): "identity.post",
    ("identity_posting", "by_another_later"): "identity.end_posting",
    ("identity_clearance", "by_another"): "identity.clear",
    ("identity_clearance", "by_another_later"): "identity.end_clearance",
}
KEEPERS_READ = {("journal_entry", "of_my_organisation"), ("journal_denial", "of_my_organisation")}
ASSIGN = (
    "insert into cases_assignment (id, case_id, member_id, part, since_at)"
    " values (gen_random_uuid(), %s, %s, 'lead', now())"
)
WALL = (
    "insert into cases_wall (id, case_id, member_id, ground, why, raised_by_id, since_at)"
    " values (gen_random_uuid(), %s, %s, 'other', '', %s, now())"
)


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


def ticket(scene: Scene, name: str) -> str:
    return scene.people[name].actor.ticket


def test_policies_and_the_table_of_roles_say_the_same(admin: Window) -> None:
    asked = {}
    rows = admin.rows(
        "",
        "select tablename::text, policyname::text, coalesce(qual, '') || coalesce(with_check, '')"
        " from pg_policies where schemaname = 'public'",
    )
    for table, policy, text in rows:
        if "my_roles" in text and (table, policy) not in KEEPERS_READ:
            asked[table, policy] = {role for role in Role if re.search(rf"'{role}'::text", text)}
    assert asked == {
        policy: {role for role, acts in GRANTED.items() if act in acts} for policy, act in ACTS.items()
    }


@pytest.mark.parametrize("name", ["farah", "hana", "berg", "grit"])
def test_whoever_sees_a_list_cannot_give_themselves_what_is_on_it(
    name: str, scene: Scene, app: Window
) -> None:
    """Once the known weakness: the list of the unit, an injection, and the case was theirs."""
    me = scene.people[name].id
    for case in (scene.cast.case, scene.cast.other_case):
        for member in (me, scene.people["mo"].id):
            assert app.refusal(ticket(scene, name), ASSIGN, [case, member]) == DENIED
    forever = "update cases_assignment set until_at = null"
    assert app.touched(ticket(scene, name), forever) == 0


def test_whoever_allocates_still_does(scene: Scene, app: Window) -> None:
    costa, farah = ticket(scene, "costa"), scene.cast.farah.id
    assert app.refusal(costa, ASSIGN, [scene.cast.other_case, farah]) == ""
    assert app.touched(costa, "update cases_assignment set until_at = now() where until_at is null") > 0
    assert app.refusal(costa, ASSIGN, [scene.cast.elio_case, farah]) == DENIED


def test_others_are_walled_off_by_supervisors_and_oneself_by_anybody(scene: Scene, app: Window) -> None:
    cast = scene.cast
    for name in ("berg", "farah", "hana"):
        me, other_case = scene.people[name].id, cast.other_case
        case = cast.case if name == "berg" else other_case
        assert app.refusal(ticket(scene, name), WALL, [case, cast.costa.id, me]) == DENIED
        assert app.refusal(ticket(scene, name), WALL, [case, me, cast.costa.id]) == DENIED
        assert app.refusal(ticket(scene, name), WALL, [case, me, me]) == "", (
            "a conflict is declared by anybody"
        )
        lift = "update cases_wall set until_at = now() where until_at is null"
        assert app.touched(ticket(scene, name), lift) == 0
    assert app.refusal(ticket(scene, "costa"), WALL, [cast.other_case, cast.farah.id, cast.costa.id]) == ""


def test_an_opening_is_judged_by_a_supervisor(scene: Scene, app: Window) -> None:
    judge = (
        "update cases_opening set reviewed_at = now(), reviewed_by_id = %s, was_justified = true"
        " where member_id = %s"
    )
    for name in ("berg", "hana"):
        values = [scene.people[name].id, scene.cast.farah.id]
        assert app.touched(ticket(scene, name), judge, *values) == 0
    assert app.touched(ticket(scene, "costa"), judge, scene.cast.costa.id, scene.cast.farah.id) == 1
