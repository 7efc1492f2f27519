"""Service plans, behind the door through which people are supported.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.plans.urls import urls_for

__all__ = ["urls_for"]
