"""What each role may do: the one table of authority. A permission is the name of an act."""

from __future__ import annotations

from collections.abc import Iterable

from limen.domain.identity.names import Role

# Acts on a case. Whether one is possible *now* is a rule; whether the case is visible is row security.
_CLOCKS = frozenset({
    "deadlines.start", "deadlines.stop", "deadlines.resume", "deadlines.extend", "deadlines.meet",
    "deadlines.set_aside", "deadlines.rule_again",
})  # fmt: skip
_PEOPLE = frozenset({
    "cases.add_party", "cases.end_party", "people.add_name", "people.add_document",
    "people.correct_birth", "people.correct_sex", "people.correct_gender", "people.correct_place",
    "people.add_nationality", "people.end_nationality", "people.add_language", "people.end_language",
    "people.wish_interpreter", "people.exclude_interpreter", "people.readmit_interpreter",
    "people.record_fate", "people.reverse_fate", "people.add_picture", "people.end_picture",
    "people.observe_need", "people.review_need",
})  # fmt: skip
# At the counter: who belongs to whom, who acts for a child, and how somebody is reached without harm.
_FAMILIES = frozenset({
    "families.relate", "families.form_household", "families.join_household", "families.leave_household",
    "families.appoint", "families.say_accompaniment", "contacts.add_way", "contacts.change_rule",
})  # fmt: skip
_WEIGH_FAMILIES = frozenset(
    {"families.weigh_relationship", "families.end_relationship", "families.end_appointment"}
)
_WRITE_TO = frozenset({"contacts.end_way", "contacts.send"})
_REGISTER = frozenset({
    "cases.open", "cases.register_applicant", "cases.add_party", "registration.register_family",
    "registration.hand_over",
})  # fmt: skip
_IMPORT = frozenset({
    "imports.receive", "imports.read_anew", "imports.map", "imports.start", "imports.pause",
    "imports.go_on", "imports.cancel", "imports.forget", "imports.stage_rows", "imports.take_rows",
    "imports.decide_row", "imports.mend_row",
})  # fmt: skip
_REGISTER |= _IMPORT
_DOCUMENTS = frozenset({
    "documents.receive", "documents.add_version", "documents.redescribe", "documents.dispute_translation",
    "documents.weigh", "documents.set_aside", "documents.mark_page", "documents.end_mark",
    "documents.ask_bundle", "documents.draw_box", "documents.end_box", "documents.ask_redaction",
})  # fmt: skip
_WORK = frozenset({"notes.write", "notes.revise", "cases.declare_conflict"}) | _CLOCKS | _PEOPLE
_WORK |= _FAMILIES | _WEIGH_FAMILIES | _WRITE_TO | _DOCUMENTS
# What was asked for, and where it stands.
_APPLY = frozenset({
    "applications.make", "applications.answer", "applications.cover", "applications.take_evidence",
    "applications.acknowledge", "applications.ask_for_missing", "procedure.begin", "procedure.move",
})  # fmt: skip
_WORK |= _APPLY | {"country.ask"}
# What colleagues have learned, and asking one of them: for everybody who decides or supports cases.
_PRACTICE = frozenset({
    "practice.write", "practice.revise", "practice.submit", "practice.confirm", "practice.send_back",
    "practice.endorse", "practice.end_endorsement", "practice.look_again", "practice.withdraw",
    "practice.ask", "practice.reply", "practice.close", "practice.take_back", "practice.make_note",
})  # fmt: skip
_WORK |= _PRACTICE
# Questionnaires and the safety of people: for those who support, never for those who decide.
_SCREEN = frozenset({
    "screenings.ask", "screenings.answer", "screenings.finish", "screenings.withdraw",
    "screenings.open_matter", "screenings.take_step", "screenings.close_matter",
})  # fmt: skip
# The directory of services is read by all who work on cases; caseworkers keep it, supervisors let it out.
_KEEP_DIRECTORY = frozenset({
    "directory.keep", "directory.revise", "directory.set_place", "directory.verify",
    "directory.say_capacity", "directory.withdraw", "directory.deliver", "directory.take_in",
})  # fmt: skip
_WORK |= {"directory.read"}
# What a household and its worker mean to do: for those who support people. Leaving a step of a programme
# out is for those who lead them.
_PLANS = frozenset({
    "plans.begin", "plans.tell_day", "plans.add_goal", "plans.revise_goal", "plans.end_goal",
    "plans.add_step", "plans.finish_step", "plans.put_off_step", "plans.drop_step", "plans.review",
    "plans.close",
})  # fmt: skip
_LEAD_PLANS = _PLANS | {"plans.allow_exception"}
_ASK_WHETHER_ONE = frozenset({"duplicates.propose", "duplicates.withdraw", "duplicates.defer"})
_TELL_APART = frozenset({"duplicates.tell_apart"}) | _ASK_WHETHER_ONE
_JOIN_RECORDS = frozenset({"duplicates.merge", "duplicates.unmerge"}) | _TELL_APART
_POLICY = frozenset(
    {"policy.propose", "policy.adopt", "policy.decline", "policy.withdraw", "deadlines.try_out"}
)
# The library of country information is read by all who work on cases; policy leads keep it.
_POLICY |= {"country.ask", "country.keep", "country.withdraw", "country.answer", "country.review"}
_POLICY |= {"country.redescribe", "country.make_collection", "country.change_collection"}
_POLICY |= {"country.put_in", "country.take_out", "country.put_away", "country.bring_back"}
_POLICY |= {"country.deliver", "country.take_in", "country.end_delivery"}
_EMERGENCY = frozenset({"cases.break_glass"})
_ALLOCATE = frozenset(
    {"cases.assign", "cases.unassign", "cases.wall_off", "cases.lift_wall", "worklists.assign_all"}
)
_SHARE = frozenset({"cases.share", "cases.revoke_share"})
_SUPERVISE = frozenset({"cases.review_opening", "cases.restrict"}) | _REGISTER
_HALL = frozenset({
    "hall.take_ticket", "hall.call_next", "hall.recall", "hall.serve", "hall.finish", "hall.leave",
    "hall.book", "hall.move_appointment", "hall.cancel", "hall.mark_kept", "hall.mark_missed",
    "hall.issue_receipt",
})  # fmt: skip
_INTERVIEWS = frozenset({
    "interviews.plan", "interviews.reschedule", "interviews.cancel", "interviews.mark_missed",
    "interviews.prepare", "interviews.open_record", "interviews.take_over",
    "interviews.note_inconsistency", "interviews.put_inconsistency", "interviews.close_record",
    "interviews.begin_recording", "interviews.end_recording", "interviews.add_recording",
    "interviews.place_recording",
    "interviews.read_back", "interviews.correct", "interviews.confirm", "interviews.refuse_confirmation",
    "interviews.book_interpreter", "interviews.release_interpreter",
})  # fmt: skip
# Whoever interprets answers for their own bookings, and reaches no case.
_INTERPRET = frozenset({"interviews.answer_booking", "interviews.say_understanding"})
# Whoever reads the files of a unit may take its list out, above a limit once a supervisor has agreed.
_EXPORT = frozenset({"worklists.export", "worklists.ask_release"})
_LET_OUT = _EXPORT | {"worklists.answer_release"}
# What one means to do, and the lists that one keeps: for everybody who works on cases.
_OWN_WORK = frozenset({
    "tasks.add_task", "tasks.finish_task", "tasks.reopen_task", "tasks.postpone_task",
    "worklists.save_filter", "worklists.drop_filter", "worklists.see_news",
})  # fmt: skip
# The address of one's own calendar: made by whoever has appointments, closed by everybody.
_CALENDAR = frozenset({"identity.open_calendar"})
_RUN_THE_HALL = frozenset({"hall.set_hours", "hall.open_display", "hall.close_display"})
# Weighing, and a decision from its first word to its service: who does which is a rule.
_DECIDE = frozenset({
    "decisions.begin", "decisions.save_version", "decisions.insert_paragraph", "decisions.set_outcome",
    "decisions.comment", "decisions.resolve", "decisions.answer", "decisions.waive", "decisions.submit",
    "decisions.open_for_reading", "decisions.approve", "decisions.send_back", "decisions.sign",
    "decisions.serve", "decisions.set_aside", "assessments.open_board", "assessments.state_fact",
    "assessments.link_evidence", "assessments.conclude", "assessments.note_discrepancy",
    "assessments.put_discrepancy", "assessments.view_discrepancy", "assessments.weigh_indicators",
    "assessments.consider_circumstances", "assessments.consider_distortions", "assessments.answer_conditions",
    "assessments.withdraw_piece", "assessments.state_happening", "assessments.add_telling",
    "assessments.state_harm", "assessments.answer_question", "assessments.state_argument",
    "assessments.leave_argument", "assessments.open_analysis",
})  # fmt: skip
_OWN_PARAGRAPHS = frozenset({"decisions.keep_paragraph", "decisions.end_paragraph"})
# How the papers of the authority look.
_OWN_TEMPLATES = frozenset({"decisions.keep_template", "decisions.end_template"})
_EVERYBODY = frozenset(
    {"identity.end_session", "identity.set_preferences", "identity.close_calendar", "notices.mark_read"}
)

