"""The port to whoever makes the link by which somebody chooses their password.

The setting WELCOME_LINKS names the maker: a function of an account's id that gives the path of a new link.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


def welcome_link(account_id: UUID) -> str:
    """The path of a new link, good once. Raises `LookupError` when there is no such active account."""
    maker = cast(Callable[[UUID], str], import_string(settings.WELCOME_LINKS))
    return maker(account_id)
