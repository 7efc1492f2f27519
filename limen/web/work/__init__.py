"""What one has to do: my day, tasks, worklists, and the ways to get there by keyboard.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.work.urls import urls_for

__all__ = ["urls_for"]
