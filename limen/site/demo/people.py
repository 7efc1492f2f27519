"""The invented people of the demonstration, their organisations, and what each is cleared for."""

from __future__ import annotations

from dataclasses import dataclass

from limen.domain.identity.names import Compartment, OrganisationKind, Role
from limen.foundation.actors import Reach


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """An invented organisation and its units."""

    key: str
    name: str
    kind: OrganisationKind
    units: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """An invented person: where they work, as what, and how far that reaches. `speaks` are codes of
    languages."""

    key: str
    name: str
    organisation: str
    unit: str
    role: Role
    reach: Reach = Reach.ASSIGNED
    language: str = "en"
    cleared_for: tuple[Compartment, ...] = ()
    speaks: tuple[str, ...] | None = None

    @property
    def login(self) -> str:
        """What they would type to sign in."""
        return f"{self.key}@demo.invalid"


NORTH, SOUTH, COUNSELLING = "Asylum unit north", "Asylum unit south", "Counselling"
FAMILY_AND_WORK = "Family and work unit"

ORGANISATIONS = (
    Organisation(
        key="office",
        name="Office for Protection, Republic of Aldoria (invented)",
        kind=OrganisationKind.AUTHORITY,
        units=(NORTH, SOUTH),
    ),
    Organisation(
        key="harbour", name="Harbour House (invented)", kind=OrganisationKind.AGENCY, units=(COUNSELLING,)
    ),
    Organisation(
        key="service",
        name="Immigration Service, State of Aldoria West (invented)",
        kind=OrganisationKind.AUTHORITY,
        units=(FAMILY_AND_WORK,),
    ),
)


PEOPLE = (
    Somebody(
        key="ruth", name="Ruth Okello", organisation="office", unit=NORTH, role=Role.SUPERVISOR,
        reach=Reach.WORK,
        cleared_for=(
            Compartment.CHILD, Compartment.GBV, Compartment.MEDICAL, Compartment.PROTECTED_IDENTITY,
        ),
    ),
    Somebody(
        key="yusuf", name="Yusuf Demirel", organisation="office", unit=NORTH, role=Role.CASE_OFFICER,
        reach=Reach.LIST, cleared_for=(Compartment.MEDICAL,),
    ),
    Somebody(
        key="ngozi", name="Ngozi Adebayo", organisation="office", unit=NORTH, role=Role.CASE_OFFICER,
        reach=Reach.READ, cleared_for=(Compartment.CHILD, Compartment.GBV, Compartment.MEDICAL),
    ),
    Somebody(
        key="lars", name="Lars Lindqvist", organisation="office", unit=NORTH, role=Role.CASE_OFFICER,
        reach=Reach.LIST,
    ),
    Somebody(
        key="tenzin", name="Tenzin Dolma", organisation="office", unit=NORTH,
        role=Role.REGISTRATION_CLERK, reach=Reach.LIST,
    ),
    Somebody(
        key="teodora", name="Teodora Marin", organisation="office", unit=SOUTH, role=Role.SUPERVISOR,
        reach=Reach.WORK, language="fr", cleared_for=(Compartment.GBV, Compartment.TRAFFICKING),
    ),
    Somebody(
        key="olena", name="Олена Ковальчук", organisation="office", unit=SOUTH, role=Role.CASE_OFFICER,
        reach=Reach.WORK, language="uk",
        cleared_for=(Compartment.CHILD, Compartment.GBV, Compartment.TRAFFICKING),
    ),
    Somebody(
        key="leila", name="ليلى منصور", organisation="office", unit=SOUTH, role=Role.CASE_OFFICER,
        reach=Reach.READ, language="ar", cleared_for=(Compartment.MEDICAL,),
    ),
    Somebody(
        key="kaito", name="Kaito Mori", organisation="office", unit=NORTH, role=Role.ADMINISTRATOR
    ),
    Somebody(
        key="ana", name="Ana Luísa Ferreira", organisation="office", unit=NORTH, role=Role.AUDITOR
    ),
    Somebody(
        key="noor", name="Noor Haddadin", organisation="office", unit=NORTH, role=Role.POLICY_LEAD
    ),
    Somebody(
        key="pekka", name="Pekka Virtanen", organisation="office", unit=NORTH, role=Role.POLICY_LEAD
    ),
    Somebody(
        key="claire", name="Claire Dubois", organisation="office", unit=NORTH, role=Role.INTERPRETER,
        speaks=("ukr", "spa", "fra"),
    ),
    Somebody(
        key="amadou", name="Amadou Bah", organisation="harbour", unit=COUNSELLING,
        role=Role.CASEWORK_SUPERVISOR, reach=Reach.WORK, language="fr",
        cleared_for=(Compartment.CHILD, Compartment.GBV, Compartment.MEDICAL),
    ),
    Somebody(
        key="miriam", name="Miriam Haddad", organisation="harbour", unit=COUNSELLING,
        role=Role.CASEWORKER, reach=Reach.WORK, cleared_for=(Compartment.GBV, Compartment.MEDICAL),
    ),
    Somebody(
        key="samuel", name="Samuel Tesfaye", organisation="harbour", unit=COUNSELLING,
        role=Role.CASEWORKER, reach=Reach.LIST, cleared_for=(Compartment.CHILD,),
    ),
    Somebody(
        key="greta", name="Greta Vogel", organisation="harbour", unit=COUNSELLING,
        role=Role.ADMINISTRATOR, language="de",
    ),
    Somebody(
        key="ines", name="Inês Carvalho", organisation="harbour", unit=COUNSELLING, role=Role.POLICY_LEAD
    ),
    Somebody(
        key="tomasz", name="Tomasz Zieliński", organisation="harbour", unit=COUNSELLING,
        role=Role.POLICY_LEAD,
    ),
    Somebody(
        key="joy", name="Joy Anderson Reyes", organisation="service", unit=FAMILY_AND_WORK,
        role=Role.CASE_OFFICER, reach=Reach.WORK,
    ),
    Somebody(
        key="callum", name="Callum Whitehorse", organisation="service", unit=FAMILY_AND_WORK,
        role=Role.SUPERVISOR, reach=Reach.WORK, cleared_for=(Compartment.CHILD,),
    ),
    Somebody(
        key="lupe", name="Guadalupe Montes", organisation="service", unit=FAMILY_AND_WORK,
        role=Role.ADMINISTRATOR, language="es",
    ),
    Somebody(
        key="esther", name="Esther Kowalski", organisation="service", unit=FAMILY_AND_WORK,
        role=Role.POLICY_LEAD,
    ),
    Somebody(
        key="bruno", name="Bruno Tavares", organisation="service", unit=FAMILY_AND_WORK,
        role=Role.POLICY_LEAD,
    ),
)  # fmt: skip
KEEPERS = {"office": "kaito", "harbour": "greta", "service": "lupe"}
