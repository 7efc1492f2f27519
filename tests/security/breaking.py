"""What breaking a wall shows nobody, and why; and what shows it where a comparison of rows does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.security.kept_of_scene import ENDING
from tests.security.scene import Scene

_UNSEEN = "what one cannot see one cannot change"

# Walls whose loss changes nothing for anybody, because another one stands right behind: which one.
DOUBLE = {
    ("duplicates_proposal", "answered", "open check"): "neither the house nor the records may be changed",
    ("duplicates_proposal", "warden", "drop"): "what the night proposes: domain/duplicates/test_found.py",
    ("duplicates_merging", "warden", "drop"): "circles past a wall: tests/domain/duplicates/test_merge.py",
    ("duplicates_proposal", "answered", "open using"): "what was answered a trigger keeps: test_merge.py",
    ("people_place", "warden", "drop"): "what the night compares: tests/domain/duplicates/test_found.py",
    ("notes_note", "revised", "open using"): "the check on the new row asks the same",
    ("notices_notice", "read", "open"): _UNSEEN,
    ("identity_member", "myself", "open using"): "the check on the new row asks the same",
    ("identity_member", "myself", "open check"): "neither the id nor the organisation may be changed",
    ("identity_organisation", "warden", "drop"): "only names for the frame of a page are read through it",
    ("identity_unit", "warden", "drop"): "only names for the demonstration are read through it",
    ("journal_entry", "warden", "drop"): "writing lines: tests/foundation and tests/domain",
    ("journal_personalfact", "warden", "drop"): "writing lines: tests/foundation and tests/domain",
    ("journal_denial", "warden", "drop"): "writing denials: tests/security/test_matrix.py",
    ("notices_notice", "warden", "drop"): "writing notices: tests/jobs",
    ("policy_edition", "warden", "drop"): "what the worker reads at night: tests/domain/deadlines",
    ("policy_adoption", "warden", "drop"): "nothing is replaced by nothing: test_walls_of_the_law.py",
    ("country_report", "warden", "drop"): "words are found through it: domain/country/test_search.py",
    ("country_passage", "warden", "drop"): "words are found through it: domain/country/test_search.py",
    ("country_meaning", "warden", "drop"): "what the worker writes: domain/country/test_search.py",
    ("practice_note", "changed", "open"): _UNSEEN,
    ("country_inquiry", "warden", "drop"): "who asked: domain/notices/test_told_of_library.py",
    ("decisions_decision", "warden", "drop"): "whose work cites: domain/notices/test_told_of_library.py",
    ("decisions_version", "warden", "drop"): "whose work cites: domain/notices/test_told_of_library.py",
    ("assessments_piece", "warden", "drop"): "whose work cites: domain/notices/test_told_of_library.py",
    ("assessments_version", "warden", "drop"): "whose work cites: domain/notices/test_told_of_library.py",
    ("deadlines_clock", "warden", "drop"): "what the worker reads at night: tests/domain/deadlines",
    ("deadlines_stop", "warden", "drop"): "what the worker reads at night: tests/domain/deadlines",
    ("deadlines_extension", "warden", "drop"): "what the worker reads at night: tests/domain/deadlines",
    ("deadlines_difference", "warden", "drop"): "what the worker reports at night: tests/domain/deadlines",
    ("people_person", "warden", "drop"): "whom one has just registered is asked through it: test_rows.py",
    ("people_name", "warden", "drop"): "whose name a key is made of is asked through it: test_rows.py",
    ("people_persondocument", "warden", "drop"): "whose document a page shows is asked: test_rows.py",
    ("people_namekey", "warden", "drop"): "names are found through it: tests/domain/people/test_find.py",
    ("families_relationship", "warden", "drop"): "weighed by whoever has just related: test_rows.py",
    ("contacts_way", "warden", "drop"): "the rule that the worker asks: tests/jobs/test_messages.py",
    ("contacts_message", "warden", "drop"): "what the worker sends: tests/jobs/test_messages.py",
    (
        "families_household",
        "warden",
        "drop",
    ): "who dwells in a new one: domain/families/test_households.py",
    ("families_appointment", "warden", "drop"): "what one has just set down: domain/families/test_appoint.py",
    ("hall_appointment", "warden", "drop"): "places taken past a wall: domain/hall/test_appointments.py",
    ("hall_ticket", "warden", "drop"): "the screen in the hall: tests/domain/hall/test_displays.py",
    ("hall_display", "warden", "drop"): "the screen in the hall: tests/domain/hall/test_displays.py",
    ("interviews_booking", "answered", "open using"): "the check on the new row asks the same",
    ("hall_ticket", "called", "open"): _UNSEEN,
    ("hall_display", "closed", "open"): _UNSEEN,
    ("imports_import", "warden", "drop"): "what the night removes: tests/jobs/test_importing.py",
    ("imports_file", "warden", "drop"): "what the night removes: tests/jobs/test_importing.py",
    ("imports_row", "warden", "drop"): "what the night removes: tests/jobs/test_importing.py",
    ("imports_import", "worked_on", "open"): _UNSEEN,
    ("imports_row", "worked_on", "open"): _UNSEEN,
    ("imports_file", "forgotten", "open"): _UNSEEN,
    ("imports_savedmapping", "saved_again", "open using"): _UNSEEN,
    ("tasks_task", "warden", "drop"): "what the night finds: tests/jobs/test_finding.py",
    ("procedure_casestage", "warden", "drop"): "what the night finds: tests/jobs/test_finding.py",
    ("procedure_casestage", "left_behind", "open using"): "what was left: test_walls_of_applications.py",
    ("procedure_casestage", "left_behind", "open check"): "only the moment of leaving may be written",
    ("decisions_concerned", "added", "drop"): "whom it is about: tests/domain/decisions/test_begin.py",
    ("decisions_service", "added", "drop"): "serving: tests/domain/decisions/test_second_reader.py",
    ("people_language", "warden", "drop"): "languages in lists: tests/domain/worklists/test_languages.py",
    ("notes_note", "warden", "drop"): "words in notes: tests/domain/worklists/test_words.py",
    ("worklists_row", "warden", "drop"): "rows are kept through it: tests/domain/worklists/test_lists.py",
    ("registration_draft", "warden", "drop"): "handing one over: tests/domain/registration/test_hand_over.py",
    ("registration_draft", "kept", "open using"): _UNSEEN,
    ("registration_draft", "gone", "open"): _UNSEEN,
    ("registration_draftpicture", "gone", "open"): _UNSEEN,
    ("registration_series", "counted", "open"): _UNSEEN,
    ("documents_document", "warden", "drop"): "the language the worker is told: tests/jobs/test_looking.py",
    ("documents_version", "warden", "drop"): "what the worker looks at: tests/jobs/test_looking.py",
    ("documents_page", "warden", "drop"): "what the worker found: tests/jobs/test_looking.py",
    ("documents_bundle", "warden", "drop"): "what the worker binds: tests/jobs/test_binding.py",
    ("documents_bundlepart", "warden", "drop"): "what the worker binds: tests/jobs/test_binding.py",
    ("worklists_releasedcase", "let_out", "drop"): "what is let out: tests/domain/worklists/test_release.py",
    ("documents_document", "copied", "drop"): "a copy becomes a document: tests/jobs/test_redacting.py",
    ("documents_box", "warden", "drop"): "what is painted over: tests/jobs/test_redacting.py",
    ("documents_redaction", "warden", "drop"): "what the worker makes: tests/jobs/test_redacting.py",
    ("documents_document", "described", "open using"): "the check on the new row asks the same",
    ("identity_instance", "warden", "drop"): "a demonstration's sessions: tests/security/test_tickets.py",
}

# Changes that one of the cast tries with a good ticket, and that only the check on the new row stops.
TRIES: tuple[tuple[str, str, Callable[[Scene], list[Any]]], ...] = (
    ("berg", "update cases_case set unit_id = %s where id = %s",
     lambda s: [s.cast.agency_unit, s.cast.case]),
    ("berg", "update notes_note set written_by_id = %s where id = %s",
     lambda s: [s.cast.costa.id, s.notes["general"]]),
    ("costa", "update cases_opening set reviewed_by_id = %s where member_id = %s",
     lambda s: [s.cast.hana.id, s.cast.farah.id]),
    ("berg", "update documents_document set set_aside_by_id = %s where case_id = %s",
     lambda s: [s.cast.costa.id, s.cast.case]),
    ("berg", "update documents_mark set ended_by_id = %s where ended_at is null and case_id = %s",
     lambda s: [s.cast.costa.id, s.cast.case]),
    ("berg", "update documents_box set ended_by_id = %s where ended_at is null and case_id = %s",
     lambda s: [s.cast.costa.id, s.cast.case]),
    ("berg", "update plans_goal set written_by_id = %s where case_id = %s",
     lambda s: [s.cast.costa.id, s.cast.case]),
    ("berg", "update plans_step set changed_by_id = %s where case_id = %s",
     lambda s: [s.cast.costa.id, s.cast.case]),
    ("berg", "update notes_draft set case_id = %s where note_id is null",
     lambda s: [s.cast.elio_case]),
    ("berg", "update people_person set birth_by_id = %s where id = %s",
     lambda s: [s.cast.costa.id, s.persons["amina"]]),
    *(
        ("berg", f"update {table} set ended_by_id = %s, ended_at = now(), ended_why = 'x'"
         " where ended_at is null and person_id = %s", lambda s: [s.cast.costa.id, s.persons["amina"]])
        for table in (*ENDING, "people_nationality", "people_need")
    ),
    *(
        ("berg", f"update {table} set ended_by_id = %s, ended_at = now(), end_why = 'x',"
         " until_on = current_date where ended_by_id is null and person_id = %s",
         lambda s: [s.cast.costa.id, s.persons["amina"]])
        for table in ("families_relationship", "families_dweller", "families_appointment")
    ),
    ("berg", "update contacts_way set rule_by_id = %s where until_at is null and person_id = %s",
     lambda s: [s.cast.costa.id, s.persons["amina"]]),
    ("costa", "update duplicates_merging set until_at = now(), undone_by_id = %s, undone_why = 'x'"
     " where until_at is null", lambda s: [s.people["berg"].id]),
    ("berg", "update interviews_block set written_by_id = %s where words <> ''", lambda s: [s.cast.costa.id]),
    ("berg", "update interviews_inconsistency set put_by_id = %s where put_at is null",
     lambda s: [s.cast.costa.id]),
    ("sami", "update interviews_booking set state = 'ended' where interpreter_id = %s and state = 'asked'",
     lambda s: [s.people["sami"].id]),
    ("costa", "update hall_appointment set state = 'missed', ended_at = now(), ended_by_id = %s"
     " where state = 'booked' and case_id = %s", lambda s: [s.people["berg"].id, s.cast.case]),
    ("costa", "update hall_hours set set_by_id = %s where id = %s",
     lambda s: [s.people["berg"].id, s.cast.unit]),
    ("costa", "update decisions_comment set resolved_at = now(), resolved_by_id = %s"
     " where resolved_at is null", lambda s: [s.people["berg"].id]),
    ("costa", "update decisions_paragraph set ended_at = now(), ended_by_id = %s where ended_at is null",
     lambda s: [s.people["berg"].id]),
    ("ivo", "update decisions_papertemplate set ended_at = now(), ended_by_id = %s where ended_at is null",
     lambda s: [s.people["berg"].id]),
    ("lena", "update country_report set withdrawn_at = now(), withdrawn_by_id = %s, withdrawn_why = 'x'"
     " where withdrawn_at is null", lambda s: [s.people["mats"].id]),
    ("lena", "update country_passage set language = %s where language <> 'fra'", lambda s: ["fra"]),
    ("lena", "update country_collected set taken_out_at = now(), taken_out_by_id = %s"
     " where taken_out_at is null", lambda s: [s.people["mats"].id]),
    ("lena", "update country_delivery set ended_at = null where ended_at is null", lambda s: []),
    ("lena", "update country_deliveryline set whys = '{x}' where state = 'ready'", lambda s: []),
    ("lena", "update country_inquiry set answer = 'x', answered_by_id = %s, answered_at = now()"
     " where answered_at is null", lambda s: [s.people["mats"].id]),
    ("berg", "update assessments_piece set withdrawn_at = now(), withdrawn_by_id = %s, why_withdrawn = 'x'"
     " where withdrawn_at is null", lambda s: [s.people["costa"].id]),
    ("berg", "update assessments_draft set case_id = %s where member_id = %s",
     lambda s: [s.cast.elio_case, s.cast.berg.id]),
    ("berg", "update decisions_draft set case_id = %s where member_id = %s",
     lambda s: [s.cast.elio_case, s.cast.berg.id]),
    ("berg", "update applications_answersdraft set case_id = %s where member_id = %s",
     lambda s: [s.cast.elio_case, s.cast.berg.id]),
    ("costa", "update imports_savedmapping set saved_by_id = %s where unit_id = %s",
     lambda s: [s.people["berg"].id, s.cast.unit]),
    ("costa", "update registration_draft set case_id = %s, registered_at = now(), content = '{}'"
     " where member_id = %s",
     lambda s: [s.cast.elio_case, s.people["costa"].id]),
    ("berg", "update tasks_task set done_at = now(), done_by_id = %s where case_id = %s and done_at is null",
     lambda s: [s.people["costa"].id, s.cast.case]),
    ("costa", "update worklists_release set answered_by_id = %s, answered_at = now(), is_agreed = true"
     " where answered_at is null and member_id = %s",
     lambda s: [s.people["berg"].id, s.people["grit"].id]),
    ("grit", "update worklists_release set answer_why = 'x' where is_agreed and member_id = %s",
     lambda s: [s.people["grit"].id]),
    ("lena", "update policy_adoption set state = 'declined', answered_by_id = %s where state = 'proposed'",
     lambda s: [s.cast.mats.id]),
    ("mats", "update policy_adoption set state = 'withdrawn', ended_at = now() where state = %s",
     lambda s: ["proposed"]),
    ("costa", "update policy_adoption set state = 'declined', answered_by_id = %s where state = 'proposed'",
     lambda s: [s.cast.costa.id]),
)  # fmt: skip
