"""Codes of states and of those who issue documents without being one (ICAO Doc 9303, part 3, section 5)."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """What a nationality code says that is not the code of a country."""

    STATELESS = "stateless"
    REFUGEE = "refugee"
    REFUGEE_OTHERWISE = "refugee_otherwise"
    UNSPECIFIED = "unspecified"


STANDINGS = {
    "XXA": Standing.STATELESS,  # Article 1 of the 1954 Convention
    "XXB": Standing.REFUGEE,  # Article 1 of the 1951 Convention and the 1967 Protocol
    "XXC": Standing.REFUGEE_OTHERWISE,
    "XXX": Standing.UNSPECIFIED,
}
# Written otherwise than in ISO 3166-1. Kosovo has no code there; XKX is what most registers use.
_COUNTRIES = {
    "D": "DEU",
    "RKS": "XKX",
    "UNK": "XKX",
    **dict.fromkeys(("GBD", "GBN", "GBO", "GBP", "GBS"), "GBR"),
}
# Organisations and other issuers, and Utopia, the country of specimens.
NOT_COUNTRIES = frozenset("UNO UNA EUE XBA XIM XCC XCE XCO XEC XPO XES XMP XOM XDC XDD XXK UTO".split())


def country(code: str) -> str:
    """The ISO 3166-1 code of three letters; nothing when the code names no country."""
    if code in STANDINGS or code in NOT_COUNTRIES:
        return ""
    return _COUNTRIES.get(code, code if len(code) == 3 and code.isalpha() else "")


def spellings(code: str) -> frozenset[str]:
    """The code and every other one by which documents mean the same country."""
    meant = country(code)
    return frozenset(
        {code, *([meant] if meant else ()), *(one for one in _COUNTRIES if country(one) == meant)}
    )
