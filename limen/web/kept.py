"""Pieces of a page that say the same to everybody who asks the same, such as the form of a filter: written
once for each language and each set of values, and kept while the process lasts.

A piece is made from its values and from nothing else: what one person may not see is not among the values, so
it is not in the piece either. It is given no request, and no form that is sent with an act belongs in it.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT_AT_MOST = 512


def kept(template: str, **values: Hashable) -> SafeString:
    """The template with these values, in the language of the page."""
    return _piece(template, get_language() or "", tuple(sorted(values.items())))


@lru_cache(maxsize=KEPT_AT_MOST)
def _piece(template: str, _language: str, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return SafeString(render_to_string(template, dict(values)))
