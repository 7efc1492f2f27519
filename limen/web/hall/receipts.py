"""Receipts: printing one, printing it again, the paper itself, and where its square code leads."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from limen.domain.cases.queries.parties import parties_of
from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.hall.commands.receipts import issue_receipt as issuing
from limen.domain.hall.queries.receipts import ReceiptCard, case_of_code, receipt_sheet, receipts_of
from limen.domain.people.names import Told
from limen.domain.people.queries.kept import languages_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.outside.printing import Typesetter, is_printed_in
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, show, show_act
from limen.web.components import Column, Empty, Row, Table, isolated, moment_mark
from limen.web.hall.appointments import page_language
from limen.web.hall.forms import ReceiptForm, language_choices
from limen.web.page import told
from limen.web.requests import Request, acts


def issue_receipt(request: Request, case_id: UUID) -> HttpResponse:
    """Print a receipt for somebody who is part of the case, and see those that were printed."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    people = [one for one in parties_of(case_id, by=request.actor, at=request.at) if one.called]
    names = {one.person_id: str(one.called) for one in people}
    first = people[0].person_id if people else None
    initial = {"person_id": first, "language": _language_of(request, first)}
    form = offering(
        ReceiptForm(request.POST or None, initial=initial),
        person_id=[(str(key), isolated(name)) for key, name in names.items()],
        language=[("", Told.NOT_ASKED.label), *language_choices(page_language())],
    )
    if acts(request) and form.is_valid():
        event = issuing(
            case_id,
            person_id=UUID(form.cleaned_data["person_id"]),
            language=form.cleaned_data["language"] or None,
            receipt_id=new_id(),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{address(request, 'issue_receipt', case_id)}?printed={event.receipt_id}")
    found = receipts_of(case_id, by=request.actor, at=request.at)
    printed = next((card for card in found if str(card.id) == request.GET.get("printed")), None)
    act = Act(
        title=_("Receipt of registration"),
        button=_("Print the receipt"),
        back_url=address(request, "case", case_id),
        lead=[_("It confirms the registration and says the next appointment. It is not a decision.")],
    )
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/hall/receipts.html",
        table=_table(request, found, names),
        printed_url=address(request, "receipt", case_id, printed.id) if printed else "",
    )


def _language_of(request: Request, person_id: UUID | None) -> str:
    """The first language of a person in which there is a receipt: as the desk that has just registered them
    says, or as it is on record for whoever may read that. Nothing when none is known; it can be changed."""
    said = request.GET.getlist("language")
    if not said and person_id is not None:
        said = list(languages_of(person_id, by=request.actor, at=request.at))
    return next((one for one in said if is_printed_in(one)), "")


def receipt(request: Request, case_id: UUID, receipt_id: UUID) -> HttpResponse:
    """The paper itself, made again from what it said."""
    found = receipt_sheet(receipt_id, by=request.actor, at=request.at)
    if found.card.case_id != case_id:
        raise Hidden(f"receipt {receipt_id} of case {case_id}")
    answer = HttpResponse(Typesetter().receipt(found.receipt), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="receipt-{found.card.number}.pdf"'
    return answer


def find_receipt(request: Request) -> HttpResponse:
    """Where the square code of a receipt leads: to the case, for those who may know of it."""
    code = request.GET.get("code", "")[:200]
    if code.strip():
        case_id = case_of_code(code, by=request.actor, at=request.at)
        return HttpResponseRedirect(address(request, "case", case_id))
    return show(request, "web/hall/find.html", title=_("Find by a receipt"))


def _table(request: Request, found: list[ReceiptCard], names: dict[UUID, str]) -> Table:
    return Table(
        caption=_("Printed before"),
        columns=(
            Column(header=_("For whom")),
            Column(header=_("Number"), is_number=True),
            Column(header=_("When")),
            Column(header=_("Languages")),
        ),
        rows=tuple(
            Row(
                cells=(
                    isolated(names.get(card.person_id, "")),
                    str(card.number),
                    moment_mark(card.issued_at, now=request.at, time_zone=request.person.time_zone),
                    ", ".join(card.languages),
                ),
                url=address(request, "receipt", card.case_id, card.id),
            )
            for card in found
        ),
        empty=Empty(sentence=_("No receipt has been printed yet.")),
    )
