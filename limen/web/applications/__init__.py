"""Pages of what was asked for: form, evidence, letters, lodging, and the moves of the procedure."""

from limen.web.applications.urls import urls_for

__all__ = ["urls_for"]
