"""The cases as a Django application."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "limen.domain.cases"
    label = "cases"

    def ready(self) -> None:
        """Say to the floor below through what persons are seen: until then it shows nobody."""
        from limen.domain.cases.queries.parties import persons_through_cases
        from limen.domain.cases.queries.reached import how_far
        from limen.domain.people.queries.reach import seen_through

        seen_through(persons_through_cases, how_far=how_far)
