"""Words in the documents of one case, page by page, under the same walls as the documents themselves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import F, Q

from limen.domain.documents.queries.cards import Hit
from limen.domain.documents.queries.reach import pages_within
from limen.foundation.actors import Actor

MOST_HITS = 50
BEGINS, ENDS = "\x02", "\x03"  # around the words that were found; no text holds them
LONGEST_WORDS = 200


def words_found(case_id: UUID, words: str, *, by: Actor, at: datetime) -> list[Hit]:
    """Pages of the newest files of a case on which all the words stand; "in quotes" as they stand, -without.
    At most fifty, those of the documents received last first. One query."""
    asked = SearchQuery(words[:LONGEST_WORDS], config="simple", search_type="websearch")
    pages = pages_within(by, at=at).filter(
        Q(words=asked),
        case_id=case_id,
        version__number=F("version__document__latest"),
        version__document__set_aside_at=None,
    )
    around = SearchHeadline(
        "text", asked, config="simple", start_sel=BEGINS, stop_sel=ENDS, max_words=24, min_words=10
    )
    ordered = pages.order_by("-version__document__received_on", "-version__document_id", "number")
    rows = ordered.annotate(around=around).values_list(
        "version__document_id", "version__number", "version__document__title", "number", "around"
    )
    return [
        Hit(document_id=document, version=version, title=title, page=number, around=said)
        for document, version, title, number, said in rows[:MOST_HITS]
    ]
