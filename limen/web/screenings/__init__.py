"""Screenings and the safety of people, behind the door of those who support cases.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.screenings.urls import urls_for

__all__ = ["urls_for"]
