"""The fields of a machine-readable zone, and what can be wrong with one, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from limen.likeness.mrz.layouts import Field
from limen.likeness.mrz.reading import Wrong
from limen.web.components.shapes import Text

FIELDS: dict[Field, Text] = {
    Field.DOCUMENT: _("Kind of document"),
    Field.ISSUER: _("State that issued it"),
    Field.NUMBER: _("Number"),
    Field.NATIONALITY: _("Nationality"),
    Field.BORN: _("Date of birth"),
    Field.SEX: _("Sex"),
    Field.EXPIRES: _("Valid until"),
    Field.NAMES: _("Names"),
    Field.OPTIONAL: _("Optional data"),
    Field.MORE_OPTIONAL: _("Further optional data"),
    Field.WHOLE: _("The whole zone"),
}
WRONGS: dict[Wrong, Text] = {
    Wrong.CHECK_DIGIT: _("the check digit does not agree"),
    Wrong.NOT_A_DAY: _("this is no day"),
    Wrong.STRANGE_CHARACTER: _("a character that does not belong here"),
    Wrong.NAME_MISSING: _("there is no name"),
    Wrong.NOT_A_SEX: _("neither F, M, X nor left open"),
    Wrong.FILLERS_READ_AS_LETTERS: _("fillers (<) may have been read as letters"),
}
