"""The law of Atlantis with something to apply for, and an application that is ready to be lodged."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from limen.domain.applications.commands.answering import answer
from limen.domain.applications.commands.evidence import take_evidence
from limen.domain.applications.commands.making import cover, make
from limen.domain.applications.names import Answer, EvidenceState
from limen.domain.applications.queries.sheets import ApplicationSheet, application_sheet
from limen.domain.people.names import Told
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.lawbook import FILES, put_in_force

PROCEDURE = """
procedures:
  shelter:
    says: Shelter
    starts_at: made
    stages:
      made: {says: Made, phase: registered}
      lodged: {says: Lodged, phase: registered}
      examined: {says: Being examined, phase: examination, expected: [
        {since: 2020-01-01, value: 30 days, source: "Act, section 3", certainty: verified}]}
      decided: {says: Decided, phase: decided}
      final: {says: Final, phase: final, ends: yes}
      withdrawn: {says: Withdrawn, phase: closed, ends: yes}
    moves:
      - {from: made, to: lodged, act: lodge, says: Lodge, terms: [register],
         since: 2020-01-01, source: "Act, section 2", certainty: verified}
      - {from: lodged, to: examined, act: examine, says: Examine, needs: [registration_data_recorded],
         since: 2020-01-01, source: "Act, section 3", certainty: verified}
      - {from: lodged, to: withdrawn, act: withdraw, says: Withdraw, needs: [withdrawal_in_writing],
         since: 2020-01-01, source: "Act, section 9", certainty: verified}
      - {from: examined, to: decided, act: decide, says: Decide, needs: [reasons_given, required_evidence_in],
         terms: [decide], since: 2020-01-01, source: "Act, section 4", certainty: verified}
      - {from: examined, to: lodged, act: go_back, says: Go back,
         since: 2020-01-01, until: 2021-01-01, source: "Act, section 4", certainty: verified}
      - {from: decided, to: final, act: become_final, says: Become final, needs: [appeal_period_over],
         since: 2020-01-01, source: "Act, section 7", certainty: verified}
"""
APPLICATIONS = """
shelter:
  says: Asking for shelter
  procedure: shelter
  lodged_at: lodged
  since: 2020-01-01
  source: "Act, section 1"
  certainty: verified
  form:
    - id: claim
      says: Why
      questions:
        - {id: reasons, says: Why do you ask?, kind: long_text, required: yes}
        - {id: alone, says: Are you alone?, kind: yes_no, required: yes}
        - {id: with_whom, says: Who is with you?, kind: person, required: yes, only_when: {alone: no}}
        - {id: left_on, says: When did you leave?, kind: date}
    - id: road
      says: The road
      questions:
        - {id: by, says: Which road?, kind: choice, one_of: {sea: By sea, land: By land}}
        - {id: from, says: From which country?, kind: country}
  evidence:
    paper: {says: A paper with your name, need: to_lodge, may_be_waived: yes,
            since: 2020-01-01, source: "Act, section 1", certainty: verified}
    ticket: {says: The ticket of the ship, need: to_decide, only_when: {by: sea},
             since: 2020-01-01, source: "Act, section 1", certainty: verified}
    photograph: {says: A photograph, need: if_available,
                 since: 2020-01-01, source: "Act, section 1", certainty: verified}
  outcomes: [shelter_given, shelter_refused]
  starts: [{term: decide, facts: {made_on: made_on}}]
  withdrawn_by: [withdraw]
  letters: {acknowledgement: lodged, missing_evidence: missing}
  decision:
    sections: [{id: why, says: Why, prompt: Say why}]
    gates_before_signing: [reasons_given]
"""
OUTCOMES = """
shelter_given: {says: Given, kind: grant, since: 2020-01-01, source: "Act, 5", certainty: verified}
shelter_refused: {says: Refused, kind: refusal, remedy: appeal, since: 2020-01-01, source: "Act, 5",
  certainty: verified}
"""
WORDS = """
letters:
  lodged: {says: We have it, en: "We lodged {type} on {day} under {reference}.", ar: "سُجّل {type}."}
  missing: {says: Something is missing, en: "Please bring to {office}:"}
"""
LAW = FILES | {
    "atlantis/procedure.yaml": PROCEDURE,
    "atlantis/applications.yaml": APPLICATIONS,
    "atlantis/outcomes.yaml": OUTCOMES,
    "atlantis/words.yaml": WORDS,
}


def says(value: str, state: Told = Told.TOLD) -> Answer:
    """An answer."""
    return Answer(state=state, value=value if state is Told.TOLD else "")


CLAIM = {"reasons": says("The water rose."), "alone": says("yes")}


def today(at: datetime) -> date:
    """The day at the desk: the cast's clocks show UTC."""
    return at.date()


def made(cast: Cast, by: Player, at: datetime, *, case: UUID | None = None, days_ago: int = 3) -> UUID:
    """Somebody applied for shelter some days ago; the law is in force."""
    on = today(at)
    return make(
        case or cast.case, application_id=new_id(), pack="atlantis", type="shelter",
        made_on=on - timedelta(days=days_ago), on=on, by=by.actor, at=at,
    ).application_id  # fmt: skip


def ready(cast: Cast, nadia: UUID, at: datetime, *, law: dict[str, str] = LAW) -> UUID:
    """An application of Nadia's, to which nothing is missing that lodging needs."""
    put_in_force(cast, at, law)
    application = made(cast, cast.berg, at)
    by = cast.berg.actor
    answer(application, section="claim", answers=CLAIM, version=0, by=by, at=at)
    cover(application, person_id=nadia, is_covered=True, by=by, at=at)
    take_evidence(application, item="paper", state=EvidenceState.RECEIVED, words="Card 12", by=by, at=at)
    return application


def seen(application: UUID, by: Player, at: datetime) -> ApplicationSheet:
    """The application as somebody sees it. Raises `Hidden`."""
    with acting_as(by.actor):
        return application_sheet(application, by=by.actor, at=at)
