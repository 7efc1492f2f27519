"""Every question about documents, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from limen.domain.documents.queries import bundles, files, reach, redactions, searching, sheets
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_DOCUMENTS = {
    "documents_within": "a filter", "versions_within": "a filter", "pages_within": "a filter",
    "marks_within": "a filter", "files_waiting": "the worker's", "take": "the worker's",
    "say_what_was_seen": "the worker's", "bundles_within": "a filter", "bundles_waiting": "the worker's",
    "take_bundle": "the worker's", "pages_to_bind": "the worker's", "say_how_far": "the worker's",
    "say_it_is_bound": "the worker's", "boxes_within": "a filter", "redactions_within": "a filter",
    "redactions_waiting": "the worker's", "take_redaction": "the worker's", "pages_to_paint": "the worker's",
    "say_it_is_painted": "the worker's",
}  # fmt: skip


def asked_of_documents(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Documents of every case, and each of them with its pages and marks by its id."""
    by = scene.people[name].actor
    asker: dict[str, Any] = {"by": by, "at": at}
    cases = [row["id"] for row in facts.all("cases_case")]
    documents = [row["id"] for row in facts.all("documents_document")]
    marks = [row["id"] for row in facts.all("documents_mark")]
    bound = [row["id"] for row in facts.all("documents_bundle")]
    boxes = [row["id"] for row in facts.all("documents_box")]
    return {
        "boxed": each(lambda key, **who: redactions.boxed(key, 1, **who), documents, **asker),
        "redactions_of": each(redactions.redactions_of, documents, **asker),
        "place_of_box": each(redactions.place_of_box, boxes, **asker),
        "locked_box": each(lambda key, **who: reach.locked_box(key, **who).pk, boxes, **asker),
        "bindable_of": each(bundles.bindable_of, cases, **asker),
        "bundles_of": each(bundles.bundles_of, cases, **asker),
        "bundle_card": each(bundles.bundle_card, bound, **asker),
        "file_of_bundle": each(bundles.file_of_bundle, bound, **asker),
        "documents_of": each(lambda key, **who: sheets.documents_of(key, **who).cards, cases, **asker),
        "document_sheet": each(sheets.document_sheet, documents, **asker),
        "reading_of": each(lambda key, **who: sheets.reading_of(key, 1, 1, **who), documents, **asker),
        "place_of_mark": each(sheets.place_of_mark, marks, **asker),
        "original_of": each(lambda key, **who: files.original_of(key, 1, **who), documents, **asker),
        "picture_of": each(lambda key, **who: files.picture_of(key, 1, 1, **who), documents, **asker),
        "words_found": each(lambda key, **who: searching.words_found(key, "canary", **who), cases, **asker),
        "locked_document": each(lambda key, **who: reach.locked_document(key, **who).pk, documents, **asker),
        "locked_mark": each(lambda key, **who: reach.locked_mark(key, **who).pk, marks, **asker),
    }
