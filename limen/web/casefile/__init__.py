"""The pages of a case, written once and opened from two doors: an authority's and an agency's workspace.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.casefile.urls import urls_for

__all__ = ["urls_for"]
