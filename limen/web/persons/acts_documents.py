"""Adding a document that somebody showed. The machine-readable zone, once typed, fills in the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.people.commands import adding
from limen.domain.people.names import DocumentKind, DocumentShown, Examination
from limen.foundation.ids import new_id
from limen.likeness.days import Precision, UncertainDay
from limen.likeness.mrz.reading import Fault, Zone, read_zone
from limen.likeness.refusing import Impossible
from limen.web.casefile.frame import Act
from limen.web.components import Fact, isolated
from limen.web.components.shapes import Text
from limen.web.persons.acting import read_person
from limen.web.persons.chapters import lines
from limen.web.persons.forms import DocumentForm
from limen.web.persons.frame import back_to, changing_obstacles, person_url, show_person_act
from limen.web.persons.words import STANDINGS, country_words
from limen.web.persons.zone_words import FIELDS, WRONGS
from limen.web.requests import Request, acts, today


@dataclass(frozen=True, kw_only=True)
class ZoneView:
    """What a zone says, for the clerk to compare with the page before them."""

    facts: tuple[Fact, ...]
    faults: tuple[Text, ...]
    proposed: str


def add_document(request: Request, person_id: UUID) -> HttpResponse:
    """A document with its number and state; a doubt about it keeps nobody from adding it."""
    sheet = read_person(request, person_id)
    reads = "read" in request.POST
    zone, trouble = _zone(request.POST.get("zone", ""), today(request))
    form = _prefilled(request, zone) if reads else DocumentForm(request.POST or None, initial=_FIRST)
    if acts(request) and not reads and form.is_valid():
        event = adding.add_document(
            person_id,
            document=_shown(form),
            document_id=new_id(),
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return back_to(request, event, person_id)
    act = Act(
        title=_("Add a document"),
        button=_("Add the document"),
        back_url=person_url(request, person_id),
        refused=changing_obstacles(sheet),
    )
    return show_person_act(
        request,
        sheet,
        act,
        form,
        template="web/persons/document.html",
        zone=_view(zone) if zone else None,
        trouble=trouble if reads else "",
    )


_FIRST = {"examination": Examination.NOT_EXAMINED, "document": DocumentKind.PASSPORT}
# The first letter of a zone says what the document is; anything else is chosen by hand.
_KINDS = {"P": DocumentKind.PASSPORT, "I": DocumentKind.IDENTITY_CARD, "A": DocumentKind.RESIDENCE_PERMIT}


def _zone(text: str, on: date) -> tuple[Zone | None, str]:
    if not text.strip():
        return None, _("Type the machine-readable zone first.")
    try:
        return read_zone(text, on=on), ""
    except Impossible:
        return None, _("This is no machine-readable zone: it has two lines of 44 or 36, or three of 30.")


def _prefilled(request: Request, zone: Zone | None) -> DocumentForm:
    """The form with what the zone says; without one, with what was typed."""
    typed = {name: request.POST.get(name, "") for name in DocumentForm.base_fields}
    for name in ("valid_from", "valid_until"):
        parts = [request.POST.get(f"{name}_{part}", "") for part in ("year", "month", "day")]
        typed[name] = "-".join(parts) if any(parts) else ""
    if zone is not None:
        kind = _KINDS.get(zone.document[:1])
        travel = zone.standing is not None and kind is DocumentKind.PASSPORT
        typed |= {
            "number": zone.number,
            "issuing_state": zone.issuer,
            "document": DocumentKind.TRAVEL_DOCUMENT if travel else kind or typed["document"],
            "valid_until": _day(zone.expires) or typed["valid_until"],
        }
    return DocumentForm(initial=typed | {"examination": typed["examination"] or Examination.NOT_EXAMINED})


def _day(told: UncertainDay) -> str:
    is_whole = told.precision is Precision.EXACT and told.earliest is not None
    return told.earliest.isoformat() if is_whole and told.earliest else ""


def _shown(form: DocumentForm) -> DocumentShown:
    words = form.cleaned_data
    return DocumentShown(
        document=DocumentKind(words["document"]),
        number=words["number"],
        issuing_state=words["issuing_state"],
        valid_from=words["valid_from"],
        valid_until=words["valid_until"],
        examination=Examination(words["examination"]),
        zone=words["zone"].strip() or None,
    )


def _view(zone: Zone) -> ZoneView:
    nationality: Text = country_words(zone.country) or zone.nationality
    if zone.standing is not None:
        nationality = STANDINGS[zone.standing]
    cut = [_("The names were too long for the line and are cut.")] if zone.names_cut else []
    facts = (
        Fact(term=_("Family name"), value=isolated(zone.primary)),
        Fact(term=_("Given names"), value=lines([isolated(zone.secondary), *cut])),
        Fact(term=_("Born"), value=_said(zone.born)),
        Fact(term=_("Sex"), value=zone.sex or _("Not stated")),
        Fact(term=_("Nationality"), value=nationality),
        Fact(term=_("Valid until"), value=_said(zone.expires)),
    )
    proposed = "\n".join(zone.corrected_lines) if zone.corrections else ""
    return ZoneView(facts=facts, faults=tuple(map(_fault, zone.faults)), proposed=proposed)


def _said(told: UncertainDay) -> str:
    return _day(told) or told.told.replace("<", "") or _("Not stated")


def _fault(fault: Fault) -> str:
    return f"{FIELDS[fault.field]}: {WRONGS[fault.wrong]}"
