"""Invented people and cases for a demonstration. Nobody in it exists, and every text says so.

Who is in the house is written by a superuser; everything that happened there is done by the invented people
themselves, through the commands, so that the journal is true.
"""

from limen.site.demo.loading import load

__all__ = ["load"]
