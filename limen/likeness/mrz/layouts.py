"""Where things stand in a machine-readable zone: the five layouts of ICAO Doc 9303, parts 4 to 7."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Layout(StrEnum):
    """The sizes of documents: cards, larger cards, passports, and visas of two sizes."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"


class Field(StrEnum):
    """What a zone holds."""

    DOCUMENT = "document"
    ISSUER = "issuer"
    NUMBER = "number"
    NATIONALITY = "nationality"
    BORN = "born"
    SEX = "sex"
    EXPIRES = "expires"
    NAMES = "names"
    OPTIONAL = "optional"
    MORE_OPTIONAL = "more_optional"
    WHOLE = "whole"  # what the last check digit is made of


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one line, counted from 0; `end` is the first that no longer belongs."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """One layout: the size, where each field stands, and which characters prove which others."""

    layout: Layout
    lines: int
    letters: int
    spans: dict[Field, Span]
    checks: dict[Field, Span]
    whole: tuple[Span, ...] = ()


def _second_line(*, optional_until: int, names_until: int) -> dict[Field, Span]:
    """What passports, larger cards and visas have in common."""
    return {
        Field.DOCUMENT: Span(0, 0, 2),
        Field.ISSUER: Span(0, 2, 5),
        Field.NAMES: Span(0, 5, names_until),
        Field.NUMBER: Span(1, 0, 9),
        Field.NATIONALITY: Span(1, 10, 13),
        Field.BORN: Span(1, 13, 19),
        Field.SEX: Span(1, 20, 21),
        Field.EXPIRES: Span(1, 21, 27),
        Field.OPTIONAL: Span(1, 28, optional_until),
    }


_CHECKS = {Field.NUMBER: Span(1, 9, 10), Field.BORN: Span(1, 19, 20), Field.EXPIRES: Span(1, 27, 28)}

PLANS: tuple[Plan, ...] = (
    Plan(
        layout=Layout.TD1,
        lines=3,
        letters=30,
        spans={
            Field.DOCUMENT: Span(0, 0, 2),
            Field.ISSUER: Span(0, 2, 5),
            Field.NUMBER: Span(0, 5, 14),
            Field.OPTIONAL: Span(0, 15, 30),
            Field.BORN: Span(1, 0, 6),
            Field.SEX: Span(1, 7, 8),
            Field.EXPIRES: Span(1, 8, 14),
            Field.NATIONALITY: Span(1, 15, 18),
            Field.MORE_OPTIONAL: Span(1, 18, 29),
            Field.NAMES: Span(2, 0, 30),
        },
        checks={
            Field.NUMBER: Span(0, 14, 15),
            Field.BORN: Span(1, 6, 7),
            Field.EXPIRES: Span(1, 14, 15),
            Field.WHOLE: Span(1, 29, 30),
        },
        whole=(Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
    ),
    Plan(
        layout=Layout.TD2,
        lines=2,
        letters=36,
        spans=_second_line(optional_until=35, names_until=36),
        checks=_CHECKS | {Field.WHOLE: Span(1, 35, 36)},
        whole=(Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 35)),
    ),
    Plan(
        layout=Layout.TD3,
        lines=2,
        letters=44,
        spans=_second_line(optional_until=42, names_until=44),
        checks=_CHECKS | {Field.OPTIONAL: Span(1, 42, 43), Field.WHOLE: Span(1, 43, 44)},
        whole=(Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 43)),
    ),
    Plan(
        layout=Layout.MRV_A,
        lines=2,
        letters=44,
        spans=_second_line(optional_until=44, names_until=44),
        checks=_CHECKS,
    ),
    Plan(
        layout=Layout.MRV_B,
        lines=2,
        letters=36,
        spans=_second_line(optional_until=36, names_until=36),
        checks=_CHECKS,
    ),
)


def plan_for(lines: tuple[str, ...]) -> Plan | None:
    """The layout that has this size; a visa begins with V."""
    is_visa = bool(lines) and lines[0].startswith("V")
    for plan in PLANS:
        fits = len(lines) == plan.lines and all(len(line) == plan.letters for line in lines)
        if fits and is_visa == plan.layout.startswith("MRV"):
            return plan
    return None
