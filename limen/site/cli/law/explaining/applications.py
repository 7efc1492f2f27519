"""An application type in words: what is asked, which evidence, and which clocks lodging starts."""

from __future__ import annotations

from collections.abc import Iterator

from limen.law.applications import ApplicationType, Question
from limen.law.portraying.applications import said
from limen.site.cli.law.explaining.dated import days, sourced
from limen.site.cli.law.words import plain, wrapped


def of_application(one: ApplicationType) -> Iterator[str]:
    """Everything it says."""
    yield f"  procedure     {one.procedure}, at “{one.lodged_at}” once lodged; made by the {one.made_by}"
    yield wrapped(days(one.since, one.until), first="  ")
    yield from sourced(one.source, one.certainty, "", one.note, indent="      ")
    for section in one.form:
        yield ""
        yield f"{section.id}: {section.says}"
        for question in section.questions:
            yield _asked(question)
    for item in one.evidence.values():
        waived = "; may be waived" if item.may_be_waived else ""
        when = f"; only when {said(item.only_when)}" if item.only_when else ""
        yield ""
        yield wrapped(f"{item.id}: {item.says} ({plain(item.need)}{waived}{when})", first="  ", rest="    ")
        yield from sourced(item.source, item.certainty, "", item.note, indent="      ")
    for clock in one.starts:
        facts = ", ".join(f"{fact} from {known_from}" for fact, known_from in clock.facts)
        yield wrapped(f"lodging starts {clock.term} ({facts})", first="  ", rest="    ")
    yield wrapped(f"may end in: {', '.join(one.outcomes)}", first="  ", rest="    ")
    for part in one.decision.sections:
        yield wrapped(f"decision, {part.id}: {part.says}. {part.prompt}", first="  ", rest="    ")


def _asked(one: Question) -> str:
    must = ", must be answered" if one.is_required else ""
    when = f"; only when {said(one.only_when)}" if one.only_when else ""
    answers = f": {', '.join(code for code, _says in one.one_of)}" if one.one_of else ""
    return wrapped(f"{one.id}: {one.says} ({plain(one.kind)}{answers}{must}{when})", first="  ", rest="    ")
