"""The invented cases of the demonstration: names in several scripts, and what was noted about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from limen.domain.identity.names import Compartment
from limen.site.demo.people import COUNSELLING, NORTH, SOUTH


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One invented case: where it lies, who opened it how long ago, and who holds it."""

    number: int
    reference: str
    called: str
    unit: str
    opened_by: str
    held_by: str | None
    assigned_by: str | None
    days_ago: int


@dataclass(frozen=True, kw_only=True)
class Words:
    """An invented note."""

    compartment: Compartment
    text: str


_NORTH = (
    """
Amina Warsame|أمينة الحسيني|ኣማኑኤል ተስፋይ|Олександра Шевченко|Juan Ángel Ñáñez|Ibrahima Diallo|Nguyễn Thị Lan
Family Rahimi|محمد رضا کریمی|Grace Mbeki Nakamura|Дмитро Бондаренко|ሰላም ገብረ|Rosa Quispe Mamani|Sofía Iñíguez
Tariq Al-Jabouri|Elif Şahin|Jean-Baptiste Nkurunziza|سیما احمدزی|Mehret Haile|Айгуль Сеитова|Pavel Ionescu
Hodan Abdi|Family Osmani|Blessing Eze|عمر الخطيب|Marta Kowalczyk|Nino Beridze|Tsering Lhamo|Aung Min
Fatoumata Camara|Олег Мельник|رنا درويش|ዳዊት ኪዳነ|Kwame Boateng
""".strip()
    .replace("\n", "|")
    .split("|")
)
_SOUTH = (
    """
Zainab Haidari|Марія Гончар|خالد يوسف|Daniel Okonkwo|Yohannes Berhe|Family Petrosyan|Lucía Fernández
Arben Hoxha|نور الدين صالح|Svetlana Ruseva|Abdi Farah|ትርሓስ መሓሪ|Emmanuel Bizimana|Nadia Belkacem
Богдан Савчук|Perla Castillo|هدى العلي|Samira Qasemi
""".strip()
    .replace("\n", "|")
    .split("|")
)
_HOUSEHOLDS = (
    "Household 12", "Household 15", "Household 21", "Household 22",
    "Household 30", "Household 34", "Household 41", "Household 43",
)  # fmt: skip
_HOLDERS = {
    NORTH: ("yusuf", "ngozi", None, "lars", "yusuf", "ngozi"),
    SOUTH: ("olena", "leila", "olena"),
    COUNSELLING: (None,),
}


def samples() -> Iterator[Sample]:
    """Every case, the oldest first."""
    for number, called in enumerate(_NORTH, 1):
        yield _sample(number, f"OFP-2026-{number:05d}", called, NORTH, "tenzin", "ruth")
    for number, called in enumerate(_SOUTH, 41):
        yield _sample(number, f"OFP-2026-{number:05d}", called, SOUTH, "teodora", "teodora")
    for number, called in enumerate(_HOUSEHOLDS, 1):
        yield _sample(number, f"HH-2026-{number:03d}", called, COUNSELLING, "miriam", None)


def _sample(
    number: int, reference: str, called: str, unit: str, opened_by: str, assigned_by: str | None
) -> Sample:
    holders = _HOLDERS[unit]
    return Sample(
        number=number,
        reference=reference,
        called=called,
        unit=unit,
        opened_by=opened_by,
        held_by=holders[number % len(holders)],
        assigned_by=assigned_by,
        days_ago=101 - 11 * number if unit == COUNSELLING else 158 - 5 * number // 2,
    )


_GENERAL = (
    "Sample note (invented): First conversation. The person would like to speak through an interpreter and "
    "asked for a pause every half hour.",
    "Sample note (invented): Proof of address received and copied. The original was given back.",
    "Sample note (invented): Asked when the next step will be. Explained the order of steps and that nobody "
    "can promise a day.",
    "Sample note (invented): A letter came back by post. New address to be asked for at the next contact.",
    "ملاحظة تجريبية (مُختلَقة): طلب الشخص مترجمة شفوية، وأُبلغ بأن الطلب سُجّل.",
    "Пробна нотатка (вигадана): Людина просить надсилати листи електронною поштою.",
    "Note d'exemple (inventée) : la personne est venue avec une amie et a apporté deux documents.",
)
_CLOSED = (
    Words(
        compartment=Compartment.MEDICAL,
        text="Sample note (invented): A medical report of four pages was received. It is kept with the "
        "documents and not repeated here.",
    ),
    Words(
        compartment=Compartment.GBV,
        text="Sample note (invented): The person gave an account of violence. It is in the record of the "
        "conversation and not repeated here.",
    ),
    Words(
        compartment=Compartment.CHILD,
        text="Sample note (invented): A child of the family starts school in autumn; the guardian was told.",
    ),
)


def notes_of(number: int) -> tuple[Words, ...]:
    """What was noted about a case: something in the general part, and in some cases something closed."""
    general = Words(compartment=Compartment.GENERAL, text=_GENERAL[number % len(_GENERAL)])
    later = Words(compartment=Compartment.GENERAL, text=_GENERAL[(number * 3 + 1) % len(_GENERAL)])
    closed = _CLOSED[number // 3 % len(_CLOSED)]
    return (general, closed, later) if number % 3 == 0 else (general, later)
