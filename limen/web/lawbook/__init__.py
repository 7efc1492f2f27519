"""The law, to be read: packs in force, their terms and all else they say, opened from every workspace.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them. Nothing here
decides anything.
"""

from limen.web.lawbook.urls import urls_for

__all__ = ["urls_for"]
