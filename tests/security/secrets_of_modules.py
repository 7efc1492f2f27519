"""What somebody must never be told, of every module that says so beside its expectations."""

from __future__ import annotations

from tests.security.expectations_of_applications import secrets_of_applications
from tests.security.expectations_of_assessments import secrets_of_assessments
from tests.security.expectations_of_country import secrets_of_country
from tests.security.expectations_of_decisions import secrets_of_decisions
from tests.security.expectations_of_directory import secrets_of_directory
from tests.security.expectations_of_documents import secrets_of_documents
from tests.security.expectations_of_hall import secrets_of_hall
from tests.security.expectations_of_interviews import secrets_of_interviews
from tests.security.expectations_of_plans import secrets_of_plans
from tests.security.expectations_of_practice import secrets_of_practice
from tests.security.expectations_of_screenings import secrets_of_screenings
from tests.security.expectations_of_work import secrets_of_work
from tests.security.rules_of_access import Facts, Somebody

_EACH = (
    secrets_of_applications,
    secrets_of_assessments,
    secrets_of_country,
    secrets_of_decisions,
    secrets_of_directory,
    secrets_of_documents,
    secrets_of_hall,
    secrets_of_interviews,
    secrets_of_plans,
    secrets_of_practice,
    secrets_of_screenings,
    secrets_of_work,
)


def secrets_of_modules(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids and texts, and what they are."""
    return {secret: what for each in _EACH for secret, what in each(me, facts).items()}
