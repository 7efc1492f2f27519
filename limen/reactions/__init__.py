"""Courtesies that follow an event, run by a job after commit, safe to repeat.

Importing this package registers them all.
"""

from limen.reactions import telling

__all__ = ["telling"]
