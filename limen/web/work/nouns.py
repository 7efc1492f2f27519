"""What the hall, notes and the registration desk have for my day."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from limen.domain.hall.queries.appointments import AppointmentCard, appointments_of_mine
from limen.domain.notes.queries import my_drafts
from limen.domain.registration.queries.drafts import unfinished
from limen.reference.languages import language_named
from limen.web.casefile.frame import address, may
from limen.web.components import isolated
from limen.web.components.shapes import Text
from limen.web.requests import Request
from limen.web.work.sources import LeftHalfDone, OnToday, Span, left_half_done, on_today


def _appointments(request: Request, span: Span) -> list[OnToday]:
    cards = appointments_of_mine(begins=span.begins, ends=span.ends, by=request.actor, at=request.at)
    return [
        OnToday(
            at=card.starts_at,
            what=card.purpose.label,
            url=address(request, "case", card.case_id),
            case_id=card.case_id,
            reference=card.reference,
            called=card.called,
            under=tuple(_visit_words(card)),
            state=card.state.label,
        )
        for card in cards
    ]


def _visit_words(card: AppointmentCard) -> list[Text]:
    words: list[Text] = [isolated(card.place)]
    words.append(ngettext("%(count)d minute", "%(count)d minutes", card.minutes) % {"count": card.minutes})
    if card.wants_interpreter:
        spoken = language_named(card.language, get_language() or "en") if card.language else ""
        words.append(_("Interpreter: %(language)s") % {"language": spoken} if spoken else _("Interpreter"))
    if card.says:
        words.append(isolated(card.says))
    return words


def _notes(request: Request) -> list[LeftHalfDone]:
    if not may(request, "notes.write"):
        return []
    found = []
    for card in my_drafts(by=request.actor, at=request.at):
        if card.note_id is None:
            what, url = _("A new note"), address(request, "write", card.case_id)
        else:
            what, url = _("A better text of a note"), address(request, "revise", card.case_id, card.note_id)
        found.append(
            LeftHalfDone(
                saved_at=card.saved_at,
                what=what,
                url=url,
                says=card.begins,
                case_id=card.case_id,
                reference=card.reference,
            )
        )
    return found


def _registrations(request: Request) -> list[LeftHalfDone]:
    registers = request.actor.may("registration.register_family")
    if not registers or "registration" not in request.person.workspaces:
        return []
    return [
        LeftHalfDone(
            saved_at=card.saved_at,
            what=_("A registration"),
            url=reverse("registration:register_who", args=[card.id]),
            says=", ".join(card.called),
        )
        for card in unfinished(by=request.actor)
    ]


def register() -> None:
    """From now on my day asks them."""
    on_today("hall", _appointments)
    left_half_done("notes", _notes)
    left_half_done("registration", _registrations)
