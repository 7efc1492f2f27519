"""Practice notes and questions to colleagues, behind every door through which somebody works on cases.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.practice.urls import urls_for

__all__ = ["urls_for"]
