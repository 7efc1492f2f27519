"""The evidence board: its page, and the acts on it.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.assessments.urls import urls_for

__all__ = ["urls_for"]
