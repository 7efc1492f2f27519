"""What is kept about a browser that signs in: its family and system, and its network, shortened."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

# The first that is found counts: most browsers claim to be others as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_of(request: HttpRequest) -> str:
    """A short name of the browser, such as `Firefox · Linux`; empty when it does not say."""
    agent = request.headers.get("User-Agent", "")
    families = (next((name for sign, name in table if sign in agent), "") for table in (_BROWSERS, _SYSTEMS))
    return " · ".join(name for name in families if name)


def network_of(request: HttpRequest) -> str:
    """The network a request came from, /24 or /48: enough to recognise a place, not a person."""
    return shortened(_address_of(request))


def shortened(address: str) -> str:
    """An address without its last part; empty when it is none."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        found = mapped
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))


def _address_of(request: HttpRequest) -> str:
    """The address of the browser. Behind our own proxies it is the one that the outermost of them saw."""
    if settings.PROXIES:
        seen = request.headers.get("X-Forwarded-For", "").split(",")
        if len(seen) >= settings.PROXIES:
            return seen[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))
