"""The invented persons of the demonstration: names in their own scripts, births as people tell them.

None of them ever lived, and the numbers of their documents are invented; what was seen of them says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from limen.domain.cases.names import PartyPart
from limen.domain.people.names import (
    Belonging,
    Birth,
    DocumentKind,
    DocumentShown,
    InterpreterSex,
    InterpreterWish,
    LanguageTold,
    NameKind,
    NameTold,
    NationalityTold,
    PlaceTold,
    Reading,
    Registration,
    Sex,
    Told,
)
from limen.likeness.calendars import Calendar
from limen.likeness.days import (
    UncertainDay,
    about_year,
    between,
    exact_day,
    from_age,
    month_of,
    year_of,
)
from limen.likeness.names import Part, PartKind

_FAMILY, _FATHERS = PartKind.FAMILY, PartKind.FATHERS
_F, _M = Sex.FEMALE, Sex.MALE


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody in one case: a key by which the demonstration speaks of them, and what was told."""

    key: str
    reference: str
    part: PartyPart
    told: Registration


def _name(text: str, kind: PartKind, *, as_told: NameKind = NameKind.LEGAL) -> NameTold:
    given, _blank, second = text.partition(" ")
    parts = [Part(text=given, kind=PartKind.GIVEN)]
    if second:
        parts.append(Part(text=second, kind=kind))
    return NameTold(parts=tuple(parts), kind=as_told)


def _names(own: str, latin: str = "", kind: PartKind = _FAMILY) -> tuple[NameTold, ...]:
    """A name in its own script, and as a document writes it in Latin letters."""
    first = _name(own, kind)
    return (first, _name(latin, kind, as_told=NameKind.AS_ON_DOCUMENT)) if latin else (first,)


def _speaks(code: str, *more: str, reads: Reading = Reading.EASILY) -> tuple[LanguageTold, ...]:
    """Languages, the first one preferred for interpreting."""
    first = LanguageTold(language=code, reading=reads, is_preferred=True)
    return first, *(LanguageTold(language=one) for one in more)


def _of(country: str) -> tuple[NationalityTold, ...]:
    return (NationalityTold(belonging=Belonging.NATIONAL, country=country),)


def _shown(kind: DocumentKind, number: str, state: str, until: date | None) -> tuple[DocumentShown, ...]:
    return (DocumentShown(document=kind, number=number, issuing_state=state, valid_until=until),)


def _told(
    names: tuple[NameTold, ...],
    born: UncertainDay | None,
    sex: Sex,
    languages: tuple[LanguageTold, ...],
    nationalities: tuple[NationalityTold, ...] = (),
    documents: tuple[DocumentShown, ...] = (),
    *,
    from_where: PlaceTold | None = None,
    interpreter: InterpreterWish | None = None,
) -> Registration:
    return Registration(
        names=names,
        birth=Birth.told(born) if born else Birth(state=Told.UNKNOWN),
        sex=sex,
        sex_state=Told.TOLD,
        languages=languages,
        nationalities=nationalities,
        documents=documents,
        interpreter=interpreter,
        born_in=from_where or PlaceTold(),
    )


def _case(number: int) -> str:
    return f"OFP-2026-{number:05d}"


_HIJRI = exact_day(1411, 9, 14, calendar=Calendar.HIJRI, told="14 رمضان 1411")
_JALALI = exact_day(1365, 6, 2, calendar=Calendar.JALALI, told="۲ شهریور ۱۳۶۵")
_ETHIOPIC = month_of(1985, 4, calendar=Calendar.ETHIOPIC, told="ታኅሣሥ 1985")
_TWINS = exact_day(1994, 11, 30, told="30.11.1994")
_WOMAN = InterpreterWish(sex=InterpreterSex.FEMALE, sex_state=Told.TOLD, others="Nobody from her own town.")


def members(today: date) -> tuple[Member, ...]:
    """Everybody, case by case. Ages are counted from the day of the demonstration."""
    year = today.year
    return (*_alone(year), *_karimi(year), *_children(today), *_alike(), *_ukrainians(year))


def _alone(year: int) -> tuple[Member, ...]:
    return (
        _member("amina", 2, _told(
            _names("أمينة الحسيني", "Amina Al-Husayni"), _HIJRI, _F,
            _speaks("apc", "arb"), _of("SYR"),
            _shown(DocumentKind.PASSPORT, "N00123456", "SYR", date(year + 2, 5, 1)),
            from_where=PlaceTold.told(country="SYR", words="داريا"), interpreter=_WOMAN,
        )),
        _member("amanuel", 3, _told(
            _names("ኣማኑኤል ተስፋይ", "Amanuel Tesfay", _FATHERS), _ETHIOPIC, _M,
            _speaks("tir", "amh", reads=Reading.WITH_DIFFICULTY), _of("ERI"),
            from_where=PlaceTold.told(country="ERI", words="Senafe"),
        )),
        _member("grace", 10, _told(
            _names("Grace Mbeki Nakamura"), from_age(34, told_on=date(year, 3, 1), told="34 years"), _F,
            _speaks("eng", "lin"), _of("COD"),
        )),
        _member("tariq", 15, _told(
            _names("طارق الجبوري", "Tariq Al-Jabouri"), exact_day(1979, 1, 1, told="1.1.1979"), _M,
            _speaks("acm", reads=Reading.NOT),
            (NationalityTold(belonging=Belonging.STATELESS),),
            _shown(DocumentKind.IDENTITY_CARD, "00781224", "IRQ", date(year - 1, 2, 1)),
        )),
        _member("rosa", 13, _told(
            _names("Rosa Quispe Mamani"), between(date(1968, 1, 1), date(1970, 12, 31), told="1968–1970"),
            _F, _speaks("quz", "spa", reads=Reading.NOT), _of("PER"),
        )),
    )  # fmt: skip


