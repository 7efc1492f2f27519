"""The jobs as a Django application, which wires the journal to the queue."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "limen.jobs"
    label = "jobs"

    def ready(self) -> None:
        """From now on every line of the journal enqueues what follows it, inside the act's own
        transaction."""
        from limen.foundation.journal import writing
        from limen.jobs import relay

        writing.relay_through(relay.enqueue)
