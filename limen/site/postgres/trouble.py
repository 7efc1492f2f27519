"""An expected failure of the machinery: one sentence about what is wrong and one about what to do."""

from __future__ import annotations


class Trouble(Exception):
    """Something outside Limen is not as it must be. The command line prints it without a traceback."""

    def __init__(self, problem: str, *, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem} {remedy}")
