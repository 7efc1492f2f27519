"""What was filed with the invented immigration service: petitions for relatives, and work permits.

Nobody in them ever lived. Days are counted back from the day of the demonstration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from limen.domain.cases.names import PartyPart
from limen.domain.people.names import (
    Belonging,
    Birth,
    LanguageTold,
    NameTold,
    NationalityTold,
    Registration,
    Sex,
    Told,
)
from limen.likeness.days import year_of
from limen.likeness.names import Part, PartKind

FAMILY, PERMIT = "family_reunification", "work_permit"
# Stand for whoever petitions or applies, and for the relative, in an answer to a question for a person.
FIRST, RELATIVE = "@first", "@relative"
_F, _M = Sex.FEMALE, Sex.MALE
Answers = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Filing:
    """One case: who is in it, what was filed how long ago, and the papers with it. Without `lodged` it is
    still being filled in."""

    number: int
    called: str
    type: str
    days_ago: int
    people: tuple[tuple[PartyPart, Registration], ...]
    answers: Answers
    papers: tuple[str, ...] = ()
    lodged: bool = True

    @property
    def reference(self) -> str:
        """As it stands on every paper."""
        return f"AWS-2026-{self.number:05d}"


def filings(on: date) -> Iterator[Filing]:
    """Everything that was filed, the oldest first."""
    yield Filing(
        number=1, called="Mariam Sesay", type=FAMILY, days_ago=120,
        people=(_petitioner("Mariam", "Sesay", _F, 1988, "SLE"), _spouse("Abu", "Sesay", _M, 1985, "SLE")),
        answers=_petition(on, granted=500, relationship="spouse", where="GIN"),
        papers=("status_of_petitioner", "relationship", "photograph"),
    )  # fmt: skip
    yield Filing(
        number=2, called="Rafael Ortiz Vega", type=PERMIT, days_ago=26,
        people=(_applicant("Rafael", "Ortiz Vega", _M, 1979, "NIC"),),
        answers=_permit(on, asylum_filed=215, arrived=240),
        papers=("asylum_receipt", "identity", "photographs", "fee"),
    )  # fmt: skip
    yield Filing(
        number=3, called="Nasrin Wardak", type=FAMILY, days_ago=60,
        people=(_petitioner("Nasrin", "Wardak", _F, 1991, "AFG"), _child("Laila", "Wardak", _F, 2011, "AFG")),
        answers=_petition(on, granted=300, relationship="child", where="PAK"),
        papers=("status_of_petitioner", "photograph"),
    )  # fmt: skip
    yield Filing(
        number=4, called="Thiha Zaw", type=PERMIT, days_ago=2,
        people=(_applicant("Thiha", "Zaw", _M, 1996, "MMR"),),
        answers={"asylum_application": _permit(on, asylum_filed=160, arrived=190)["asylum_application"]},
        lodged=False,
    )  # fmt: skip
    yield Filing(
        number=5, called="Getachew Alemu", type=FAMILY, days_ago=90,
        people=(_petitioner("Getachew", "Alemu", _M, 1976, "ETH"), _child("Hanna", "Alemu", _F, 2009, "ETH")),
        answers=_petition(on, granted=420, relationship="child", where="KEN"),
        papers=("status_of_petitioner", "relationship", "photograph"),
    )  # fmt: skip
    yield Filing(
        number=6, called="Ketevan Lomidze", type=PERMIT, days_ago=40,
        people=(_applicant("Ketevan", "Lomidze", _F, 1984, "GEO"),),
        answers=_permit(on, asylum_filed=130, arrived=170),
        papers=("asylum_receipt", "identity", "photographs", "fee"),
    )  # fmt: skip
    yield Filing(
        number=7, called="Yohana Tesfay", type=FAMILY, days_ago=75,
        people=(
            _petitioner("Yohana", "Tesfay", _F, 1990, "ERI"), _spouse("Filmon", "Tesfay", _M, 1987, "ERI"),
        ),
        answers=_petition(on, granted=260, relationship="spouse", where="SDN"),
        papers=("status_of_petitioner", "relationship"),
    )  # fmt: skip


def _petition(on: date, *, granted: int, relationship: str, where: str) -> Answers:
    asked = {"married_on": "2012-05-19"} if relationship == "spouse" else {"child_unmarried": "yes"}
    return {
        "petitioner": {
            "petitioner": FIRST,
            "status_by": "asylum",
            "asylum_granted_on": (on - timedelta(days=granted)).isoformat(),
            "is_principal": "yes",
            "later_than_two_years": "no",
        },
        "beneficiary": {
            "beneficiary": RELATIVE,
            "relationship": relationship,
            "where_now": where,
            "reached_at": "Sample words (invented): by telephone, through the petitioner's sister.",
            **asked,
        },
    }


def _permit(on: date, *, asylum_filed: int, arrived: int) -> Answers:
    return {
        "asylum_application": {
            "asylum_filed_on": (on - timedelta(days=asylum_filed)).isoformat(),
            "before": "uscis",
            "receipt_number": "ZZZ0000000000 (invented)",
            "earlier_permit": "no",
        },
        "permit": {
            "arrived_on": (on - timedelta(days=arrived)).isoformat(),
            "wants_number": "yes",
            "arrested": "no",
        },
    }


def _petitioner(given: str, family: str, sex: Sex, year: int, country: str) -> tuple[PartyPart, Registration]:
    return PartyPart.SPONSOR, _told(given, family, sex, year, country)


def _applicant(given: str, family: str, sex: Sex, year: int, country: str) -> tuple[PartyPart, Registration]:
    return PartyPart.APPLICANT, _told(given, family, sex, year, country)


def _spouse(given: str, family: str, sex: Sex, year: int, country: str) -> tuple[PartyPart, Registration]:
    return PartyPart.SPOUSE, _told(given, family, sex, year, country)


def _child(given: str, family: str, sex: Sex, year: int, country: str) -> tuple[PartyPart, Registration]:
    return PartyPart.CHILD, _told(given, family, sex, year, country)


def _told(given: str, family: str, sex: Sex, year: int, country: str) -> Registration:
    parts = (Part(text=given, kind=PartKind.GIVEN), Part(text=family, kind=PartKind.FAMILY))
    return Registration(
        names=(NameTold(parts=parts),),
        birth=Birth.told(year_of(year, told=str(year))),
        sex=sex,
        sex_state=Told.TOLD,
        languages=(LanguageTold(language="eng", is_preferred=True),),
        nationalities=(NationalityTold(belonging=Belonging.NATIONAL, country=country),),
    )
