"""The person of the stories: Nadia, party to Amina's case."""

from tests.domain.people.conftest import nadia

__all__ = ["nadia"]
