"""Every address of Limen, walked out of the URL configuration, with what each says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from limen.web.page import Page
from tests.security.rules_of_access import Fact, Facts
from tests.security.scene import Scene

# Addresses that belong to no `@page`: what nobody gets there, and what somebody signed in gets, on a GET.
OPEN: dict[str, tuple[set[int], set[int]]] = {
    "account_login": ({200}, {200, 302}),
    "mfa_login_webauthn": ({405}, {405}),
    "account_challenge": ({405}, {405}),
    "mfa_authenticate": ({302}, {302}),
    "account_demo": ({404, 405}, {404, 405}),
    "account_logout": ({200}, {200}),
    "account_reauthenticate": ({302}, {200, 302}),
    "account_welcome": ({410}, {410}),
    "account_welcome_password": ({410}, {410}),
    "account_enrol": ({302}, {200, 302}),
    "mfa_activate_totp": ({302}, {200, 302}),
    "mfa_add_webauthn": ({302}, {200, 302}),
    "account_new_passkey": ({302, 405}, {302, 405}),
    "api:openapi-json": ({200}, {200}),
    "api:api-root": ({404}, {404}),
    "hall_display": ({404}, {404}),
    "calendar": ({404}, {404}),
    **dict.fromkeys(
        (
            "open_services",
            "open_service",
            "hsds",
            "hsds_form",
            "hsds_services",
            "hsds_service",
            "hsds_organizations",
            "hsds_organization",
        ),
        ({404}, {404}),
    ),
    "alive": ({200}, {200}),
    "ready": ({200}, {200}),
    "set_language": ({302}, {302}),
    "design": ({200, 404}, {200, 404}),
}
# Acts of one's own account: there is nothing to look at.
OWN = {f"account:{act}" for act in ("end_session", "end_other_sessions", "open_calendar", "close_calendar")}


# An edition and a proposal are of one organisation: no other has them. The law in force is of whoever asks.
OF_ONE = {f"edition_{page}" for page in ("pack", "files", "part", "entry")}
OF_ONE |= {"proposal", "adopt", "decline", "withdraw"}
OF_ONE |= {"import"} | {
    f"import_{act}"
    for act in ("read_anew", "map", "start", "pause", "go_on", "cancel", "forget", "rows", "row", "mend_row",
                "decide_row", "errors", "progress")
}  # fmt: skip
IN_FORCE = {f"law_{page}" for page in ("pack", "files", "part", "entry")}


@dataclass(frozen=True, kw_only=True)
class Address:
    """One route: its name, its shape, its parameters, and the page it leads to if it is one."""

    name: str
    shape: str
    parameters: tuple[str, ...]
    page: Page | None

    @property
    def is_api(self) -> bool:
        return self.name.startswith("api:")

    @property
    def is_of_a_case(self) -> bool:
        return "case_id" in self.parameters

    @property
    def is_of_a_person(self) -> bool:
        return "person_id" in self.parameters

    @property
    def is_of_one(self) -> bool:
        """Whether it leads to an edition or a proposal of the authority."""
        return self.name.rpartition(":")[2] in OF_ONE

    @property
    def is_law_in_force(self) -> bool:
        """Whether it leads to the law in force; in a scene everybody has one."""
        return self.name.rpartition(":")[2] in IN_FORCE

    def filled(self, values: dict[str, Any]) -> str:
        """The address with its parameters. A parameter that nobody knows how to fill is a KeyError."""
        path = "/" + self.shape
        for parameter in self.parameters:
            start = path.index("<")
            path = path[:start] + str(values[parameter]) + path[path.index(">") + 1 :]
        return path


def addresses() -> list[Address]:
    """All of them."""
    from django.urls import get_resolver

    return list(_walk(get_resolver(), (), ""))


def _walk(resolver: Any, spaces: tuple[str, ...], before: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        shape = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, inner, shape)
        else:
            name = ":".join((*spaces, pattern.name or shape))
            about = getattr(pattern.callback, "page", None) or _endpoints().get(name)
            parameters = tuple(pattern.pattern.converters)
            yield Address(name=name, shape=shape, parameters=parameters, page=about)


def _endpoints() -> dict[str, Page]:
    from limen.api.v1 import api

    return {
        f"api:{operation.url_name}": operation.view_func.page
        for _, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
        if hasattr(operation.view_func, "page")
    }


def _laid(scene: Scene, facts: Facts) -> dict[str, Any]:
    """A collection of the library."""
    return facts.all("country_collection", lambda row: row["organisation_id"] == scene.cast.authority)[0]


def _offered(scene: Scene, facts: Facts) -> dict[str, Any]:
    """A service that the agency lets everybody here see, its open place, and a file that was sent."""

    def ours(row: Fact) -> bool:
        return bool(row["organisation_id"] == scene.cast.agency)

    def is_out(row: Fact) -> bool:
        return ours(row) and row["level"] == "installation" and row["withdrawn_at"] is None

    service = facts.all("directory_service", is_out)[0]["id"]
    here = facts.all("directory_place", lambda row: row["service_id"] == service and not row["ended_at"])
    sent = facts.all("directory_delivery", lambda row: ours(row) and row["taken_at"] is None)[0]["id"]
    return {"service_id": service, "place_id": here[0]["id"], "known_as": uuid4(), "sent_file_id": sent}


def values_for(scene: Scene, facts: Facts, case: UUID) -> dict[str, Any]:
    """How to fill every parameter, for one case; ids of a case that has none of a kind are made up."""

    def of_case(table: str) -> UUID:
        rows = facts.all(table, lambda row: row["case_id"] == case)
        rows.sort(key=lambda row: row.get("compartment", "general") != "general")
        return rows[0]["id"] if rows else uuid4()

    farah, hana = scene.people["farah"], scene.people["hana"]
    draft = facts.all("registration_draft", lambda row: row["member_id"] == hana.id)[0]
    persons = {scene.cast.elio_case: "celeste", scene.cast.dina_case: "client"}
    return {
        "case_id": case,
        "into_id": case,
        "person_id": scene.persons[persons.get(case, "amina")],
        "party_id": of_case("cases_party"),
        "picture_id": uuid4(),
        "thing_id": uuid4(),
        "kind": "birth",
        "note_id": of_case("notes_note"),
        "assignment_id": of_case("cases_assignment"),
        "wall_id": of_case("cases_wall"),
        "share_id": of_case("cases_share"),
        "opening_id": facts.all("cases_opening")[0]["id"],
        "unit_id": scene.cast.unit,
        "member_id": farah.id,
        "account_id": farah.id,
        "posting_id": facts.all("identity_posting", lambda row: row["member_id"] == farah.id)[0]["id"],
        "clearance_id": facts.all("identity_clearance")[0]["id"],
        "decision_id": of_case("decisions_decision"),
        "comment_id": of_case("decisions_comment"),
        "paragraph_id": facts.all("decisions_paragraph", lambda row: row["unit_id"] == scene.cast.unit)[0][
            "id"
        ],
        "template_id": facts.all(
            "decisions_papertemplate", lambda row: row["kept_by_id"] == scene.people["ivo"].id
        )[0]["id"],
        "board_id": of_case("assessments_board"),
        "of_id": of_case("assessments_piece"),
        "fact_id": of_case("assessments_piece"),
        "piece_id": of_case("assessments_piece"),
        "discrepancy_id": facts.all(
            "assessments_piece", lambda row: row["kind"] == "discrepancy" and row["case_id"] == case
        )[0]["id"],
        "happening_id": facts.all(
            "assessments_piece", lambda row: row["kind"] == "happening" and row["case_id"] == case
        )[0]["id"],
        "harm_id": facts.all(
            "assessments_piece", lambda row: row["kind"] == "harm" and row["case_id"] == case
        )[0]["id"],
        "argument_id": facts.all(
            "assessments_piece", lambda row: row["kind"] == "argument" and row["case_id"] == case
        )[0]["id"],
        "about_id": of_case("assessments_board"),
        "element": "at_risk",
        "slot": "fact",
        "section": "facts",
        "question": "weighed.statements",
        "form": "pdf",
        "application_id": of_case("applications_application"),
        "letter_id": of_case("applications_letter"),
        "form_section": "claim",
        "item": "paper",
        "act": "examine",
        "to": "examined",
        "clock_id": of_case("deadlines_clock"),
        "appointment_id": of_case("hall_appointment"),
        "interview_id": of_case("interviews_interview"),
        "booking_id": of_case("interviews_booking"),
        "block_id": of_case("interviews_block"),
        "recording_id": of_case("interviews_recording"),
        "sound_part": 1,
        "inconsistency_id": of_case("interviews_inconsistency"),
        "receipt_id": of_case("hall_receipt"),
        "task_id": of_case("tasks_task"),
        "plan_id": of_case("plans_plan"),
        "goal_id": of_case("plans_goal"),
        "step_id": of_case("plans_step"),
        "filter_id": facts.all("worklists_savedfilter", lambda row: row["unit_id"] is None)[0]["id"],
        **_offered(scene, facts),
        "practice_id": facts.all("practice_note", lambda row: row["in_use_at"] and row["unit_id"] is None)[0][
            "id"
        ],
        "asked_id": facts.all("practice_question", lambda row: row["asked_by_id"] == scene.cast.berg.id)[0][
            "id"
        ],
        "screening_id": of_case("screenings_screening"),
        "matter_id": of_case("screenings_matter"),
        "instrument": "phq9",
        "step": "stayed",
        "report_id": facts.all("country_report", lambda row: row["organisation_id"] == scene.cast.authority)[
            0
        ]["id"],
        "collection_id": (laid := _laid(scene, facts))["id"],
        "collected_id": facts.all("country_collected", lambda row: row["collection_id"] == laid["id"])[0][
            "id"
        ],
        "delivery_id": facts.all("country_delivery", lambda row: row["sent_by_id"] == scene.cast.lena.id)[0][
            "id"
        ],
        "inquiry_id": facts.all("country_inquiry", lambda row: row["asked_by_id"] == scene.cast.berg.id)[0][
            "id"
        ],
        "release_id": facts.all("worklists_release")[0]["id"],
        "ticket_id": facts.all("hall_ticket", lambda row: row["unit_id"] == scene.cast.unit)[0]["id"],
        "display_id": facts.all("hall_display", lambda row: row["unit_id"] == scene.cast.unit)[0]["id"],
        "edition_id": scene.editions["in force"],
        "adoption_id": facts.all("policy_adoption", lambda row: row["state"] == "proposed")[0]["id"],
        "trial_id": facts.all("deadlines_trial", lambda row: row["asked_by_id"] == scene.cast.lena.id)[0][
            "id"
        ],
        "import_id": scene.lists[
            {scene.cast.elio_case: "other", scene.cast.dina_case: "agency"}.get(case, "authority")
        ],
        "proposal_id": facts.all("duplicates_proposal")[0]["id"],
        "merging_id": facts.all("duplicates_merging")[0]["id"],
        "first_id": scene.persons["amina"],
        "other_id": scene.persons["basim"],
        "document_id": of_case("documents_document"),
        "mark_id": of_case("documents_mark"),
        "bundle_id": of_case("documents_bundle"),
        "box_id": of_case("documents_box"),
        "version": 1,
        "page": 1,
        "number": 2,
        "state": "aside",
        "gap": "birth",
        "pack": "atlantis",
        "part": "terms",
        "entry": "decide",
        "draft_id": draft["id"],
        "typed_id": draft["content"]["family-persons"][0],
        "session_id": uuid4(),
        "factor_id": 1,
        "token": "no-such-token",
    }
