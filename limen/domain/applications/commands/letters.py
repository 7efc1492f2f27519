"""Letters about an application: the acknowledgement, and what is missing. Each is kept as it was printed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from babel import dates

from limen.domain.applications import rules
from limen.domain.applications.events import Acknowledged, MissingAskedFor
from limen.domain.applications.models import Application
from limen.domain.applications.models import Letter as Row
from limen.domain.applications.names import LetterKind
from limen.domain.applications.queries.reach import locked_application
from limen.domain.applications.queries.sheets import ApplicationSheet, sheet_of
from limen.domain.cases.queries.parties import parties_of
from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.identity.models import Organisation
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if
from limen.law.applications import Need
from limen.outside.printing import CannotPrint, Letter, LetterPrinter, Typesetter

_printer: LetterPrinter = Typesetter()


@command("applications.acknowledge")
def acknowledge(
    application_id: UUID, *, person_id: UUID, language: str, letter_id: UUID, by: Actor, at: datetime
) -> Acknowledged:
    """Print for somebody of the case that the application was lodged. `language` is one of the pack's."""
    row, sheet, name = _of_somebody(application_id, person_id, by=by, at=at)
    refuse_if(rules.obstacles_to_acknowledging(state=row.state, is_party=name is not None))
    digest = _print(
        row, sheet, LetterKind.ACKNOWLEDGEMENT, sheet.type.acknowledgement, (),
        person=(person_id, name or ""), language=language, letter_id=letter_id, by=by, at=at,
    )  # fmt: skip
    return Acknowledged(
        case_id=row.case_id,
        application_id=application_id,
        letter_id=letter_id,
        person_id=person_id,
        language=language,
        digest=digest,
    )


@command("applications.ask_for_missing")
def ask_for_missing(
    application_id: UUID, *, person_id: UUID, language: str, letter_id: UUID, by: Actor, at: datetime
) -> MissingAskedFor:
    """Print a letter that asks somebody of the case for the evidence that is not in yet."""
    row, sheet, name = _of_somebody(application_id, person_id, by=by, at=at)
    items = rules.missing_evidence(
        sheet.type, sheet.answers, sheet.states, on=at.date(), needs=(Need.TO_LODGE, Need.TO_DECIDE)
    )
    refuse_if(
        rules.obstacles_to_asking_for_missing(is_anything_missing=bool(items), is_party=name is not None)
    )
    digest = _print(
        row, sheet, LetterKind.MISSING_EVIDENCE, sheet.type.missing_evidence,
        [item.says for item in items],
        person=(person_id, name or ""), language=language, letter_id=letter_id, by=by, at=at,
    )  # fmt: skip
    return MissingAskedFor(
        case_id=row.case_id,
        application_id=application_id,
        letter_id=letter_id,
        person_id=person_id,
        language=language,
        items=tuple(item.id for item in items),
        digest=digest,
    )


def _of_somebody(
    application_id: UUID, person_id: UUID, *, by: Actor, at: datetime
) -> tuple[Application, ApplicationSheet, str | None]:
    """The application, and the name of somebody of its case."""
    row = locked_application(application_id, by=by, at=at)
    parties = {one.person_id: one.called for one in parties_of(row.case_id, by=by, at=at) if one.called}
    return row, sheet_of(row, by=by, at=at), parties.get(person_id)


def _print(
    row: Application,
    sheet: ApplicationSheet,
    kind: LetterKind,
    text: str,
    items: Sequence[str],
    *,
    person: tuple[UUID, str],
    language: str,
    letter_id: UUID,
    by: Actor,
    at: datetime,
) -> str:
    """Print, keep what was said, and give the digest of the paper. Raises `Refused`."""
    letter = _written(row, sheet, text, items, name=person[1], language=language, by=by, at=at)
    try:
        digest = hashlib.sha256(_printer.letter(letter)).hexdigest()
    except CannotPrint as error:
        raise Refused([rules.not_printed()]) from error
    Row.objects.create(
        id=letter_id,
        application=row,
        case_id=row.case_id,
        person_id=person[0],
        letter=kind,
        language=language,
        said=asdict(letter) | {"printed_at": letter.printed_at.isoformat()},
        digest=digest,
        printed_by_id=by.id,
        printed_at=at,
    )
    return digest


def _written(
    row: Application,
    sheet: ApplicationSheet,
    text: str,
    items: Sequence[str],
    *,
    name: str,
    language: str,
    by: Actor,
    at: datetime,
) -> Letter:
    """What the letter says, by the text of the pack. Raises `Refused`."""
    texts = sheet.law.pack.letters.get(text, {})
    if language not in texts or language == "says":
        raise Refused([rules.no_such_letter()])
    case = case_sheet(row.case_id, by=by, at=at)
    zone = Organisation.objects.get(pk=by.organisation_id).time_zone
    filled = {
        "type": row.type_says,
        "reference": case.reference,
        "day": dates.format_date(row.lodged_on or row.made_on, "long", locale=language),
        "office": f"{case.organisation} · {case.unit}",
        "name": name,
    }
    return Letter(
        language=language,
        title=texts.get("says", "") if language == "en" else "",
        office=filled["office"],
        reference=case.reference,
        name=name,
        paragraphs=(_filled(texts[language], filled),),
        items=tuple(items),
        printed_at=at.astimezone(ZoneInfo(zone)).replace(tzinfo=None),
    )


def _filled(text: str, values: dict[str, str]) -> str:
    """The text with its braces filled in; a brace that names nothing stays as it is."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
