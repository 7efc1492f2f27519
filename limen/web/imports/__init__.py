"""Lists of people from elsewhere, for any workspace that registers: sent, looked at, run, and what is left
to a person. Every page function here is undecorated; `urls_for(workspace)` makes pages of them."""

from limen.web.imports.urls import urls_for

__all__ = ["urls_for"]
