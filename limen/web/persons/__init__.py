"""The pages about persons, written once and opened from every workspace that has cases: search, sheet, acts.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.persons.urls import urls_for

__all__ = ["urls_for"]
