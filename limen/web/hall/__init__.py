"""The hall: who waits, who is called to which desk, appointments, receipts, and many who arrive at once.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them. The screen in the hall
stands outside every workspace: nobody is signed in at it.
"""

from limen.web.hall.urls import urls_for

__all__ = ["urls_for"]
