"""What scores, outcomes and wordings say in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.instruments.definitions import Status
from limen.instruments.scoring import Outcome, Scored
from limen.web.components.shapes import Text

OUTCOMES: dict[Outcome, Text] = {
    Outcome.MET: gettext_lazy("Reached"),
    Outcome.NOT_MET: gettext_lazy("Not reached"),
    Outcome.OPEN: gettext_lazy("Cannot be said: answers are missing"),
}
STATUSES: dict[Status, Text] = {
    Status.ORIGINAL: gettext_lazy("The words of the authors"),
    Status.VALIDATED: gettext_lazy("A validated translation"),
    Status.PUBLISHED: gettext_lazy("A published translation, without a study that we know of"),
    Status.UNVALIDATED: gettext_lazy("A translation that nobody validated"),
}


def value_words(scored: Scored) -> str:
    """A score as a number of its range, or that it cannot be said."""
    if scored.value is None:
        return _("Cannot be said: answers are missing")
    whole = scored.value.denominator == 1
    value = str(scored.value.numerator) if whole else f"{float(scored.value):.1f}"
    said = _("%(value)s, of %(lowest)s to %(highest)s") % {
        "value": value, "lowest": scored.lowest, "highest": scored.highest,
    }  # fmt: skip
    return _("%(said)s (prorated: an answer is missing)") % {"said": said} if scored.is_prorated else said
