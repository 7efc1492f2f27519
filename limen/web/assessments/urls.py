"""The addresses of evidence boards, for one workspace. An act has its command's name after `board_`.

`of_id` is the fact beside which something lies; the id of the board itself is the account as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from limen.web.assessments import (
    account,
    acts_analysing,
    acts_differing,
    acts_facts,
    acts_looking,
    analysis,
    arguing,
    boards,
    citing,
    drafts,
    opening,
    printing,
    versions,
)
from limen.web.casefile.frame import roles_grant
from limen.web.page import page

Body = Callable[..., Any]
_ALL = "case/<uuid:case_id>/boards/"
_ONE = f"{_ALL}<uuid:board_id>/"
_READS = "assessments.state_fact"  # whoever works on boards
# The address, the page, its name, and the act it is for.
_PAGES: tuple[tuple[str, Body, str, str], ...] = (
    (_ALL, boards.case_boards, "case_boards", _READS),
    (f"{_ALL}open/", acts_facts.open_board, "board_open_board", "assessments.open_board"),
    (_ONE, boards.board, "board", _READS),
    (f"{_ALL}cite/", citing.board_cite, "board_cite", "assessments.link_evidence"),
    ("country/cite/", citing.cite_passage, "cite_passage", "assessments.link_evidence"),
    (f"{_ONE}board.pdf", printing.board_pdf, "board_pdf", _READS),
    (f"{_ONE}account/", account.account, "board_account", _READS),
    (f"{_ONE}analysis/", analysis.analysis, "board_analysis", _READS),
    (f"{_ONE}facts/state/", acts_facts.state_fact, "board_state_fact", "assessments.state_fact"),
    *(
        (f"{_ONE}{where}/", body, f"board_{act}", f"assessments.{act}")
        for where, body, act in (
            ("<uuid:of_id>/evidence", acts_facts.link_evidence, "link_evidence"),
            ("<uuid:of_id>/discrepancy", acts_differing.note_discrepancy, "note_discrepancy"),
            ("<uuid:discrepancy_id>/put", acts_differing.put_discrepancy, "put_discrepancy"),
            ("<uuid:discrepancy_id>/view", acts_differing.view_discrepancy, "view_discrepancy"),
            ("<uuid:of_id>/indicators", acts_looking.weigh_indicators, "weigh_indicators"),
            ("circumstances", acts_looking.consider_circumstances, "consider_circumstances"),
            ("distortions", acts_looking.consider_distortions, "consider_distortions"),
            ("<uuid:of_id>/conditions", acts_looking.answer_conditions, "answer_conditions"),
            ("<uuid:of_id>/conclude", acts_facts.conclude, "conclude"),
            ("<uuid:piece_id>/withdraw", acts_facts.withdraw_piece, "withdraw_piece"),
            ("account/state", account.state_happening, "state_happening"),
            ("<uuid:happening_id>/telling", account.add_telling, "add_telling"),
            ("analysis/open", opening.open_analysis, "open_analysis"),
            ("analysis/harms/state", acts_analysing.state_harm, "state_harm"),
            ("arguments/state", arguing.state_argument, "state_argument"),
            ("arguments/<uuid:argument_id>/leave", arguing.leave_argument, "leave_argument"),
            ("analysis/<slug:element>/<uuid:about_id>", acts_analysing.answer_question, "answer_question"),
        )
    ),
    (
        f"{_ONE}account/<uuid:happening_id>/",
        account.restate_happening,
        "board_restate_happening",
        "assessments.state_happening",
    ),
    (
        f"{_ONE}analysis/harms/<uuid:harm_id>/",
        acts_analysing.restate_harm,
        "board_restate_harm",
        "assessments.state_harm",
    ),
    (
        f"{_ONE}arguments/<uuid:argument_id>/",
        arguing.restate_argument,
        "board_restate_argument",
        "assessments.state_argument",
    ),
    (f"{_ONE}<uuid:piece_id>/versions/", versions.board_versions, "board_versions", _READS),
    (f"{_ONE}<uuid:fact_id>/fact/", acts_facts.restate_fact, "board_restate_fact", "assessments.state_fact"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """Evidence boards behind the door of this workspace; an act nobody there is granted has no page."""
    pages = [
        path(where, page(workspace, permission=act)(body), name=name)
        for where, body, name, act in _PAGES
        if roles_grant(workspace, act)
    ]
    # Sent by the script of a form, not by a person: it keeps no session alive.
    draft = page(workspace, permission=_READS, quietly=True)(drafts.board_draft)
    where = "drafts/board/<uuid:into_id>/<uuid:board_id>/<slug:slot>/"
    return [*pages, path(where, draft, name="board_draft")]
