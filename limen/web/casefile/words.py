"""Plain words for the names that logs and notices keep: which page was read, what somebody is told of."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from limen.web.components.shapes import Text

_PAGES: dict[str, Text] = {
    "case": _("Overview"),
    "case_applications": _("Applications"),
    "application": _("One application"),
    "make": _("Recording an application"),
    "answer": _("Filling in the form"),
    "cover": _("For whom an application is"),
    "take_evidence": _("Evidence"),
    "acknowledge": _("Acknowledgement"),
    "ask_for_missing": _("Asking for what is missing"),
    "application_letter": _("Letter"),
    "begin": _("Lodging"),
    "move": _("Moving the case"),
    "case_notes": _("Notes"),
    "case_timeline": _("Timeline"),
    "case_access": _("Who may see this"),
    "case_readers": _("Who read it"),
    "case_clocks": _("Deadlines"),
    "clock": _("One clock"),
    "start": _("Starting a clock"),
    "stop": _("Recording a stop"),
    "resume": _("Letting a clock go on"),
    "extend": _("Extending a clock"),
    "meet": _("Recording that it was done"),
    "set_aside": _("Setting a clock aside"),
    "rule_again": _("Ruling a clock again"),
    "due": _("What is due"),
    "case_tasks": _("Tasks"),
    "my_tasks": _("My tasks"),
    "finish_task": _("Finishing a task"),
    "reopen_task": _("Opening a task again"),
    "postpone_task": _("Putting off a task"),
    "law_entry": _("A term of the law"),
    "note": _("One note"),
    "write": _("Writing a note"),
    "revise": _("Revising a note"),
    "home": _("First page"),
    "my_cases": _("My cases"),
    "unit_cases": _("Cases of the unit"),
    "shared_cases": _("Shared cases"),
    "openings": _("Emergency openings"),
    "review_opening": _("Review of an emergency opening"),
    "assign": _("Assigning"),
    "unassign": _("Ending an assignment"),
    "wall_off": _("Keeping somebody away"),
    "lift_wall": _("Letting somebody near again"),
    "declare_conflict": _("Conflict of interest"),
    "share": _("Sharing"),
    "revoke_share": _("Revoking a share"),
    "restrict": _("Restricting"),
    "break_glass": _("Open in an emergency"),
    "open": _("Open a case"),
    "notices": _("Notices"),
    "people": _("Search for people"),
    "people_suggestions": _("Suggestions while searching"),
    "person": _("A person on record"),
    "person_history": _("What happened to a person's record"),
    "add_name": _("Adding a name"),
    "correct_birth": _("Correcting a date of birth"),
    "add_document": _("Adding a document"),
    "picture": _("A picture of a person"),
    "person_family": _("The family of a person"),
    "person_contact": _("How a person can be reached"),
    **dict.fromkeys(
        (
            *("correct_sex", "correct_gender", "correct_place", "add_nationality", "end_nationality"),
            *("record_fate", "reverse_fate", "add_language", "end_language", "wish_interpreter"),
            *("exclude_interpreter", "readmit_interpreter", "observe_need", "review_need"),
            *("add_picture", "end_picture", "relate", "weigh_relationship", "end_relationship"),
            *("form_household", "join_household", "leave_household", "appoint", "end_appointment"),
            "say_accompaniment",
            *("add_way", "change_rule", "end_way"),
        ),
        _("Changing what is on record of a person"),
    ),
    "send": _("A message to a person"),
    "duplicates": _("Records that may be one person"),
    "duplicates_decided": _("What was decided about records"),
    **dict.fromkeys(
        (
            *("duplicate", "take_up_duplicate", "propose_duplicate", "withdraw_duplicate", "merge"),
            *("tell_apart", "defer", "unmerge", "find_duplicate"),
        ),
        _("Two records side by side"),
    ),
    # Who read it is told to people who may not be cleared: these are pages of the file, and no more.
    **dict.fromkeys(
        (
            *("case_screenings", "screening", "screening_ask", "screening_answer", "screening_keep"),
            *("screening_finish", "screening_withdraw", "screening_over_time"),
            *("safety", "safety_open", "safety_plan", "safety_step", "safety_close"),
        ),
        _("A page of the file"),
    ),
    "case_people": _("People of the case"),
    "add_party": _("Adding somebody to the case"),
    "end_party": _("Ending somebody's part in the case"),
}
_NOTICES: dict[str, Text] = {
    "cases.assigned": _("You were assigned a case"),
    "cases.unassigned": _("Your assignment was ended"),
    "cases.shared": _("Your case was shared with another organisation"),
    "cases.share_revoked": _("A share of your case was revoked"),
    "cases.glass_broken": _("Somebody opened a case in an emergency"),
    "cases.conflict_declared": _("Somebody declared a conflict of interest"),
    "deadlines.missed": _("A time limit in a case of yours ran out"),
    "interviews.booking_answered": _("An interpreter answered whether they come to an interview of yours"),
    "interviews.understanding_reported": _("An interpreter said how an interview of yours goes"),
    "screenings.matter_opened": _("A colleague needs you in a case: call them now"),
    "country.reviewed": _("The library answered a question of yours"),
    "country.withdrawn": _("A report that your work cites was withdrawn"),
    "country.kept": _("A newer report has taken the place of one that your work cites"),
    "duplicates.merged": _("Two records that you proposed were found to be one person"),
    "duplicates.told_apart": _("Two records that you proposed were found to be two persons"),
    "duplicates.deferred": _("Somebody could not tell yet about two records that you proposed"),
    "duplicates.unmerged": _("A link between two records that you proposed or decided was ended"),
}


def page_words(view_name: str) -> str:
    """A page as people call it; its own name when nobody has named it."""
    view_name = view_name.partition(" ")[0]  # behind it stands of which kind a search was
    workspace, _colon, name = view_name.rpartition(":")
    if workspace.startswith("api"):
        return gettext("Another program, on behalf of the person")
    return str(_PAGES.get(name, view_name))


def notice_words(kind: str) -> str:
    """What a notice is about."""
    return str(_NOTICES.get(kind, gettext("Something happened in a case of yours")))
