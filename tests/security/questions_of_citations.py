"""Every question about what can be cited, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from limen.domain.citations.names import BlockKey, Key, MomentKey, PageKey, PassageKey, short
from limen.domain.citations.queries import ends, moments, offering, resolving
from limen.domain.interviews.models import Block
from limen.domain.interviews.queries.reach import within_file
from tests.security.questions_of_the_law import Asked
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_CITATIONS = {
    "page_words": "of a loaded row", "page_line": "of a loaded row", "block_words": "of a loaded row",
    "block_line": "of a loaded row", "confidential_words": "of a name", "unseen_words": "of a name",
    "moment_words": "of a loaded row", "moment_line": "of a loaded row", "heard_at": "a sum of two times",
    "block_at": "of loaded rows", "end_of": "an expression", "only": "of loaded rows",
    "passage_words": "of a loaded row", "passage_line": "of a loaded row",
}  # fmt: skip


def asked_of_citations(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every document with its mark and every block there is, by its name, in every case."""
    by = scene.people[name].actor
    asker: dict[str, Any] = {"by": by, "at": at}
    cases = [row["id"] for row in facts.all("cases_case")]
    heard = [row["id"] for row in facts.all("interviews_interview")]
    blocks = list(Block.objects.filter(within_file(by, at=at)).order_by("id"))
    keys: list[Key] = [BlockKey(of=short(one), block=number) for one in heard for number in (1, 2)]
    for row in facts.all("documents_version"):
        keys.append(PageKey(of=short(row["document_id"]), version=row["number"], page=1))
    keys += [MomentKey(of=short(row["id"]), second=2) for row in facts.all("interviews_recording")]
    for row in facts.all("country_passage"):
        keys.append(PassageKey(of=short(row["report_id"]), page=row["page"], number=row["number"]))
    for row in facts.all("documents_mark"):
        version = facts.one("documents_version", row["version_id"])
        end = short(row["id"])
        keys.append(PageKey(of=short(version["document_id"]), version=version["number"], page=1, mark=end))
    return {
        "cited": lambda: [resolving.cited(keys, case, language="en", **asker) for case in cases],
        "citable": lambda: [
            offering.citable(case, words, **asker) for case in cases for words in ("", "canary")
        ],
        "numbered": lambda: [
            (one.pk, one.words) for rows in ends.numbered(heard, **asker).values() for one in rows
        ],
        "moments": lambda: [
            moments.moments([one for one in keys if isinstance(one, MomentKey)], case, **asker)
            for case in cases
        ],
        "heard_in": lambda: moments.heard_in(blocks, **asker),
    }
