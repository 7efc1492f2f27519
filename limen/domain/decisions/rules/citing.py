"""What is wrong with a citation, and what should be known of it, in sentences. Pure questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext as _

from limen.domain.citations.names import CitedState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    Words: TypeAlias = StrOrPromise
else:
    Words = str


@dataclass(frozen=True, kw_only=True)
class BrokenCitation:
    """A citation that cannot stand: the section it is in, what it is called, and what became of it; None when
    it leads nowhere, or to what the asker may not see."""

    section: str
    called: str
    state: CitedState | None


def said_of_broken(section: Words, broken: BrokenCitation) -> str:
    """What must be mended, and how."""
    told = {"section": section, "called": broken.called}
    match broken.state:
        case CitedState.WAITING:
            return (
                _(
                    "In “%(section)s” a document is cited that is still being looked at: %(called)s. Wait "
                    "for it."
                )
                % told
            )
        case CitedState.SET_ASIDE:
            return (
                _("In “%(section)s” a document is cited that was set aside: %(called)s. Take it out.") % told
            )
        case CitedState.MARK_GONE:
            return (
                _(
                    "In “%(section)s” a mark is cited that was taken off: %(called)s. Cite the page or "
                    "another mark."
                )
                % told
            )
        case CitedState.NOT_CONFIRMED:
            return (
                _(
                    "In “%(section)s” a record is cited that is not confirmed yet: %(called)s. Read it back "
                    "first."
                )
                % told
            )
        case CitedState.FACT_WITHDRAWN | CitedState.NOT_CONCLUDED:
            return _said_of_fact(broken.state) % told
        case CitedState.NOT_ARISING | CitedState.HARM_WITHDRAWN | CitedState.ARGUMENT_WITHDRAWN:
            return _said_of_answer(broken.state) % told
        case CitedState.RUNNING:
            return (
                _("In “%(section)s” a recording is cited that has not ended: %(called)s. End it first.")
                % told
            )
        case CitedState.WITHDRAWN:
            return _("In “%(section)s” a report is cited that was withdrawn: %(called)s. Take it out.") % told
        case _nowhere:
            return (
                _(
                    "In “%(section)s” a citation leads to nothing that you may see: %(called)s. Mend it or "
                    "take it out."
                )
                % told
            )


def _said_of_fact(state: CitedState) -> str:
    if state is CitedState.FACT_WITHDRAWN:
        return _(
            "In “%(section)s” a fact is cited that was withdrawn from the evidence board: %(called)s. Take "
            "it out, or cite another."
        )
    return _(
        "In “%(section)s” a fact is cited on which nothing is concluded that can stand: %(called)s. Conclude "
        "on the evidence board first."
    )


def _said_of_answer(state: CitedState) -> str:
    if state is CitedState.ARGUMENT_WITHDRAWN:
        return _(
            "In “%(section)s” an argument is cited that was withdrawn from the evidence board: %(called)s. "
            "Take it out."
        )
    if state is CitedState.HARM_WITHDRAWN:
        return _(
            "In “%(section)s” an answer is cited about a harm that was withdrawn: %(called)s. Take it out, "
            "or cite another."
        )
    return _(
        "In “%(section)s” an answer is cited whose question no longer arises: %(called)s. Look at the legal "
        "analysis again."
    )


def said_of_confidential(words: str) -> str:
    """Why paper does not name it."""
    return _("Fewer people may see “%(words)s” than this decision. On paper it stands without its name.") % {
        "words": words
    }


def said_of_state(words: str, state: CitedState) -> str:
    """What became of what is cited."""
    return f"{words}: {state.label}."
