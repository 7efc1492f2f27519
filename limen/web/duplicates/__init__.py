"""The review desk: records that may be one person, side by side, and what two people decided about them.

The same pages for every workspace, each behind a door of its own (`urls_for`).
"""

from limen.web.duplicates.urls import urls_for

__all__ = ["urls_for"]
