"""What is missing in an application, and why an act on it cannot happen now. Pure questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from limen.domain.applications.names import SETTLED, Answer, ApplicationState, EvidenceState
from limen.domain.people.names import Told
from limen.foundation.refusals import Obstacle
from limen.law.applications import ApplicationType, EvidenceItem, Need, Question, QuestionKind


def told_values(answers: Mapping[str, Answer]) -> dict[str, str]:
    """The answers on which other questions hang."""
    return {name: one.value for name, one in answers.items() if one.state is Told.TOLD}


def missing_answers(of: ApplicationType, answers: Mapping[str, Answer]) -> list[Obstacle]:
    """Questions that must be answered and were not put, or from whose day a clock runs."""
    told = told_values(answers)
    days = {known_from for clock in of.starts for _fact, known_from in clock.facts}
    return [
        Obstacle(f"question:{section.id}:{question.id}", _needs(question, question.id in days))
        for section in of.form
        for question in section.questions
        if question.is_asked(told)
        and _is_open(question, answers.get(question.id, Answer()), question.id in days)
    ]


def _is_open(question: Question, answer: Answer, starts_a_clock: bool) -> bool:
    if starts_a_clock and question.is_required:
        return answer.state is not Told.TOLD
    return question.is_required and not answer.is_answer


def _needs(question: Question, starts_a_clock: bool) -> str:
    if starts_a_clock:
        return _("“{question}”: a clock runs from this day.").format(question=question.says)
    return _("“{question}” was not answered.").format(question=question.says)


def missing_evidence(
    of: ApplicationType,
    answers: Mapping[str, Answer],
    states: Mapping[str, EvidenceState],
    *,
    on: date,
    needs: Sequence[Need] = (Need.TO_LODGE,),
) -> list[EvidenceItem]:
    """Evidence that is needed so badly and is neither in nor done without."""
    asked = of.asked_for(told_values(answers), on)
    return [one for one in asked if one.need in needs and states.get(one.id) not in SETTLED]


def obstacles_to_lodging(
    *,
    state: str,
    of: ApplicationType,
    answers: Mapping[str, Answer],
    states: Mapping[str, EvidenceState],
    covered: int,
    made_on: date,
    lodged_on: date,
    on: date,
    is_worked_on: bool,
) -> list[Obstacle]:
    """Complete as the pack asks, once, on a day that has come and not before it was made."""
    if state != ApplicationState.DRAFT:
        return [Obstacle("lodged", _("This application was lodged already."))]
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if not covered:
        obstacles.append(Obstacle("people", _("Say for whom the application is.")))
    obstacles += missing_answers(of, answers)
    for item in missing_evidence(of, answers, states, on=lodged_on):
        says = _("“{item}” is needed before it can be lodged.").format(item=item.says)
        obstacles.append(Obstacle(f"evidence:{item.id}", says))
    if lodged_on > on:
        obstacles.append(Obstacle("lodged_on", _("The day of lodging cannot lie in the future.")))
    if lodged_on < made_on:
        obstacles.append(Obstacle("lodged_on", _("It cannot be lodged before it was made.")))
    return obstacles


def obstacles_to_working(*, is_worked_on: bool) -> list[Obstacle]:
    """Whoever changes an application works on the case."""
    if is_worked_on:
        return []
    return [Obstacle("reach", _("You can read this case but not write in it."))]


def obstacles_to_making(
    *, of: ApplicationType | None, made_on: date, on: date, is_running: bool, is_worked_on: bool
) -> list[Obstacle]:
    """A type that may be applied for on that day, and not twice at once."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if of is None or not of.holds_on(made_on):
        says = _("By the law in force this could not be applied for on that day.")
        obstacles.append(Obstacle("type", says))
    if made_on > on:
        obstacles.append(Obstacle("made_on", _("The day on which it was made cannot lie in the future.")))
    if is_running:
        obstacles.append(Obstacle("running", _("An application of this type is being filled in already.")))
    return obstacles


def obstacles_to_answering(*, state: str, is_worked_on: bool) -> list[Obstacle]:
    """Until it is decided, what was answered can be added to; a withdrawn one is left as it was."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if state == ApplicationState.WITHDRAWN:
        obstacles.append(Obstacle("withdrawn", _("This application was withdrawn.")))
    return obstacles


def obstacles_to_covering(
    *, state: str, is_party: bool, is_covered: bool, is_separate: bool, why: str, is_worked_on: bool
) -> list[Obstacle]:
    """Somebody of the case; and what is kept apart has a reason."""
    obstacles = obstacles_to_answering(state=state, is_worked_on=is_worked_on)
    if not is_party:
        obstacles.append(Obstacle("party", _("This person is not part of the case.")))
    if is_separate and not is_covered:
        obstacles.append(Obstacle("separate", _("Only somebody whom it is for can be kept apart.")))
    if is_separate and not why.strip():
        obstacles.append(Obstacle("why", _("Say why what they tell is kept from the others.")))
    return obstacles


def obstacles_to_taking_evidence(
    *, state: str, item: EvidenceItem | None, to: EvidenceState, words: str, is_worked_on: bool
) -> list[Obstacle]:
    """Something that is asked for; with a reason where it is not there; done without only where the law lets
    one."""
    obstacles = obstacles_to_answering(state=state, is_worked_on=is_worked_on)
    if item is None:
        return [*obstacles, Obstacle("item", _("This is not asked for in this application."))]
    if to is EvidenceState.WAIVED and not item.may_be_waived:
        obstacles.append(Obstacle("waiver", _("The law in force does not let anybody do without it.")))
    if to not in (EvidenceState.RECEIVED, EvidenceState.ACCEPTED) and not words.strip():
        obstacles.append(Obstacle("words", _("Say why.")))
    return obstacles


def obstacles_to_asking_for_missing(*, is_anything_missing: bool, is_party: bool) -> list[Obstacle]:
    """There is something to ask for, and somebody to ask."""
    obstacles = obstacles_to_writing_to(is_party=is_party)
    if not is_anything_missing:
        obstacles.append(Obstacle("complete", _("Nothing is missing.")))
    return obstacles


def obstacles_to_acknowledging(*, state: str, is_party: bool) -> list[Obstacle]:
    """Only what was lodged is acknowledged."""
    obstacles = obstacles_to_writing_to(is_party=is_party)
    if state == ApplicationState.DRAFT:
        obstacles.append(Obstacle("draft", _("It was not lodged yet.")))
    return obstacles


def obstacles_to_writing_to(*, is_party: bool) -> list[Obstacle]:
    """A letter goes to somebody of the case."""
    return [] if is_party else [Obstacle("party", _("This person is not part of the case."))]


def no_such_letter() -> Obstacle:
    """The pack has no text for it, or none in that language."""
    return Obstacle("letter", _("The law in force has no text for this letter in that language."))


def not_printed() -> Obstacle:
    """The paper could not be set."""
    return Obstacle("not_printed", _("The paper could not be printed. Try again."))


def wrong_answer(question: Question) -> Obstacle:
    """What was sent is no answer to the question."""
    says = _("“{question}”: this is no answer.").format(question=question.says)
    return Obstacle(f"question:{question.id}", says)


def is_an_answer(question: Question, answer: Answer) -> bool:
    """Whether what was told is of the kind that is asked."""
    if answer.state is not Told.TOLD:
        return not answer.value
    match question.kind:
        case QuestionKind.DATE:
            return _is_day(answer.value)
        case QuestionKind.YES_NO:
            return answer.value in ("yes", "no")
        case QuestionKind.CHOICE:
            return answer.value in {code for code, _says in question.one_of}
        case _other:
            return bool(answer.value.strip())


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
