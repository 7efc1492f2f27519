"""What a trial found, as tables: by term, by unit, by lead, by phase."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from limen.domain.cases.names import Phase
from limen.domain.deadlines.queries.lab import term_says
from limen.domain.deadlines.queries.tallies import Tally, TermTally
from limen.domain.deadlines.queries.trials import TrialCard
from limen.law.packs import Pack
from limen.web.components import Column, Empty, Fact, Row, Table, Tone, isolated, moment_mark, tag_mark
from limen.web.components.shapes import Text
from limen.web.requests import Request
from limen.workspaces.policy.frame import address

MOST_ROWS = 50
_BECOMES: dict[str, Text] = {
    "earlier": gettext_lazy("Due earlier"),
    "later": gettext_lazy("Due later"),
    "new": gettext_lazy("Would start"),
    "ended": gettext_lazy("No term any more"),
    "unanswerable": gettext_lazy("No answer"),
    "same": gettext_lazy("As now"),
}


def trials_table(request: Request, cards: Sequence[TrialCard]) -> Table:
    """The actor's own trials, the latest first."""
    rows = [
        Row(
            url=address("trial", card.id),
            cells=(
                isolated(card.says),
                moment_mark(card.begun_at, now=request.at, time_zone=request.person.time_zone),
                _state(card),
                _changed(card.tally),
            ),
        )
        for card in cards
    ]
    empty = Empty(
        sentence=_("You have tried nothing out yet."),
        advice=_("Change a file of a pack, send it here, and see whose clocks it would move."),
    )
    headers = (_("Pack"), _("Begun"), _("How far"), _("Would change"))
    return _table(_("Your trials"), headers, rows, empty)


def summary(request: Request, card: TrialCard) -> list[Fact]:
    """The few figures that matter most."""
    tally = card.tally
    begun = moment_mark(card.begun_at, now=request.at, time_zone=request.person.time_zone)
    return [
        Fact(term=_("Begun"), value=begun),
        Fact(term=_("Open cases looked at"), value=_number(tally.cases)),
        Fact(term=_("Cases that would change"), value=_number(tally.changed_cases)),
        Fact(term=_("Clocks worked out"), value=_number(tally.clocks)),
        Fact(term=_("Clocks that would change"), value=_number(tally.changed_clocks)),
        Fact(term=_("Edition"), value=format_html("<code>{}</code>", card.fingerprint[:16])),
    ]


def by_term(tally: Tally, pack: Pack) -> Table:
    """What would become of the clocks of each term, the most changed first."""
    terms = sorted(tally.terms.items(), key=lambda pair: (-pair[1].changed, pair[0]))
    rows = [
        Row(
            cells=(
                isolated(term_says(pack, id), "en"),
                *(_number(term.counts[kind]) for kind in _BECOMES),
                _days(term),
                _alarm(term),
            )
        )
        for id, term in terms
    ]
    headers = (_("Term"), *_BECOMES.values(), _("By"), _("Attention"))
    empty = Empty(sentence=_("No clock of this pack was found so far."))
    return _table(_("By term"), headers, rows, empty, numbers=range(1, 1 + len(_BECOMES)))


def by_unit(tally: Tally) -> Table:
    """Whose clocks would change, by unit."""
    rows = [Row(cells=(_unit(unit), _number(count))) for unit, count in tally.by_unit.most_common(MOST_ROWS)]
    empty = Empty(sentence=_("No unit would notice anything."))
    return _table(_("By unit"), (_("Unit"), _("Clocks that would change")), rows, empty, numbers=(1,))


def by_lead(tally: Tally) -> Table:
    """Whose clocks would change, by the person who leads the case."""
    named = [(key, count) for key, count in tally.by_lead.most_common() if key[0]]
    rows = [
        Row(cells=(isolated(lead) if lead else _("Nobody leads them"), isolated(unit), _number(count)))
        for (unit, lead), count in named[:MOST_ROWS]
    ]
    empty = Empty(sentence=_("Nobody would notice anything."))
    headers = (_("Who leads the case"), _("Unit"), _("Clocks that would change"))
    return _table(_("By person"), headers, rows, empty, numbers=(2,))


def by_phase(tally: Tally) -> Table:
    """How the open cases stand: steps and requirements of the difference touch those in their phase."""
    rows = [
        Row(cells=(Phase(phase).label if phase in Phase.values else phase, _number(count)))
        for phase, count in sorted(tally.by_phase.items(), key=lambda pair: -pair[1])
    ]
    empty = Empty(sentence=_("There is no open case."))
    return _table(_("Open cases by phase"), (_("Phase"), _("Open cases")), rows, empty, numbers=(1,))


def _table(
    caption: Text, headers: Sequence[Text], rows: list[Row], empty: Empty, *, numbers: Sequence[int] = ()
) -> Table:
    columns = tuple(Column(header=header, is_number=place in numbers) for place, header in enumerate(headers))
    return Table(caption=caption, columns=columns, rows=tuple(rows), empty=empty)


def _state(card: TrialCard) -> SafeString:
    if card.done_at is not None:
        return tag_mark(_("Done"), Tone.DONE)
    return tag_mark(_("%(percent)s %%") % {"percent": card.percent})


def _changed(tally: Tally) -> str:
    said = ngettext("%(count)s open case", "%(count)s open cases", tally.changed_cases)
    return said % {"count": f"{tally.changed_cases:,}"}


def _days(term: TermTally) -> str:
    if not term.least_days and not term.most_days:
        return ""
    if term.least_days == term.most_days or not (term.least_days and term.most_days):
        days = term.least_days or term.most_days
        return ngettext("up to %(count)s day", "up to %(count)s days", abs(days)) % {"count": f"{days:+}"}
    return _("%(least)s to %(most)s days") % {"least": f"{term.least_days:+}", "most": f"{term.most_days:+}"}


def _alarm(term: TermTally) -> SafeString | str:
    if term.runs_out:
        said = ngettext("%(count)s would be over at once", "%(count)s would be over at once", term.runs_out)
        return tag_mark(said % {"count": term.runs_out}, Tone.DANGER)
    return isolated(term.trouble, "en") if term.trouble else ""


def _unit(unit: str) -> SafeString | str:
    return isolated(unit) if unit else _("Not to be named: protected parts of files")


def _number(count: int) -> str:
    return f"{count:,}" if count else "0"
