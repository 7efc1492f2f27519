"""The documents of a case, for any workspace that opens cases: sent, listed, read, searched, marked. Every
page function here is undecorated; `urls_for(workspace)` makes pages of them."""

from limen.web.documents.urls import urls_for

__all__ = ["urls_for"]
