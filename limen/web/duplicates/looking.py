"""Finding the other record: from the sheet of somebody, or two chosen among those that a search found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from limen.domain.cases.queries.finding import FoundPerson, find_people
from limen.domain.cases.queries.parties import files_of
from limen.domain.duplicates.queries.checking import likely
from limen.domain.people.names import NameTold, Registration
from limen.domain.people.queries.sheets import PersonSheet, person_sheet
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.frame import Act, address, show
from limen.web.components import Crumb
from limen.web.persons.frame import show_person_act
from limen.web.persons.noting import noted
from limen.web.persons.searching import FoundView, results
from limen.web.requests import Request, acts, looked_for, shows


def find_duplicate(request: Request, person_id: UUID) -> HttpResponse:
    """The other record of the same person: those that look alike first, then whoever one searches for."""
    sheet = person_sheet(person_id, by=request.actor, at=request.at)
    noted(request, {person_id})
    text = request.POST.get("q", "").strip()
    found: Sequence[FoundPerson] | None = None
    if acts(request):
        found = find_people(text, by=request.actor, at=request.at)
        found = [one for one in found if one.person.id != person_id]
        looked_for(request, f"duplicate {len(found)}")
    alike = _alike(request, sheet) if request.method != "POST" else ()
    act = Act(
        title=_("This may be the same person as…"),
        button=_("Look"),
        back_url=address(request, "person", person_id),
        lead=[_("Nothing is joined here. You compare two records and propose; another person decides.")],
    )
    return show_person_act(
        request, sheet, act, None, template="web/duplicates/look.html", text=text,
        alike=_comparable(request, person_id, alike), looked=found is not None,
        found=_comparable(request, person_id, found or ()),
    )  # fmt: skip


def compare_records(request: Request) -> HttpResponse:
    """Two records that were ticked in a list, on their way to the page that shows them side by side."""
    try:
        chosen = list(dict.fromkeys(UUID(one) for one in request.GET.getlist("record")))
    except ValueError as error:
        raise Hidden("no such record") from error
    if len(chosen) == 2:
        return HttpResponseRedirect(address(request, "propose_duplicate", *chosen), status=303)
    title = _("Choose two records")
    says = _("Tick two of the persons that were found, then compare them. You have ticked %(count)d.")
    return show(
        request, "web/duplicates/choose.html", title=title, crumbs=(Crumb(label=title),),
        form=None,
        refused=[Obstacle("two", says % {"count": len(chosen)})], back_url=address(request, "people"),
    )  # fmt: skip


def _alike(request: Request, sheet: PersonSheet) -> tuple[FoundPerson, ...]:
    """Who on record looks like this one, without those that were told apart from them."""
    names = tuple(NameTold(parts=name.parts, kind=name.kind) for name in sheet.names if name.parts)
    if not names:
        return ()
    told = Registration(names=names, birth=sheet.birth, sex=sheet.sex, sex_state=sheet.sex_state)
    cards = [card.found for card in likely(told, beside=sheet.id, by=request.actor, at=request.at)]
    files = files_of({card.id for card in cards}, by=request.actor, at=request.at) if cards else {}
    return tuple(FoundPerson(person=card, files=files.get(card.id, ())) for card in cards)


def _comparable(request: Request, person_id: UUID, found: Sequence[FoundPerson]) -> list[FoundView]:
    """What was found, each leading to both records side by side."""
    shows(request, {file.case_id for one in found for file in one.files})
    return [
        replace(view, url=address(request, "propose_duplicate", person_id, one.person.id))
        for one, view in zip(found, results(request, found), strict=True)
    ]
