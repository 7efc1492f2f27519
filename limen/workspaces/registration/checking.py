"""The last step: everything on one page, what still stands against it, and the registration itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from limen.domain.cases.names import PartyPart
from limen.domain.cases.queries.parties import parties_of
from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.duplicates.rules import likely_same
from limen.domain.people.names import PictureKind, Registration, Told
from limen.domain.registration import rules
from limen.domain.registration.commands.families import register_family as registering
from limen.domain.registration.names.told import FamilyTold, MemberTold
from limen.domain.registration.names.typed import PersonTyped
from limen.domain.registration.queries.drafts import draft_sheet
from limen.domain.registration.queries.pictures import DraftPictureCard, pictures_of
from limen.foundation.refusals import Obstacle
from limen.reference.countries import country_named
from limen.reference.languages import language_named
from limen.web.components import Fact, isolated
from limen.web.components.shapes import Text
from limen.web.page import page, told
from limen.web.requests import Request, acts, shows, today
from limen.workspaces.registration.asking import boxes
from limen.workspaces.registration.frame import address, show
from limen.workspaces.registration.path import Step, answers, draft_at, sent, show_step, step_at
from limen.workspaces.registration.persons import LikelyView, likely_view
from limen.workspaces.registration.pictures import with_pictures
from limen.workspaces.registration.questions_of_family import central_questions

_REGISTER = "registration.register_family"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Something that stands against the registration, and where it is mended."""

    says: str
    url: str
    whose: str


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """One person as the check shows them."""

    name: str
    url: str
    face_url: str
    facts: tuple[Fact, ...]
    likely: LikelyView
    likely_url: str


