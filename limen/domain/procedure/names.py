"""The words of a procedure: the sentences of its gates."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What each condition means, as somebody confirms it. The names are those of limen/law/gates.py.
GATE_SAYS: dict[str, str | Promise] = {
    "appeal_period_over": _("The time to appeal is over, and nobody appealed."),
    "arguments_addressed": _("Every argument put forward for the applicant is addressed."),
    "border_exception_named": _("The exception that ends the border procedure is named."),
    "considerations_answered": _("Everything that the law wants considered was considered."),
    "considered": _("It was considered."),
    "country_information_current": _("Country information is no older than the law lets it be."),
    "date_of_birth_recorded": _("The date of birth is on record."),
    "decision_in_writing": _("The decision is in writing."),
    "decision_sections_filled": _("Every part of the decision is written."),
    "elements_answered": _("Every element of the law that arises is answered, for each person."),
    "facts_concluded": _("Every material fact is concluded on."),
    "heard_on_withdrawal": _("The person was heard before protection is taken away."),
    "identity_recorded": _("Who the person is was recorded."),
    "implicit_withdrawal_ground_named": _("The ground of implicit withdrawal is named."),
    "inconsistencies_put": _("Inconsistencies were put to the applicant, and they could explain them."),
    "interpreter_arranged": _("An interpreter is arranged, or none is needed."),
    "interview_held_or_omitted": _("The interview was held, or left out for a reason of the law."),
    "interview_omission_reasoned": _("Why the interview is left out is reasoned."),
    "lodging_opportunity_given": _("The applicant had an effective opportunity to lodge."),
    "made_on_recorded": _("The day on which the application was made is on record."),
    "name_recorded": _("The name is on record."),
    "nationality_recorded": _("Nationality, or that there is none, is on record."),
    "no_disclosure_in_family": _("The decision discloses nothing to the family that could harm somebody."),
    "notification_dated": _("The day of notification is on record."),
    "notified_in_language": _("Result and remedy were told in a language that the person understands."),
    "outcome_for_each_person": _("There is an outcome for each person."),
    "postponement_reasoned": _("Why the decision is put off is reasoned."),
    "reasons_given": _("Reasons in fact and in law are given."),
    "reconsideration_notified": _("The person was told that their protection is reconsidered."),
    "record_comments_answered": _("The comments on the record were answered."),
    "recording_in_file": _("The recording of the interview is in the file."),
    "refugee_status_first": _("Refugee status was examined first."),
    "registration_data_recorded": _("Name, birth and nationality of everybody it is for are on record."),
    "remedy_named": _("The remedy and its time are named."),
    "remedy_right": _("The remedy and its time are those of the law."),
    "reopening_in_time": _("The time in which it can be opened again is not over."),
    "report_in_file": _("The report or transcript of the interview is in the file."),
    "representative_informed": _("Whoever represents the person was informed."),
    "required_evidence_in": _("The evidence that is needed to decide is in."),
    "responsibility_interview_held": _("The interview on responsibility was held or left out."),
    "second_reader_approved": _("A second person approved this very version."),
    "special_needs_assessed": _("Special procedural needs were assessed."),
    "special_needs_considered": _("Special needs on record were considered."),
    "told_of_recording": _("The applicant was told of the recording of the interview."),
    "withdrawal_consequences_told": _("The applicant was told what withdrawing leads to."),
    "withdrawal_in_writing": _("The applicant withdrew in writing."),
}


@dataclass(frozen=True, kw_only=True)
class GateAnswer:
    """Whether a condition holds. `holds` is None where a person must say so; `why` what the file says, and
    `mend` the part of the file in which it is put right."""

    gate: str
    holds: bool | None
    why: str = ""
    mend: str = ""

    @property
    def says(self) -> str:
        """What it means."""
        return str(GATE_SAYS[self.gate])
