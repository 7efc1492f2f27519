"""The library of country information, behind every door through which somebody works on cases or keeps it.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.country.urls import urls_for

__all__ = ["urls_for"]
