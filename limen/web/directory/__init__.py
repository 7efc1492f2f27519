"""The directory of services, behind every door through which somebody works on cases.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them. What anybody may
read is in `limen.site.open_directory`.
"""

from limen.web.directory.urls import urls_for

__all__ = ["urls_for"]
