"""What is missing or doubtful in what is on record, for those who supervise a unit. Every page function here
is undecorated; `urls_for(workspace)` makes pages of them."""

from limen.web.quality.pages import urls_for

__all__ = ["urls_for"]
