"""Gates: the conditions that a move or a decision may name, and whether code or a person answers them."""

from __future__ import annotations

from enum import StrEnum


class AnsweredBy(StrEnum):
    """Who says whether a condition holds."""

    CODE = "code"
    PERSON = "person"


# Answered from the file. Whoever teaches the programme another answer moves its name up here.
_BY_CODE = (
    "appeal_period_over",
    "elements_answered",
    "lodging_opportunity_given",
    "registration_data_recorded",
    "reopening_in_time",
    "required_evidence_in",
)
# A person confirms, by name and in words. None of these is ever taken for granted.
_BY_PERSON = (
    "arguments_addressed",
    "border_exception_named",
    "considerations_answered",
    "considered",
    "country_information_current",
    "date_of_birth_recorded",
    "decision_in_writing",
    "decision_sections_filled",
    "facts_concluded",
    "heard_on_withdrawal",
    "identity_recorded",
    "implicit_withdrawal_ground_named",
    "inconsistencies_put",
    "interpreter_arranged",
    "interview_held_or_omitted",
    "interview_omission_reasoned",
    "made_on_recorded",
    "name_recorded",
    "nationality_recorded",
    "no_disclosure_in_family",
    "notification_dated",
    "notified_in_language",
    "outcome_for_each_person",
    "postponement_reasoned",
    "reasons_given",
    "reconsideration_notified",
    "record_comments_answered",
    "recording_in_file",
    "refugee_status_first",
    "remedy_named",
    "remedy_right",
    "report_in_file",
    "representative_informed",
    "responsibility_interview_held",
    "second_reader_approved",
    "special_needs_assessed",
    "special_needs_considered",
    "told_of_recording",
    "withdrawal_consequences_told",
    "withdrawal_in_writing",
)
GATES: dict[str, AnsweredBy] = {
    **dict.fromkeys(_BY_CODE, AnsweredBy.CODE),
    **dict.fromkeys(_BY_PERSON, AnsweredBy.PERSON),
}