@page("registration", permission=_REGISTER)
def register_family(request: Request, draft_id: UUID) -> HttpResponse:
    """Look at everything once more, and register the family."""
    sheet = draft_at(request, draft_id)
    if isinstance(sheet, HttpResponse):
        return sheet
    step = step_at(request, sheet, "register_family", edit=sent(request))
    read = step.read()
    reasons = _reasons(step, read.told)
    taken = pictures_of(sheet.id, by=request.actor)
    if acts(request) and not reasons:
        event = registering(
            with_pictures(read.told, step.typed.persons, taken),
            registration_id=sheet.id,
            case_id=sheet.opens,
            unit_id=sheet.unit_id,
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{address('registered_family', draft_id)}{_spoken(read.told)}")
    portraits = [_portrait(step, one, member, taken) for one, member in _pairs(step, read.told)]
    reasons += [
        Reason(says=likely_same(one.name).says, url=one.likely_url, whose="")
        for one in portraits
        if one.likely.open
    ]
    asked = central_questions()
    return show_step(
        step,
        "check",
        title=_("Check, and register"),
        asked=asked,
        portraits=portraits,
        reasons=reasons,
        refused=[Obstacle("open", one.says) for one in reasons],
        central=boxes(asked, answers(step, ()), focus=False),
        relations=len(read.told.relations),
        ways=[way.told.value for way in read.told.ways],
        troubles=(),
    )


@page("registration", permission=_REGISTER)
def registered_family(request: Request, draft_id: UUID) -> HttpResponse:
    """What came of it: the reference, the persons, and what comes next."""
    sheet = draft_sheet(draft_id, by=request.actor)
    if sheet.case_id is None:
        return HttpResponseRedirect(address("register_who", draft_id), status=303)
    case = case_sheet(sheet.case_id, by=request.actor, at=request.at)
    people = parties_of(sheet.case_id, by=request.actor, at=request.at)
    shows(request, [sheet.case_id])
    return show(
        request,
        "registered",
        title=_("Registered"),
        case=case,
        people=[one for one in people if one.called],
        case_url=address("case", sheet.case_id),
        spoken=urlencode({"language": request.GET.getlist("language")}, doseq=True),
    )


def _spoken(told: FamilyTold) -> str:
    """The languages of the first of the family, for the receipt: a clerk may not read them afterwards."""
    languages = [one.language for one in told.members[0].told.languages]
    return f"?{urlencode({'language': languages}, doseq=True)}" if languages else ""


def _pairs(step: Step, told: FamilyTold) -> list[tuple[PersonTyped, MemberTold]]:
    return list(zip(step.typed.persons, told.members, strict=True))


def _reasons(step: Step, told: FamilyTold) -> list[Reason]:
    """What cannot be read, what the rules refuse, and whom nobody has compared yet."""
    found = []
    for trouble in step.read().troubles:
        url, whose = _where(step, trouble.field)
        found.append(Reason(says=trouble.says, url=f"{url}#id_{trouble.field}", whose=whose))
    obstacles = rules.obstacles_to_registering(told, unit_id=step.sheet.unit_id, by=step.request.actor)
    who = address("register_who", step.sheet.id)
    return found + [Reason(says=one.says, url=who, whose="") for one in obstacles]


def _where(step: Step, field: str) -> tuple[str, str]:
    """The page on which a field is mended, and whose field it is."""
    draft = step.sheet.id
    if field.startswith("way-"):
        return address("register_reach", draft), ""
    person = next((one for one in step.typed.persons if str(one.id) in field), None)
    if person is None:
        return address("register_family", draft), ""
    name = field[len(f"person-{person.id}-") :]
    if name.startswith("need"):
        return address("register_needs", draft), person.name
    if name.startswith(("guardian", "relation", "union", "other_parent", "accompanied")):
        return address("register_kin", draft), person.name
    return address("register_person", draft, person.id), person.name


def _portrait(
    step: Step, person: PersonTyped, member: MemberTold, taken: Sequence[DraftPictureCard]
) -> Portrait:
    mine = [one for one in taken if one.typed_id == person.id]
    face = next((one for one in mine if one.shows is PictureKind.FACE), None)
    return Portrait(
        name=person.name,
        face_url=f"{address('draft_picture', step.sheet.id, face.id)}?small" if face else "",
        url=address("register_person", step.sheet.id, person.id),
        facts=(
            *_facts(member.told, member.part),
            *_company(step.read().told, member),
            *_pictured(member, mine),
        ),
        likely=likely_view(step.request, person),
        likely_url=address("register_person", step.sheet.id, person.id) + "#alike",
    )


def _facts(told: Registration, part: PartyPart) -> list[Fact]:
    language = get_language() or "en"
    names = [isolated(name.written) for name in told.names[1:]]
    nationalities = [
        country_named(one.country, language) if one.country else str(one.belonging.label)
        for one in told.nationalities
    ]
    documents = [f"{one.document.label} {one.number}" for one in told.documents]
    languages = [language_named(one.language, language) for one in told.languages]
    needs = [str(one.category.label) for one in told.needs]
    told_or_not: list[tuple[Text, Text]] = [
        (_("Part"), part.label),
        (_("Born"), _birth(told)),
        (_("Sex"), told.sex.label if told.sex else told.sex_state.label),
        (_("Nationality"), ", ".join(nationalities) or Told.NOT_ASKED.label),
        (_("Language"), ", ".join(languages) or Told.NOT_ASKED.label),
    ]
    if_any = ((_("Other names"), names), (_("Documents"), documents), (_("Needs seen"), needs))
    told_or_not += [(term, _together(values)) for term, values in if_any if values]
    return [Fact(term=term, value=value) for term, value in told_or_not]


def _together(values: Sequence[Text]) -> SafeString:
    """Several values in one line, each escaped unless it is markup of ours."""
    return format_html_join(", ", "{}", ((value,) for value in values))


def _company(told: FamilyTold, member: MemberTold) -> list[Fact]:
    """With whom a child came, where that was said."""
    said = [one for one in told.accompaniments if one.person_id == member.person_id]
    return [
        Fact(term=_("Came"), value=f"{one.state.label} ({one.words})" if one.words else one.state.label)
        for one in said
    ]


def _pictured(member: MemberTold, taken: Sequence[DraftPictureCard]) -> list[Fact]:
    """Whether there is a photograph, and how many pages of documents there are."""
    faces = [one for one in taken if one.shows is PictureKind.FACE]
    without = _("Refused") if member.is_photograph_refused else _("Not now")
    found = [Fact(term=_("Photograph"), value=_("Taken") if faces else without)]
    if number := len(taken) - len(faces):
        says = ngettext("%(number)d page", "%(number)d pages", number) % {"number": number}
        found.append(Fact(term=_("Pictures of documents"), value=says))
    return found


def _birth(told: Registration) -> Text:
    day = told.birth.day
    return isolated(day.told) if day else told.birth.state.label
