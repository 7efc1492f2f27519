"""Why a Word template cannot be used, in sentences that say what to mend. Pure questions."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.foundation.refusals import Obstacle
from limen.outside.printing import Look

LARGEST = 5_000_000
# What a template can ask for, and what stands there in a decision.
PLACEHOLDERS: Mapping[str, str | Promise] = {
    "office": gettext_lazy("Authority and unit"),
    "title": gettext_lazy("Title of the paper"),
    "reference": gettext_lazy("Reference of the case"),
    "facts": gettext_lazy("Lines under the title, each with fact.name and fact.value"),
    "parts": gettext_lazy("Parts of the decision, each with part.title and part.paragraphs"),
    "notes_title": gettext_lazy("Title of the sources"),
    "notes": gettext_lazy("The sources that the paragraphs number"),
    "signed": gettext_lazy("Who signed, and when"),
    "language": gettext_lazy("Code of the language"),
    "is_rtl": gettext_lazy("Whether it is written from right to left"),
}
_SAYS: Mapping[str, str | Promise] = {
    "old_format": gettext_lazy(
        "This is the format of older Word files, or the file has a password. Save it as .docx without one."
    ),
    "not_word": gettext_lazy("This is no Word file. Save it in Word or LibreOffice as .docx."),
    "not_document": gettext_lazy("This is not a plain Word document. Save it as .docx, not as a template."),
    "too_big": gettext_lazy("Unpacked it is far too big. Make its pictures smaller, and take parts out."),
    "runs": gettext_lazy(
        "It holds something that can run by itself ({detail}). Take out macros and embedded objects, and "
        "save it as .docx."
    ),
    "broken": gettext_lazy("A part of it cannot be read ({detail}). Open it in Word and save it anew."),
    "outside": gettext_lazy(
        "It fetches something from elsewhere ({detail}). Put pictures into the file itself; links begin with "
        "https:// or mailto:."
    ),
    "unknown": gettext_lazy(
        "There is nothing called “{detail}”. Mend the name; those that there are stand on this page."
    ),
    "unknown_inside": gettext_lazy("A name inside a loop is not there: {detail}. Mend it."),
    "syntax": gettext_lazy(
        "The signs around a placeholder do not fit together: {detail}. Look for a missing brace or endfor."
    ),
    "unfillable": gettext_lazy("It could not be filled on trial ({detail}). Compare it with the one here."),
    "missing": gettext_lazy(
        "“{detail}” is missing: what stands there would be left out of every decision. Put it in."
    ),
    "gave_up": gettext_lazy("Looking at it took too long or needed too much. Make it smaller and simpler."),
}


def obstacles_to_keeping_template(look: Look, *, called: str, size: int) -> list[Obstacle]:
    """Everything that stands against it at once, so that it is mended once."""
    obstacles = []
    if not called.lower().endswith(".docx"):
        obstacles.append(Obstacle("called", _("The name of the file must end in .docx.")))
    if size > LARGEST:
        obstacles.append(Obstacle("size", _("The file is larger than 5 MB. Make its pictures smaller.")))
    for one in look.faults:
        obstacles.append(Obstacle(one.code, str(_SAYS[one.code]).replace("{detail}", one.detail)))
    return obstacles


def obstacles_to_ending_template(*, is_there: bool) -> list[Obstacle]:
    """There is one to go back from."""
    return [] if is_there else [Obstacle("none", _("The template of the house is in force already."))]
