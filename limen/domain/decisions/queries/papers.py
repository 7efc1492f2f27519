"""What the papers of a decision say: the decision itself, and the letter that tells somebody of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from limen.domain.cases.models import Case
from limen.domain.deadlines.queries.seen import clocks_seen_by
from limen.domain.decisions.queries.cards import DecisionSheet, ServiceCard, SourceCard
from limen.domain.decisions.queries.citing import shown_words
from limen.domain.decisions.queries.fields import day_said
from limen.domain.decisions.rules.texts import RunKind, blocks_of
from limen.domain.identity.models import Organisation
from limen.foundation.actors import Actor
from limen.outside.printing import Paper, PaperPart, languages_for

_GAP = re.compile(r"\{[a-z_]+\}")


def office_of(case_id: UUID, *, by: Actor) -> Organisation:
    """The organisation whose case it is, for its language and its clock on the wall."""
    ours = Case.objects.select_related("organisation").filter(organisation_id=by.organisation_id)
    return ours.get(pk=case_id).organisation


def decision_paper(
    sheet: DecisionSheet, fields: Mapping[str, str], *, office: Organisation, at: datetime
) -> Paper:
    """The decision as it is printed, with its fields filled; fixed words are in that of the office."""
    with translation.override(office.language):
        parts = tuple(
            PaperPart(
                title=str(section.says),
                paragraphs=_paragraphs(sheet.content.sections.get(section.id, ""), fields, sheet.sources),
                language=office.language,
            )
            for section in sheet.structure.sections
        )
        signed = ""
        if fields.get("signed_by"):
            told = {"name": fields["signed_by"], "day": fields.get("signed_on", "")}
            signed = _("Signed by %(name)s on %(day)s") % told
        return Paper(
            language=office.language,
            title=_("Decision"),
            office=f"{fields['authority']} · {fields['unit']}",
            reference=fields["reference"],
            facts=(
                (_("Reference"), fields["reference"]),
                (_("Persons"), fields["persons"]),
                (_("Born"), fields["born"]),
                (_("Nationality"), fields["nationality"]),
                (_("Decision"), fields["outcomes"]),
                (_("By the law of"), sheet.law.pack.says),
            ),
            parts=parts,
            notes_title=_("Sources"),
            notes=tuple(one.line for one in sheet.sources),
            signed=signed,
            printed_at=at.astimezone(ZoneInfo(office.time_zone)).replace(tzinfo=None),
        )


def _paragraphs(text: str, fields: Mapping[str, str], sources: Sequence[SourceCard]) -> tuple[str, ...]:
    """The paragraphs of a section; a source is a number, and stands among the notes. What is cited is said in
    brackets before its number."""
    cited = {str(one.key): one.number for one in sources if one.key is not None}
    told = {one.words: one.number for one in sources if one.key is None}
    found = []
    for block in blocks_of(text, fields, shown_words(sources)):
        said = ""
        for run in block.runs:
            match run.kind:
                case RunKind.SOURCE:
                    said += f" [{told[run.says]}]"
                case RunKind.CITED:
                    said += f"({run.says}) [{cited[run.name]}]"
                case _words:
                    said += run.says
        found.append(said)
    return tuple(found)


def letter_paper(
    sheet: DecisionSheet, service: ServiceCard, *, office: Organisation, by: Actor, at: datetime
) -> Paper:
    """The letter to one person: what was decided, and how and until when it can be challenged, in a language
    they understand where the pack has words in it, and in English beside it. One query."""
    person = next(one for one in sheet.card.persons if one.person_id == service.person_id)
    clock = clocks_seen_by(by, at=at).filter(pk=service.clock_id).first() if service.clock_id else None
    languages = languages_for(service.language, office.language)
    parts = []
    for language in languages:
        day = day_said(service.last_day, language)
        told = {"day": day, "term": clock.value if clock else ""}
        clause = _clause(sheet, person.remedy, language, told)
        with translation.override(language):
            said = [_("The decision in your case: %(outcome)s.") % {"outcome": person.outcome_says}]
            if clause:
                said.append(clause)
            elif service.last_day:
                said.append(_("You can challenge it. The last day is %(day)s.") % {"day": day})
            else:
                said.append(_("Ask us, or an adviser, whether and how you can challenge it."))
            title = _("What was decided")
        parts.append(PaperPart(title=title, paragraphs=tuple(said), language=language))
    with translation.override(languages[0]):
        return Paper(
            language=languages[0],
            title=_("Letter about the decision"),
            office=f"{sheet.fields['authority']} · {sheet.fields['unit']}",
            reference=sheet.fields["reference"],
            facts=((_("Reference"), sheet.fields["reference"]), (_("Name"), person.called)),
            parts=tuple(parts),
            notes_title="",
            notes=(),
            signed="",
            printed_at=at.astimezone(ZoneInfo(office.time_zone)).replace(tzinfo=None),
        )


def _clause(sheet: DecisionSheet, remedy: str, language: str, told: Mapping[str, str]) -> str:
    """The pack's clause on this remedy in that language: its own, or the usual one; nothing when it asks for
    what nobody told, or when there is no remedy."""
    letters = sheet.law.pack.letters
    clauses = letters.get(f"remedy_clause_{remedy}") or letters.get("remedy_clause", {})
    text = clauses.get(language, "") if remedy else ""
    for name, says in told.items():
        text = text.replace(f"{{{name}}}", says) if says else text
    return "" if _GAP.search(text) else text
