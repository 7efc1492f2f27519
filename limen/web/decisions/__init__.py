"""Decisions: the composer, the second reader's page, signing, service, and the standard paragraphs.

Every page function here is undecorated; `urls_for(workspace)` makes pages of them.
"""

from limen.web.decisions.urls import urls_for

__all__ = ["urls_for"]
