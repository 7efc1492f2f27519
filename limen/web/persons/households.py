"""The households of a person: who lives there, since when and from whom that is known, and who has left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.queries.companions import others_in_cases_of
from limen.domain.families.queries.cards import DwellerCard, HouseholdCard
from limen.domain.families.queries.homes import homes_of
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.refusals import Obstacle
from limen.web.casefile.frame import Offer, address, may
from limen.web.components import Row, isolated
from limen.web.components.shapes import Text
from limen.web.persons.chapters import Chapter, end_link, lines, quiet_table
from limen.web.persons.frame import changing_obstacles, offer, offers, person_url
from limen.web.persons.words import period_words
from limen.web.requests import Request


def household_words(home: HouseholdCard) -> SafeString:
    """A household by those who live there."""
    return format_html_join(", ", "{}", ((isolated(one.person.called),) for one in home.present))


def homes_to_join(request: Request, sheet: PersonSheet) -> list[HouseholdCard]:
    """Households of those who share a case with the person, in which the person does not live."""
    others = others_in_cases_of(sheet.id, by=request.actor, at=request.at)
    found = homes_of((key for key, _called in others), by=request.actor, at=request.at)
    return [home for home in found if all(one.person.id != sheet.id for one in home.present)]


def nowhere_to_join(request: Request, sheet: PersonSheet) -> list[Obstacle]:
    """Why there is no household that the person could join, if there is none."""
    if homes_to_join(request, sheet):
        return []
    says = _("Nobody who shares a case with this person lives in another household on record.")
    return [Obstacle("no_household", says)]


def household_chapters(
    request: Request, sheet: PersonSheet, homes: Sequence[HouseholdCard]
) -> Iterator[Chapter]:
    """One chapter for each household, and at the end the ways into one."""
    for number, home in enumerate(homes, 1):
        yield _household(request, sheet, home, number)
    yield Chapter(
        id="households",
        title=_("Another household") if homes else _("Household"),
        under="" if homes else _("No household is on record."),
        offers=offers(
            _joining(request, sheet),
            offer(request, sheet, "families.form_household", _("Put a household on record")),
        ),
    )


def _household(request: Request, sheet: PersonSheet, home: HouseholdCard, number: int) -> Chapter:
    lives_here = any(one.person.id == sheet.id for one in home.present)
    before = [_dweller(request, sheet, one) for one in home.former]
    return Chapter(
        id=f"household-{number}",
        title=_("Household") if lives_here else _("Earlier household"),
        table=quiet_table(
            _("Who lives there"),
            (_("Who lives there"), _("Since when, and from whom"), _("Act")),
            [_dweller(request, sheet, one) for one in home.present],
            nothing=_("Nobody whom you may read lives there now."),
        ),
        earlier=quiet_table(_("Who has left"), (_("Who has left"), _("When, and why")), before, nothing="")
        if before
        else None,
    )


def _dweller(request: Request, sheet: PersonSheet, one: DwellerCard) -> Row:
    when: list[Text] = [period_words(one.since_on, one.until_on) or _("Since when is not recorded")]
    when += [source.label for source in (one.source, one.end_source) if source]
    name = isolated(one.person.called)
    url = person_url(request, one.person.id)
    if one.until_on is not None:
        return Row(cells=(name, lines([*when, isolated(one.end_why or "")])), url=url)
    ends = end_link(
        request, sheet, "families.leave_household", _("No longer there"), one.id, one.person.called
    )
    return Row(cells=(name, lines(when), ends), url=url)


def _joining(request: Request, sheet: PersonSheet) -> Offer | None:
    """The way into a household of others, or why there is none."""
    if not may(request, "families.join_household"):
        return None
    refused = changing_obstacles(sheet) or nowhere_to_join(request, sheet)
    url = address(request, "join_household", sheet.id)
    return Offer(label=_("Join a household"), url=url, refused=refused)