GRANTED: dict[Role, frozenset[str]] = {
    Role.CASE_OFFICER: _EVERYBODY
    | _WORK
    | _EMERGENCY
    | _SHARE
    | _TELL_APART
    | _DECIDE
    | _INTERVIEWS
    | _OWN_WORK
    | _CALENDAR
    | _EXPORT,
    Role.SUPERVISOR: _EVERYBODY
    | _WORK
    | _EMERGENCY
    | _ALLOCATE
    | _SHARE
    | _SUPERVISE
    | _JOIN_RECORDS
    | _INTERVIEWS
    | _HALL
    | _RUN_THE_HALL
    | _DECIDE
    | _OWN_PARAGRAPHS
    | _OWN_WORK
    | _CALENDAR
    | _LET_OUT,
    Role.REGISTRATION_CLERK: _EVERYBODY
    | _REGISTER
    | _PEOPLE
    | _FAMILIES
    | _ASK_WHETHER_ONE
    | _HALL
    | _OWN_WORK
    | _CALENDAR
    | _PRACTICE
    | {"cases.declare_conflict", "country.ask", "directory.read"},
    Role.CASEWORKER: _EVERYBODY
    | _KEEP_DIRECTORY
    | _WORK
    | _SCREEN
    | _PLANS
    | _EMERGENCY
    | _SHARE
    | _REGISTER
    | _TELL_APART
    | _HALL
    | _OWN_WORK
    | _CALENDAR
    | _EXPORT,
    Role.CASEWORK_SUPERVISOR: _EVERYBODY
    | _KEEP_DIRECTORY
    | {"directory.publish"}
    | _WORK
    | _SCREEN
    | _LEAD_PLANS
    | _EMERGENCY
    | _ALLOCATE
    | _SHARE
    | _SUPERVISE
    | _JOIN_RECORDS
    | _HALL
    | _RUN_THE_HALL
    | _OWN_WORK
    | _CALENDAR
    | _LET_OUT,
    Role.POLICY_LEAD: _EVERYBODY | _POLICY,
    Role.INTERPRETER: _EVERYBODY | _INTERPRET,
    Role.AUDITOR: _EVERYBODY,
    Role.ADMINISTRATOR: _EVERYBODY
    | _OWN_TEMPLATES
    | {
        "identity.invite",
        "identity.set_patience",
        "identity.set_skills",
        "identity.post",
        "identity.end_posting",
        "identity.clear",
        "identity.end_clearance",
        "identity.suspend",
    },
}

