"""Version 1 of the JSON door: the same commands and queries as the pages, the same walls, one shape of error.

It is open to a signed-in browser of the same site; who sends a change also sends the CSRF token and a key.
"""

from __future__ import annotations

from ninja import NinjaAPI

from limen.api.v1 import cases, me

# The schema is served; the library's interactive page is not, since it loads scripts from elsewhere.
api = NinjaAPI(title="Limen", version="1", docs_url=None, urls_namespace="api")
api.add_router("", me.router)
api.add_router("", cases.router)