def _karimi(year: int) -> tuple[Member, ...]:
    """A father, a mother and two children: a household."""
    prs = _speaks("prs")
    return (
        _member("reza", 9, _told(
            _names("محمدرضا کریمی", "Mohammad Reza Karimi"), _JALALI, _M, _speaks("prs", "pes"), _of("AFG"),
            _shown(DocumentKind.PASSPORT, "P00771903", "AFG", date(year + 1, 8, 1)),
        )),
        _member("fatema", 9, _told(
            _names("فاطمه حسینی", "Fatema Hosseini"),
            year_of(1368, calendar=Calendar.JALALI, told="۱۳۶۸"), _F,
            _speaks("prs", reads=Reading.WITH_DIFFICULTY), _of("AFG"),
        ), PartyPart.SPOUSE),
        _member("zahra", 9, _told(
            _names("زهرا کریمی", "Zahra Karimi"), exact_day(year - 9, 4, 17, told=f"17.4.{year - 9}"), _F,
            prs, _of("AFG"),
        ), PartyPart.CHILD),
        _member("ali", 9, _told(
            _names("علی کریمی", "Ali Karimi"), from_age(5, told_on=date(year, 2, 1), told="5 years"), _M,
            prs, _of("AFG"),
        ), PartyPart.CHILD),
    )  # fmt: skip


def _children(today: date) -> tuple[Member, ...]:
    """Two who came alone: one has a guardian, for the other nobody is appointed yet."""
    return (
        _member("selam", 12, _told(
            _names("ሰላም ገብረ", "Selam Gebre", _FATHERS),
            exact_day(today.year - 16, 6, 9, told=f"9.6.{today.year - 16}"), _F,
            _speaks("tir", reads=Reading.EASILY), _of("ERI"), interpreter=_WOMAN,
        )),
        _member("elif", 16, _told(
            _names("Elif Şahin"), year_of(today.year - 17, told=str(today.year - 17)), _F,
            _speaks("tur", "kmr"),
        )),
    )  # fmt: skip


def _alike() -> tuple[Member, ...]:
    """Two pairs: one man on record twice, and two brothers who are twins."""
    return (
        _member("ibrahima", 6, _told(
            _names("Ibrahima Diallo"), about_year(1995, give_or_take=2, told="vers 1995"), _M,
            _speaks("fuf", "fra", reads=Reading.NOT), _of("GIN"),
        )),
        _member("ibrahim", 30, _told(
            _names("Ibrahim Jallow"), year_of(1996, told="1996"), _M, _speaks("fuf"), _of("GIN"),
        ), PartyPart.FAMILY),
        _member("fatoumata", 30, _told(
            _names("Fatoumata Camara"), month_of(1999, 7, told="7/1999"), _F, _speaks("fuf", "fra"),
            _of("GIN"),
        )),
        _member("dmytro", 11, _told(
            _names("Дмитро Бондаренко", "Dmytro Bondarenko"), _TWINS, _M, _speaks("ukr", "rus"), _of("UKR"),
            _shown(DocumentKind.PASSPORT, "FX000112", "UKR", None),
        )),
        _member("danylo", 11, _told(
            _names("Данило Бондаренко", "Danylo Bondarenko"), _TWINS, _M, _speaks("ukr", "rus"), _of("UKR"),
            _shown(DocumentKind.PASSPORT, "FX000347", "UKR", None),
        ), PartyPart.FAMILY),
    )  # fmt: skip


def _ukrainians(year: int) -> tuple[Member, ...]:
    return (
        _member("oleksandra", 4, _told(
            _names("Олександра Шевченко", "Oleksandra Shevchenko"), exact_day(1987, 2, 24, told="24.2.1987"),
            _F, _speaks("ukr"), _of("UKR"),
            _shown(DocumentKind.PASSPORT, "FZ000908", "UKR", date(year + 4, 1, 1)),
        )),
        _member("lan", 7, _told(
            _names("Nguyễn Thị Lan", kind=PartKind.OTHER), None, _F,
            _speaks("vie"), (NationalityTold(belonging=Belonging.UNKNOWN),),
        )),
    )  # fmt: skip


def _member(key: str, number: int, told: Registration, part: PartyPart = PartyPart.APPLICANT) -> Member:
    return Member(key=key, reference=_case(number), part=part, told=told)
