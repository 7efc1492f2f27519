"""The interview desk: appointments, preparation, the record while it is typed, and its reading back.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.interviews.urls import urls_for

__all__ = ["urls_for"]
