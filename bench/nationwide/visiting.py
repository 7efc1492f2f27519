"""Asks a site for pages over HTTP, one after the other or eight at once; checked before its time counts."""

from __future__ import annotations

import http.client
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from bench.nationwide.serving import Site

_TOKEN = re.compile(r"((?:__Host-|__Secure-)?[\w-]*csrf[\w-]*)=([^;]+)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    text: str
    headers: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """How long each question took in milliseconds, the processor milliseconds of each in the site and in the
    database, and how many were answered in a second."""

    times: tuple[float, ...]
    site: float
    database: float
    rate: float

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        if len(self.times) < 2:
            return self.times[0]
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1]


class Visitor:
    """One connection that is kept, with the cookie of somebody who is signed in."""

    def __init__(self, site: Site, cookie: str) -> None:
        self._line = http.client.HTTPConnection(site.host, site.port, timeout=120)
        self._headers = {"Cookie": cookie, "Accept-Encoding": "identity", "Host": f"{site.host}:{site.port}"}
        self._cookie, self._token = cookie, ""
        self._origin = f"http://{site.host}:{site.port}"

    def get(self, address: str) -> Answer:
        """A page."""
        self._line.request("GET", address, headers=self._headers)
        return self._answered()

    @property
    def may_send(self) -> bool:
        """Whether a page was opened: only then is the mark known without which no form is taken."""
        return bool(self._token)

    def post(self, address: str, form: str) -> Answer:
        """A form that is sent, from this very site."""
        self._line.request("POST", address, body=self._form(form), headers=self._sending(address))
        return self._answered()

    def file(self, address: str, form: str) -> bytes:
        """The file that a form is answered with. Raises `AssertionError` when it is none."""
        self._line.request("POST", address, body=self._form(form), headers=self._sending(address))
        response = self._line.getresponse()
        content = response.read()
        assert response.status == 200, f"{response.status} for {address}: {content[:2000]!r}"
        assert "attachment" in (response.getheader("Content-Disposition") or ""), f"no file at {address}"
        return content

    def _sending(self, address: str) -> dict[str, str]:
        return self._headers | {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self._origin,
            "Referer": f"{self._origin}{address}",
        }

    def _form(self, form: str) -> bytes:
        return f"{form}&csrfmiddlewaretoken={self._token}".encode()

    def _answered(self) -> Answer:
        response = self._line.getresponse()
        text = response.read().decode("utf-8", "replace")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and (found := _TOKEN.match(value)):
                self._token = found.group(2)
                self._headers["Cookie"] = f"{self._cookie}; {found.group(1)}={self._token}"
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(status=response.status, text=text, headers=headers)

    def close(self) -> None:
        """Hang up."""
        self._line.close()


Ask = Callable[[Visitor, int], None]  # asks for the nth time, and raises when the answer is not right


@contextmanager
def visitors(site: Site, cookie: str, number: int) -> Iterator[list[Visitor]]:
    """Some of the same person."""
    found = [Visitor(site, cookie) for _ in range(number)]
    try:
        yield found
    finally:
        for one in found:
            one.close()


def asked(site: Site, cookie: str, ask: Ask, *, times: int, at_once: int = 1, warm: int = 4) -> Taken:
    """Ask so many times in all; the first few of each visitor do not count."""
    with visitors(site, cookie, at_once) as crowd, ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda visitor: _taken(visitor, ask, range(warm)), crowd))
        shares = [range(warm + place, warm + times, at_once) for place in range(at_once)]
        before, began = site.busy(), time.perf_counter()
        found = list(pool.map(lambda pair: _taken(pair[0], ask, pair[1]), zip(crowd, shares, strict=True)))
        spent = time.perf_counter() - began
        used = [(after - first) * 1000 for after, first in zip(site.busy(), before, strict=True)]
    every = tuple(one for share in found for one in share)
    number = len(every)
    return Taken(times=every, site=used[0] / number, database=used[1] / number, rate=number / spent)


def _taken(visitor: Visitor, ask: Ask, turns: Sequence[int]) -> list[float]:
    taken = []
    for turn in turns:
        began = time.perf_counter()
        ask(visitor, turn)
        taken.append((time.perf_counter() - began) * 1000)
    return taken
