"""Pictures of a person: adding one, putting one aside, and the bytes for the page that shows them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.people.commands import picturing
from limen.domain.people.names import PictureGiven, PictureKind
from limen.domain.people.queries.kept import picture as picture_of
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act
from limen.web.persons.acting import ActPage, Deed, read_person
from limen.web.persons.frame import back_to, changing_obstacles, opened, person_url, show_person_act
from limen.web.persons.more_forms import EndForm, PictureForm
from limen.web.requests import Request, acts


def add_picture(request: Request, person_id: UUID) -> HttpResponse:
    """Add a photograph of the face, or a page of a document."""
    sheet = read_person(request, person_id)
    documents = [(str(one.id), f"{one.document.label} {one.number}") for one in sheet.documents]
    form = offering(
        PictureForm(request.POST or None, request.FILES or None, initial={"shows": PictureKind.FACE}),
        document_id=[("", ""), *documents],
    )
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        shows = PictureKind(words["shows"])
        of_page = shows is PictureKind.PAGE and words["document_id"]
        given = PictureGiven(
            shows=shows,
            content=words["picture"].read(),
            document_id=UUID(words["document_id"]) if of_page else None,
        )
        event = picturing.add_picture(
            person_id, picture=given, picture_id=new_id(), by=request.actor, at=request.at
        )
        return back_to(request, event, person_id)
    act = Act(
        title=_("Add a picture"),
        button=_("Add the picture"),
        back_url=person_url(request, person_id),
        lead=[_("A new photograph of the face takes the place of the last one, which is kept.")],
        refused=changing_obstacles(sheet),
    )
    return show_person_act(request, sheet, act, form, template="web/persons/act.html")


def picture(request: Request, person_id: UUID, picture_id: UUID) -> HttpResponse:
    """The bytes of a picture, noted as read, for nobody's cache. Raises `Hidden`."""
    is_small = "small" in request.GET
    opened(request, person_id)
    found = picture_of(person_id, picture_id, by=request.actor, at=request.at, is_small=is_small)
    answer = HttpResponse(found.content, content_type=found.content_type)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = "inline"
    return answer


def _end_picture(deed: Deed) -> Event:
    return picturing.end_picture(deed.thing, why=deed.words["why"], **deed.who)


def _running_pictures(_request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    faces = (sheet.further.face,) if sheet.further.face else ()
    return (one.id for one in (*faces, *sheet.further.pages))


end_picture = ActPage(
    title=gettext_lazy("Put a picture aside"),
    button=gettext_lazy("Put it aside"),
    form=EndForm,
    perform=_end_picture,
    things=_running_pictures,
    lead=[gettext_lazy("It is no longer shown, and kept in the house.")],
)
