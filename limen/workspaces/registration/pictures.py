"""Pictures along the path: pages of documents, which are read, and a photograph of each person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.people.names import PictureKind, Told
from limen.domain.people.rules import unusable
from limen.domain.registration.commands.drafting import keep
from limen.domain.registration.commands.picturing import PageTaken, drop_picture, take_face, take_page
from limen.domain.registration.names.merging import Edit
from limen.domain.registration.names.reading import FROM_PICTURE
from limen.domain.registration.names.told import FamilyTold
from limen.domain.registration.names.troubles import Trouble
from limen.domain.registration.names.typed import PersonTyped, person_key
from limen.domain.registration.queries.pictures import DraftPictureCard, pictures_of
from limen.domain.registration.queries.pictures import draft_picture as picture_of
from limen.foundation.refusals import Hidden, Refused
from limen.outside.pictures.cleansing import LARGEST_FILE, Fault
from limen.web.components.fields import FieldBox
from limen.web.page import page
from limen.web.requests import Request, acts, today
from limen.workspaces.registration import zones
from limen.workspaces.registration.asking import Question, Shape, box
from limen.workspaces.registration.frame import address
from limen.workspaces.registration.path import Step, answers, draft_at, goes_on, sent, show_step, step_at

_REGISTER = "registration.register_family"


@dataclass(frozen=True, kw_only=True)
class PictureView:
    """A picture on a page of the path. `says` is why nothing was read in it; with `differs` something else
    stands in the field of the zone."""

    id: UUID
    url: str
    small_url: str
    says: str
    differs: str


@dataclass(frozen=True, kw_only=True)
class Sitter:
    """One person on the page of photographs: their picture if it was taken, or why there is none."""

    name: str
    field: str
    picture: PictureView | None
    why: FieldBox
    errors: tuple[str, ...]


@page("registration", permission=_REGISTER)
def register_photographs(request: Request, draft_id: UUID) -> HttpResponse:
    """A photograph of each person, from the camera or a file; nobody has to be photographed now."""
    sheet = draft_at(request, draft_id)
    if isinstance(sheet, HttpResponse):
        return sheet
    step = step_at(request, sheet, "register_photographs", edit=sent(request))
    if (answer := dropped(step)) is not None:
        return answer
    troubles = _faces_taken(step)
    if acts(request) and request.POST.get("take") and not troubles:
        return HttpResponseRedirect(request.path, status=303)
    if (answer := goes_on(step, troubles)) is not None:
        return answer
    asked = [photograph_question(one) for one in step.typed.persons]
    return show_step(
        step,
        "photographs",
        title=_("Photographs"),
        asked=asked,
        sitters=list(_sitters(step, asked, troubles)),
        troubles=troubles,
    )


@page("registration", permission=_REGISTER, quietly=True)
def draft_picture(request: Request, draft_id: UUID, picture_id: UUID) -> HttpResponse:
    """The bytes of a picture in one's own draft, for nobody's cache."""
    found = picture_of(draft_id, picture_id, by=request.actor, is_small="small" in request.GET)
    answer = HttpResponse(found.content, content_type=found.content_type)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = "inline"
    return answer


def photograph_question(person: PersonTyped) -> Question:
    """Why there is no photograph of somebody."""
    return Question(
        key=person_key(person.id, "photograph"),
        label=_("If there is no photograph"),
        shape=Shape.LIST,
        choices=[("", _("Not now")), (Told.REFUSED.value, _("Refused"))],
    )


def dropped(step: Step) -> HttpResponse | None:
    """Take a picture away, when that was asked for, and come back to the same page."""
    request = step.request
    if not acts(request) or not request.POST.get("drop"):
        return None
    drop_picture(step.sheet.id, _uuid(request.POST["drop"]), by=request.actor)
    return HttpResponseRedirect(request.path, status=303)


def page_taken(step: Step, person_id: UUID) -> HttpResponse | list[Trouble]:
    """Keep the page that was sent, and lay what was read in it into the fields that are empty; or say what is
    wrong with it. Whatever was typed has been kept before."""
    request = step.request
    files = _files(request, "page") if acts(request) else []
    wanted = request.POST.get("take_zone", "") if acts(request) else ""
    if wanted:
        card = next(
            (one for one in pictures_of(step.sheet.id, by=request.actor) if str(one.id) == wanted), None
        )
        if card is None:
            raise Hidden(f"picture {wanted} of a draft")
        _lay(step, person_id, card.read, over=True)
        return HttpResponseRedirect(f"{request.path}?zone=read", status=303)
    is_read = False
    for file in files:
        try:
            taken: PageTaken = take_page(
                step.sheet.id, person_id, _content(file), on=today(request), by=request.actor, at=request.at
            )
        except Refused as refused:
            return [Trouble(field="page", says=one.says) for one in refused.obstacles]
        if taken.zone is not None:
            is_read = True
            _lay(step, person_id, "\n".join(taken.zone.lines), over=False)
    if files:
        return HttpResponseRedirect(request.path + ("?zone=read" if is_read else "#pages"), status=303)
    if acts(request) and request.POST.get("take"):
        return [Trouble(field="page", says=_("Take a picture or choose a file first."))]
    return []


def pages_of(step: Step, person: PersonTyped) -> list[PictureView]:
    """The pages of somebody's documents that were taken so far."""
    return [
        _view(step, one, differs=one.read if one.read and not _same(one.read, person.zone) else "")
        for one in pictures_of(step.sheet.id, by=step.request.actor)
        if one.typed_id == person.id and one.shows is PictureKind.PAGE
    ]


