"""The plan on paper, in the person's language: our words are translated, theirs stand as they said them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from limen.domain.plans.names import StepState
from limen.web.plans.board import doer_words
from limen.web.plans.frame import lang_of, opened, whose
from limen.web.requests import Request


def printed(request: Request, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """A plan to hand over. Nothing of a note and no reason of a refusal is on it."""
    case, sheet = opened(request, case_id, plan_id)
    spoken = tongue_of(sheet.card.language)
    with translation.override(spoken or "en"):
        return render(
            request,
            "web/plans/print.html",
            {
                "title": _("Our plan"),
                "reference": case.reference,
                "plan": sheet.card,
                "whose": whose(sheet),
                "goals": [(one, lang_of(one.language)) for one in sheet.goals],
                "steps": [
                    (one, doer_words(one))
                    for one in sorted(sheet.steps, key=lambda one: one.next_on or date.max)
                    if one.state in (StepState.OPEN, StepState.DONE)
                ],
                "is_translated": bool(spoken),
            },
        )


def tongue_of(language: str) -> str:
    """The language of Limen's words for a language of ISO 639-3, or nothing when they are not translated."""
    short = lang_of(language)
    return short if short in dict(settings.LANGUAGES) else ""
