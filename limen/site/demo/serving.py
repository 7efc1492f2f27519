"""The days of the invented immigration service: petitions and permits, each to its own end.

The same acts as at the office for protection, by another pack: forms, evidence, decisions and stages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.applications.commands.answering import answer
from limen.domain.applications.commands.letters import ask_for_missing
from limen.domain.applications.commands.making import cover, make
from limen.domain.applications.names import Answer
from limen.domain.applications.queries.sheets import ApplicationSheet, application_sheet
from limen.domain.cases.commands import assigning, opening
from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import Part
from limen.domain.deadlines.commands.starting import start
from limen.domain.decisions.commands import reviewing
from limen.domain.people.names import Told
from limen.domain.procedure.commands.moving import begin
from limen.domain.procedure.events import Begun, Moved
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.site.demo import analysing, deciding
from limen.site.demo.applying import Desk, bring, step_on
from limen.site.demo.law import SERVICES
from limen.site.demo.people import FAMILY_AND_WORK
from limen.site.demo.petitions import FIRST, RELATIVE, Filing, filings
from limen.site.demo.stories import Step

TEXTS: Mapping[str, str] = {
    "petition": "{{persons}} asked that a close relative may follow. The petition is complete.",
    "status": "The letter of the grant is in the file: the petitioner was granted asylum as a principal.",
    "relationship": "The certificate fits what the petitioner said when asylum was asked for. The family "
    "existed before the grant.",
    "discretion": "Nothing in the file raises a bar.",
    "application": "{{persons}} asked for a work permit while an asylum application is pending.",
    "clock": "The days were counted from the day on which the asylum application was received; no day of "
    "delay by the applicant is on record.",
    "conclusion": "{{outcomes}}.",
}
_TOO_EARLY = {
    "clock": "The asylum application was received less than 150 days before this application came in. None "
    "of the days is left out.",
    "conclusion": "{{outcomes}}. The application came too early. It may be made again once the 150 days are "
    "over; how an appeal or a motion is made is told in the letter with this decision.",
}


@dataclass(frozen=True, kw_only=True)
class _Filed:
    """A case of the service with what was filed in it, and where it stands."""

    desk: Desk
    application: UUID
    people: tuple[UUID, ...]
    reader: Actor
    now: datetime
    stands: Begun | Moved | None = None

    def on(self, days_ago: int, hour: int = 0) -> datetime:
        """An instant some days ago; hours before the time of day at which the demonstration began."""
        return self.now - timedelta(days=days_ago, hours=hour)


def serve_families(
    actors: dict[str, Actor], members: dict[str, UUID], units: dict[str, UUID], packs: list[str], *,
    now: datetime,
) -> int:  # fmt: skip
    """The cases of the service, as far as each has come; how many. None without its law."""
    if SERVICES not in packs:
        return 0
    lives: dict[int, Callable[[_Filed], None]] = {
        1: _family_approved, 2: _permit_given, 3: _evidence_asked, 5: _waits_for_a_reader, 6: _refused,
        7: _taken_back,
    }  # fmt: skip
    count = 0
    for filing in filings(now.date()):
        case = _open(filing, actors, members, units, now)
        filed = _file(filing, case, actors, now)
        if filing.number in lives:
            lives[filing.number](filed)
        count += 1
    return count


def _open(
    filing: Filing, actors: dict[str, Actor], members: dict[str, UUID], units: dict[str, UUID], now: datetime
) -> UUID:
    at = now - timedelta(days=filing.days_ago, hours=6)
    case = opening.open(
        unit_id=units[FAMILY_AND_WORK], reference=filing.reference, called=filing.called,
        opened_on=at.date(), on=at.date(), by=actors["callum"], at=at,
    ).case_id  # fmt: skip
    assigning.assign(
        case, member_id=members["joy"], part=Part.LEAD, why="Sample reason (invented): has room this month.",
        by=actors["callum"], at=at + timedelta(minutes=20),
    )  # fmt: skip
    return case


def _file(filing: Filing, case: UUID, actors: dict[str, Actor], now: datetime) -> _Filed:
    """Who is in it, what was answered and brought, and the day of receipt."""
    by, at, application = actors["joy"], now - timedelta(days=filing.days_ago, hours=4), new_id()
    desk = Desk(case=case, by=by, at=at, on=at.date())
    people = tuple(
        add_party(
            case, person_id=new_id(), part=part, told=told, on=desk.on, by=by, at=at
        ).person_id
        for part, told in filing.people
    )  # fmt: skip
    make(
        case, application_id=application, pack=SERVICES, type=filing.type, made_on=desk.on, on=desk.on,
        by=by, at=at,
    )  # fmt: skip
    cover(application, person_id=people[-1], is_covered=True, by=by, at=at)
    named = {FIRST: str(people[0]), RELATIVE: str(people[-1])}
    for section, told in filing.answers.items():
        answers = {key: Answer(state=Told.TOLD, value=named.get(said, said)) for key, said in told.items()}
        answer(application, section=section, answers=answers, version=0, by=by, at=at)
    for item in filing.papers:
        bring(desk, application, item, "Sample paper (invented): a copy in the file.")
    filed = _Filed(desk=desk, application=application, people=people, reader=actors["callum"], now=now)
    if not filing.lodged:
        return filed
    version = _sheet(filed).card.version
    at += timedelta(hours=1)
    stands = begin(application, lodged_on=desk.on, on=desk.on, version=version, by=by, at=at)
    return replace(filed, stands=stands)


def _family_approved(filed: _Filed) -> None:
    """Approved, handed over, and the journey is being arranged."""
    filed = _step(filed, "open_review", "reviewed", filed.on(100))
    decision = _decided(filed, "approved", TEXTS, filed.on(30))
    filed = _step(filed, "decide", "decided", filed.on(29))
    _hand_over(decision, filed, {}, filed.on(27))
    _step(filed, "arrange_travel", "travel", filed.on(20))


def _permit_given(filed: _Filed) -> None:
    """Granted after the 180 days, and the card is out."""
    analysing.answer_of_service(filed.desk.case, analysing.OF_PERMIT, by=filed.desk.by, at=filed.on(10))
    decision = _decided(filed, "approved", TEXTS, filed.on(9))
    filed = _step(filed, "decide", "decided", filed.on(8))
    _hand_over(decision, filed, {}, filed.on(6))
    _step(filed, "issue_card", "card_issued", filed.on(5))


def _evidence_asked(filed: _Filed) -> None:
    """The proof of the relationship is missing: a letter went out, and the time to answer runs."""
    filed = _step(filed, "open_review", "reviewed", filed.on(45))
    analysing.answer_of_service(filed.desk.case, analysing.OF_PETITION, by=filed.desk.by, at=filed.on(44))
    asked = filed.on(20)
    ask_for_missing(
        filed.application, person_id=filed.people[0], language="en", letter_id=new_id(), by=filed.desk.by,
        at=asked,
    )  # fmt: skip
    served = {"rfe_served_on": asked.date().isoformat(), "served_by": "hand"}
    start(filed.desk.case, pack=SERVICES, term="rfe_response", facts=served, by=filed.desk.by, at=asked)
    _step(filed, "request_evidence", "evidence_asked", asked)


def _waits_for_a_reader(filed: _Filed) -> None:
    """Written, and sent to the second reader this morning."""
    filed = _step(filed, "open_review", "reviewed", filed.on(70))
    decision = _written(filed, "approved", TEXTS, filed.on(3))
    reviewing.submit(decision, on=filed.now.date(), by=filed.desk.by, at=filed.now - timedelta(hours=3))


def _refused(filed: _Filed) -> None:
    """Asked for too early: refused with its reasons, handed over, and the time to challenge it runs."""
    decision = _decided(filed, "denied", {**TEXTS, **_TOO_EARLY}, filed.on(12))
    filed = _step(filed, "decide", "decided", filed.on(11))
    _hand_over(decision, filed, {"served_by": "hand"}, filed.on(9))


def _taken_back(filed: _Filed) -> None:
    """The husband came by another way: the petitioner withdrew in writing, and nothing is left to decide."""
    filed = _step(filed, "open_review", "reviewed", filed.on(60))
    _step(filed, "withdraw", "withdrawn", filed.on(14))


def _written(filed: _Filed, outcome: str, texts: Mapping[str, str], at: datetime) -> UUID:
    """A decision for whoever asked, with every section and an outcome."""
    asks, by = filed.people[:1], filed.desk.by
    decision = deciding.draft_decision(filed.desk.case, filed.application, asks, pack=SERVICES, by=by, at=at)
    deciding.write_sections(decision, texts=texts, by=by, at=at)
    deciding.settle(decision, asks, outcome, by=by, at=at + timedelta(hours=2))
    return decision


def _decided(filed: _Filed, outcome: str, texts: Mapping[str, str], at: datetime) -> UUID:
    decision = _written(filed, outcome, texts, at)
    deciding.read_and_sign(decision, by=filed.desk.by, reader=filed.reader, at=at + timedelta(hours=3))
    return decision


def _hand_over(decision: UUID, filed: _Filed, facts: Mapping[str, str], at: datetime) -> None:
    deciding.serve_on(decision, filed.people[:1], "eng", facts, by=filed.desk.by, at=at)


def _step(filed: _Filed, act: str, to: str, at: datetime) -> _Filed:
    """A move of the pack on its own day."""
    if filed.stands is None:
        raise RuntimeError("what was not lodged stands nowhere")
    desk = replace(filed.desk, on=at.date())
    stands = step_on(desk, _sheet(filed), filed.stands, Step(act=act, to=to, on=at.date()), at)
    return replace(filed, stands=stands)


def _sheet(filed: _Filed) -> ApplicationSheet:
    with acting_as(filed.desk.by):
        return application_sheet(filed.application, by=filed.desk.by, at=filed.desk.at)
