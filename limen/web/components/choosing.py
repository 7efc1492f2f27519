"""A box into which one types part of a name, above what was found: where choices are too many to look at.

Without a script the form comes back with what was found. With one the box is a combobox that asks `url`; see
assets/scripts/suggest.js.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.web.components.shapes import Text

LONGEST = 100


@dataclass(frozen=True, kw_only=True)
class Looking:
    """What stands in a box. `is_new`: it was not looked for before, so that is all the form is sent for."""

    text: str = ""
    is_new: bool = False

    @classmethod
    def read(cls, given: QueryDict, name: str) -> Looking:
        """What was typed beside the field of this name."""
        text = typed_in(given.get(f"{name}_typed", ""))
        is_asked = f"{name}_find" in given or text != given.get(f"{name}_found", "")
        return cls(text=text, is_new=bool(text) and is_asked)


@dataclass(frozen=True, kw_only=True)
class TypeBox:
    """A box: the field it is for, its own label, what stands in it, where a script asks while one types and
    which other fields of the form it sends there, and what was found, in words. `goes`: what is found are
    links, and nothing is chosen."""

    id: str
    name: str
    asks: Text
    typed: str = ""
    url: str = ""
    sends: str = ""
    said: Text = ""
    goes: bool = False


class TypeToChoose(forms.RadioSelect):
    """Radio buttons of what was found, under the box."""

    def __init__(self, box: TypeBox) -> None:
        super().__init__()
        self.box = box


def typed_in(text: str) -> str:
    """What was typed, without what nobody types."""
    return " ".join(text[:LONGEST].split())


def found_words(text: str, found: int, *, is_more: bool) -> str:
    """How many have a name that begins so, in words; nothing while nothing is typed."""
    if not text:
        return ""
    if not found:
        return _("No name matches “%(text)s”.") % {"text": text}
    count = number_format(found)
    if is_more:
        return _("More than %(count)s match. Type more of the name.") % {"count": count}
    return ngettext("%(count)s matches.", "%(count)s match.", found) % {"count": count}


def type_box(box: TypeBox, choices: Sequence[object] = ()) -> SafeString:
    """The markup of a box, and of the radio buttons under it."""
    return render_to_string("web/components/type_box.html", {"box": box, "choices": choices})