WORKSPACES: dict[str, frozenset[Role]] = {
    "adjudication": frozenset({Role.CASE_OFFICER, Role.SUPERVISOR, Role.REGISTRATION_CLERK}),
    "casework": frozenset({Role.CASEWORKER, Role.CASEWORK_SUPERVISOR}),
    "registration": frozenset(
        {Role.REGISTRATION_CLERK, Role.SUPERVISOR, Role.CASEWORKER, Role.CASEWORK_SUPERVISOR}
    ),
    "policy": frozenset({Role.POLICY_LEAD}),
    "interpreting": frozenset({Role.INTERPRETER}),
    "administration": frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
}

# Where each role begins its day, the narrowest first: whoever has several begins at the counter, where people
# wait, until they open another workspace.
BEGINS: dict[Role, str] = {
    Role.REGISTRATION_CLERK: "registration",
    Role.CASE_OFFICER: "adjudication",
    Role.SUPERVISOR: "adjudication",
    Role.CASEWORKER: "casework",
    Role.CASEWORK_SUPERVISOR: "casework",
    Role.POLICY_LEAD: "policy",
    Role.INTERPRETER: "interpreting",
    Role.AUDITOR: "administration",
    Role.ADMINISTRATOR: "administration",
}


def permissions_of(roles: Iterable[Role]) -> frozenset[str]:
    """All acts that any of the roles includes."""
    return frozenset().union(*(GRANTED[role] for role in roles))


def workspaces_of(roles: Iterable[Role]) -> tuple[str, ...]:
    """The workspaces open to somebody with these roles, in the order of the navigation."""
    held = frozenset(roles)
    return tuple(name for name, open_to in WORKSPACES.items() if held & open_to)


def beginnings_of(roles: Iterable[Role]) -> tuple[str, ...]:
    """Where somebody with these roles begins their day, the likeliest first; nothing without a role."""
    held = frozenset(roles)
    return tuple(dict.fromkeys(name for role, name in BEGINS.items() if role in held))
