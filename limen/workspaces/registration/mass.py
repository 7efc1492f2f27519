"""Many who arrive at once: scan, confirm, photograph, print, next. One screen, one person at a time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from limen.domain.cases.names import PartyPart
from limen.domain.hall.commands.receipts import issue_receipt
from limen.domain.hall.queries.figures import figures
from limen.domain.hall.queries.reach import DeskUnit
from limen.domain.hall.queries.receipts import receipt_sheet
from limen.domain.people.names import PictureGiven, PictureKind, Registration, Sex, Told
from limen.domain.registration.commands.families import register_family
from limen.domain.registration.names.reading import PersonRead, read_person
from limen.domain.registration.names.told import FamilyTold, MemberTold
from limen.domain.registration.names.typed import Fields, PersonTyped, person_key
from limen.domain.registration.queries.likely import Likely, likely_for
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.forms import offering
from limen.web.components.shapes import Text
from limen.web.hall.forms import language_choices
from limen.web.hall.frame import opened, show_hall
from limen.web.hall.halls import figure_doors
from limen.web.page import page, told
from limen.web.requests import Request, acts, shows, today
from limen.workspaces.registration.zones import ZoneRead, read_into

_REGISTER = "registration.register_family"
_LINE = {"autocomplete": "off", "dir": "auto"}
_TYPED = {one.name for one in fields(PersonTyped)}


class ArrivalForm(forms.Form):
    """One person. The ids are the page's own, so that a form sent twice registers once."""

    person_id = forms.UUIDField(widget=forms.HiddenInput)
    case_id = forms.UUIDField(widget=forms.HiddenInput)
    registration_id = forms.UUIDField(widget=forms.HiddenInput)
    zone = forms.CharField(
        label=gettext_lazy("Machine-readable zone"),
        help_text=gettext_lazy("Hold the document under the reader, or type the lines."),
        required=False,
        max_length=200,
        widget=forms.Textarea(
            attrs={
                "rows": 2,
                "dir": "ltr",
                "autocomplete": "off",
                "spellcheck": "false",
                "data-zone": "",
            }
        ),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"), required=False, max_length=200, widget=forms.TextInput(attrs=_LINE)
    )
    birth = forms.CharField(
        label=gettext_lazy("Born"),
        help_text=gettext_lazy("As told: a day, a month, a year, an age."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs=_LINE),
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False)
    nationality = forms.CharField(
        label=gettext_lazy("Nationality"), required=False, max_length=100, widget=forms.TextInput(attrs=_LINE)
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the document"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_LINE),
    )
    issuing_state = forms.CharField(
        label=gettext_lazy("Issuing state"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=_LINE),
    )
    valid_until = forms.CharField(
        label=gettext_lazy("Valid until"), required=False, max_length=20, widget=forms.TextInput(attrs=_LINE)
    )
    document = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    belonging = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    language = forms.ChoiceField(label=gettext_lazy("Language of the receipt"), required=False)
    photo = forms.FileField(
        label=gettext_lazy("Photograph"),
        help_text=gettext_lazy("Not needed. From the camera or from a file."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )


@page("registration", permission=_REGISTER)
def mass_arrival(request: Request, unit_id: UUID) -> HttpResponse:
    """Register one person after the other, each in a case of their own, each with a receipt."""
    unit = opened(request, unit_id)
    zone = _zone(request)
    form = _form(request, zone)
    likely = None
    if request.method == "POST" and form.is_valid():
        read = _read(request, form)
        likely = likely_for(
            read.told, person_id=form.cleaned_data["person_id"], by=request.actor, at=request.at
        )
        _tell_troubles(form, read)
        is_compared = not _open(request, likely)
        if request.POST.get("do") == "register" and acts(request) and form.is_valid() and is_compared:
            return _registered(request, unit, form, read.told, likely)
    return show_hall(
        request,
        unit,
        "mass",
        title=_("Many at once"),
        tab="mass_arrival",
        form=form,
        doors=figure_doors(request, unit, _figures(request, unit)),
        likely=list(likely.cards) if likely else [],
        seen=request.POST.getlist("seen"),
        refused=_refused(request, likely),
        zone_says=zone.says if zone else (),
        is_doubtful=bool(zone and not zone.is_sound),
        printed=_printed(request),
    )


def _form(request: Request, zone: ZoneRead | None) -> ArrivalForm:
    """The form as it was sent, with what a zone that was just read lays into the empty fields."""
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and zone is not None and "read" in request.POST:
        for key, value in zone.filled.items():
            name = key.removeprefix(person_key(request.POST.get("person_id", ""), ""))
            if isinstance(value, str) and not data.get(name):
                data[name] = value
    initial: dict[str, Any] = {name: new_id() for name in ("person_id", "case_id", "registration_id")}
    initial["language"] = request.GET.get("language", "")
    form = ArrivalForm(data, request.FILES or None, initial=initial)
    sexes = [("", Told.NOT_ASKED.label), *Sex.choices, (Told.REFUSED.value, Told.REFUSED.label)]
    languages: list[tuple[str, Text]] = [("", Told.NOT_ASKED.label), *language_choices(_language())]
    form.fields["name" if zone and zone.filled else "zone"].widget.attrs["autofocus"] = True
    return offering(form, sex=sexes, language=languages)


def _zone(request: Request) -> ZoneRead | None:
    if request.method != "POST":
        return None
    with suppress(ValueError):
        person_id = UUID(request.POST.get("person_id", ""))
        sent: Fields = {
            person_key(person_id, name): request.POST.get(name, "") for name in _TYPED if name in request.POST
        }
        return read_into(sent, person_id, language=_language(), on=today(request))
    return None


def _read(request: Request, form: ArrivalForm) -> PersonRead:
    given = form.cleaned_data
    typed: dict[str, Any] = {
        name: str(given[name]) for name in _TYPED if given.get(name) and name not in ("id", "language")
    }
    typed["nationality"] = given["nationality"]
    person = PersonTyped(id=given["person_id"], **typed)
    return read_person(person, language=_language(), on=today(request))


def _tell_troubles(form: ArrivalForm, read: PersonRead) -> None:
    for trouble in read.troubles:
        field = trouble.field.rpartition("-")[2]
        form.add_error(field if field in form.fields else None, trouble.says)
    if not read.told.names and "name" not in form.errors:
        form.add_error("name", _("Enter the name."))


def _open(request: Request, likely: Likely | None) -> list[UUID]:
    """Records that look alike and that nobody has said to be somebody else."""
    seen = set(request.POST.getlist("seen"))
    return [card.id for card in likely.cards if not seen & {str(one) for one in card.ids}] if likely else []


def _refused(request: Request, likely: Likely | None) -> list[Obstacle]:
    if not _open(request, likely):
        return []
    says = _("Compare the records below first, and say for each that it is somebody else.")
    return [Obstacle("likely", says)]


def _registered(
    request: Request, unit: DeskUnit, form: ArrivalForm, told_of: Registration, likely: Likely
) -> HttpResponse:
    given = form.cleaned_data
    pictures: tuple[PictureGiven, ...] = ()
    if given["photo"]:
        pictures = (PictureGiven(shows=PictureKind.FACE, content=given["photo"].read()),)
    member = MemberTold(
        person_id=given["person_id"],
        part=PartyPart.APPLICANT,
        told=_with(told_of, pictures),
        seen=tuple(card.id for card in likely.cards),
    )
    event = register_family(
        FamilyTold(members=(member,), opened_on=unit.today(request.at)),
        registration_id=given["registration_id"],
        case_id=given["case_id"],
        unit_id=unit.id,
        on=today(request),
        by=request.actor,
        at=request.at,
    )
    printed = issue_receipt(
        given["case_id"],
        person_id=given["person_id"],
        language=given["language"] or None,
        receipt_id=new_id(),
        by=request.actor,
        at=request.at,
    )
    here = reverse("registration:mass_arrival", args=[unit.id])
    return told(event, f"{here}?printed={printed.receipt_id}&language={given['language']}")


def _with(told_of: Registration, pictures: tuple[PictureGiven, ...]) -> Registration:
    return replace(told_of, pictures=pictures)


def _printed(request: Request) -> dict[str, Any] | None:
    """The receipt that was printed a moment ago, for the person who has just been registered."""
    with suppress(Hidden, ValueError):
        found = receipt_sheet(UUID(request.GET.get("printed", "")), by=request.actor, at=request.at)
        shows(request, [found.card.case_id])
        args = [found.card.case_id, found.card.id]
        return {
            "name": found.receipt.name,
            "reference": found.receipt.reference,
            "url": reverse("registration:receipt", args=args),
        }
    return None


def _figures(request: Request, unit: DeskUnit) -> Any:
    on = unit.today(request.at)
    return figures(unit.id, on=on, begins=unit.begins(on), by=request.actor, at=request.at)


def _language() -> str:
    return get_language() or "en"
