"""Marks of the policy leads' pages: how far a proposal has come, and whether a pack was signed."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.policy.names import AdoptionState
from limen.domain.policy.queries import AdoptionCard
from limen.web.components import Tone, tag_mark

_TONES = {
    AdoptionState.PROPOSED: Tone.ATTENTION,
    AdoptionState.ADOPTED: Tone.ACTION,
    AdoptionState.REPLACED: Tone.DONE,
}


def adoption_mark(card: AdoptionCard) -> SafeString:
    """How far it has come."""
    return tag_mark(card.state.label, _TONES.get(card.state, Tone.QUIET))


def signed_mark(*, is_signed: bool) -> SafeString:
    """Whether a lawyer signed the pack as it was distributed."""
    if is_signed:
        return tag_mark(_("Signed"), Tone.DONE)
    return tag_mark(_("Draft, signed by no lawyer"), Tone.ATTENTION)
