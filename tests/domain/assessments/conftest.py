"""Whose account is weighed."""

from tests.domain.people.conftest import nadia

__all__ = ["nadia"]