def with_pictures(
    told: FamilyTold, persons: Sequence[PersonTyped], taken: Iterable[DraftPictureCard]
) -> FamilyTold:
    """The family with the pictures that were taken of each."""
    taken = list(taken)
    members = (
        replace(member, pictures=tuple(one.id for one in taken if one.typed_id == person.id))
        for person, member in zip(persons, told.members, strict=True)
    )
    return replace(told, members=tuple(members))


def _faces_taken(step: Step) -> list[Trouble]:
    request, troubles = step.request, []
    for one in step.typed.persons if acts(request) else ():
        field = f"face-{one.id}"
        for file in _files(request, field)[:1]:
            try:
                take_face(step.sheet.id, one.id, _content(file), by=request.actor, at=request.at)
            except Refused as refused:
                troubles += [
                    Trouble(field=field, says=f"{one.name}: {each.says}") for each in refused.obstacles
                ]
    return troubles


def _sitters(step: Step, asked: Sequence[Question], troubles: Sequence[Trouble]) -> Iterable[Sitter]:
    given = answers(step, ())
    faces = {
        one.typed_id: _view(step, one)
        for one in pictures_of(step.sheet.id, by=step.request.actor)
        if one.shows is PictureKind.FACE
    }
    for one, question in zip(step.typed.persons, asked, strict=True):
        field = f"face-{one.id}"
        yield Sitter(
            name=one.name,
            field=field,
            picture=faces.get(one.id),
            why=box(question, given),
            errors=tuple(each.says for each in troubles if each.field == field),
        )


def _view(step: Step, card: DraftPictureCard, *, differs: str = "") -> PictureView:
    url = address("draft_picture", step.sheet.id, card.id)
    says = zones.unread_words(card.unread) if card.unread else ""
    return PictureView(id=card.id, url=url, small_url=f"{url}?small", says=says, differs=differs)


def _lay(step: Step, person_id: UUID, lines: str, *, over: bool) -> None:
    """Lay a zone from a picture into the fields that are empty. A zone that was typed stays, unless the clerk
    takes the other one; either waits for somebody to compare it."""
    key = person_key(person_id, "zone")
    typed = str(step.content.get(key, ""))
    if typed.strip() and not _same(typed, lines) and not over:
        return
    content = {**step.content, key: lines}
    request = step.request
    read = zones.read_into(content, person_id, language=get_language() or "en", on=today(request))
    filled = (read.filled if read else {}) | {key: lines, person_key(person_id, "zone_from"): FROM_PICTURE}
    known = {one: step.content[one] for one in filled if one in step.content}
    keep(step.sheet.id, Edit(now=filled, was=known), by=request.actor, at=request.at)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _files(request: Request, field: str) -> list[UploadedFile[bytes]]:
    """What was sent: a phone has one field for its camera and one for files."""
    return [one for one in request.FILES.getlist(field) if one.name]


def _content(file: UploadedFile[bytes]) -> bytes:
    """The bytes, as far as they are few enough to be looked at. Raises `Refused`."""
    if (file.size or 0) > LARGEST_FILE:
        raise Refused([unusable(Fault.FILE_TOO_LARGE)])
    return bytes(file.read())


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Hidden("no such picture") from error
