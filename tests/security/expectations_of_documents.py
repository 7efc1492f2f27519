"""The tables of documents, as `expectations.py` holds the others."""

from __future__ import annotations

from limen.foundation.ids import new_id
from tests.security.documents_of_scene import (
    new_box,
    new_bundle,
    new_document,
    new_mark,
    new_part,
    new_redaction,
    new_version,
)
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import WORK, Fact, Facts, Somebody
from tests.security.scene import Scene


def _works_on(me: Somebody, row: Fact) -> bool:
    return row["compartment"] in me.clearances and me.reaches(row["case_id"], WORK)


def _documents(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for case in facts.all("cases_case"):
        for compartment in ("general", "gbv"):
            for by in (me.me, scene.people["costa"].id):
                row = new_document(case["id"], compartment, by, facts.now)
                rows.append((row, _works_on(me, row) and by == me.me))
    return [*rows, (rows[0][0] | {"set_aside_at": facts.now}, False)]


def _versions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Of every document, in its case and compartment and in others; never one that says it was looked at."""
    rows: list[Candidate] = []
    for document in facts.all("documents_document"):
        for case in {document["case_id"], scene.cast.case}:
            for compartment in {document["compartment"], "general"}:
                row = new_version(document["id"], case, compartment, me.me, facts.now) | {"number": 7}
                fits = case == document["case_id"] and compartment == document["compartment"]
                may = fits and me.sees_note(document) and _works_on(me, row)
                rows += [(row, may), (row | {"id": new_id(), "stored_as": new_id(), "state": "shown"}, False)]
    return rows


def _marks(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for version in facts.all("documents_version"):
        for case in {version["case_id"], scene.cast.case}:
            for by in (me.me, scene.people["costa"].id):
                row = new_mark(version["id"], case, version["compartment"], by, facts.now)
                fits = case == version["case_id"] and by == me.me
                rows.append((row, fits and me.sees_note(version) and _works_on(me, row)))
    return [*rows, (rows[0][0] | {"id": new_id(), "ended_at": facts.now}, False)]


def _owns_bundle(me: Somebody, row: Fact) -> bool:
    """Theirs, of a case they read, while they are cleared for everything in it."""
    rows = [{"case_id": row["case_id"], "compartment": one} for one in row["compartments"]]
    return row["asked_by_id"] == me.me and all(map(me.sees_earlier_text, rows))


def _owns_part(me: Somebody, row: Fact) -> bool:
    return _owns_bundle(me, me.facts.one("documents_bundle", row["bundle_id"])) and me.sees_earlier_text(row)


def _bundles(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for case in facts.all("cases_case"):
        for compartments in (["general"], ["gbv"], ["gbv", "general"]):
            for by in (me.me, scene.people["costa"].id):
                row = new_bundle(case["id"], compartments, by, facts.now)
                may = all(_works_on(me, {"case_id": case["id"], "compartment": one}) for one in compartments)
                rows.append((row, may and by == me.me))
    return [*rows, (rows[0][0] | {"id": new_id(), "state": "made", "stored_as": new_id()}, False)]


def _parts(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Of every bundle, every file: of another case or compartment than the bundle is for, too."""
    rows: list[Candidate] = []
    for bundle in facts.all("documents_bundle"):
        for version in facts.all("documents_version"):
            row = new_part(bundle["id"], version["id"], version["case_id"], version["compartment"])
            fits = (
                bundle["case_id"] == version["case_id"] and version["compartment"] in bundle["compartments"]
            )
            may = fits and _owns_bundle(me, bundle) and me.sees_note(version) and _works_on(me, version)
            rows.append((row | {"place": 7}, may))
    return rows


def _boxes(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for version in facts.all("documents_version"):
        for case in {version["case_id"], scene.cast.case}:
            for by in (me.me, scene.people["costa"].id):
                row = new_box(version["id"], case, version["compartment"], by, facts.now)
                fits = case == version["case_id"] and by == me.me
                rows.append((row, fits and me.sees_note(version) and _works_on(me, row)))
    return [*rows, (rows[0][0] | {"id": new_id(), "ended_at": facts.now}, False)]


def _redactions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Of every file with every box: never with one of another file, or one that was taken off."""
    rows: list[Candidate] = []
    boxes = facts.all("documents_box")
    other = next(one.id for one in scene.people.values() if one.id != me.me)
    for version in facts.all("documents_version"):
        for box in boxes:
            row = new_redaction(
                version["id"], box["id"], version["case_id"], version["compartment"], me.me, facts.now
            )
            fits = box["version_id"] == version["id"] and box["ended_at"] is None
            rows.append((row, fits and me.sees_earlier_text(box) and _works_on(me, row)))
            if fits:
                wrongs: list[Fact] = [{"boxes": []}, {"state": "made"}]
                wrongs.append({"asked_by_id": other})
                rows += [(row | {"id": new_id()} | wrong, False) for wrong in wrongs]
    return rows


EXPECTED_OF_DOCUMENTS = {
    "documents_box": Expected(
        sees=Somebody.sees_earlier_text,
        change="ended_by_id = %(me)s",
        updates=lambda me, row: _works_on(me, row) and row["ended_at"] is None,
        inserts=_boxes,
    ),
    "documents_redaction": Expected(sees=Somebody.sees_earlier_text, inserts=_redactions),
    "documents_bundle": Expected(sees=_owns_bundle, inserts=_bundles),
    "documents_bundlepart": Expected(sees=_owns_part, inserts=_parts),
    "documents_document": Expected(
        sees=Somebody.sees_note, change="revision = revision", updates=_works_on, inserts=_documents
    ),
    "documents_version": Expected(sees=Somebody.sees_note, inserts=_versions),
    "documents_page": Expected(sees=Somebody.sees_note),
    "documents_mark": Expected(
        sees=Somebody.sees_earlier_text,
        change="ended_by_id = %(me)s",
        updates=lambda me, row: _works_on(me, row) and row["ended_at"] is None,
        inserts=_marks,
    ),
}


def secrets_of_documents(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids and texts of documents that this one must never be told."""
    hidden: dict[str, str] = {}
    for row in facts.all("documents_document", lambda row: not me.sees_note(row)):
        hidden |= {str(row["id"]): "the id of a document", row["title"]: "its title"}
    for row in facts.all("documents_version", lambda row: not me.sees_note(row)):
        hidden |= {str(row["id"]): "the id of a file", str(row["stored_as"]): "where it lies"}
    for row in facts.all("documents_page", lambda row: not me.sees_note(row)):
        hidden |= {str(row["picture"]): "a picture of a page", row["text"]: "the text of a page"}
    for row in facts.all("documents_mark", lambda row: not me.sees_earlier_text(row)):
        hidden |= {str(row["id"]): "the id of a mark", row["words"]: "the words of a mark"}
    for row in facts.all("documents_bundle", lambda row: not _owns_bundle(me, row)):
        hidden |= {str(row["id"]): "the id of a bundle", row["title"]: "its title"}
    for row in facts.all("documents_box", lambda row: not me.sees_earlier_text(row)):
        hidden |= {str(row["id"]): "the id of a box", row["why"]: "why it was drawn"}
    for row in facts.all("documents_redaction", lambda row: not me.sees_earlier_text(row)):
        hidden |= {str(row["id"]): "the id of a redacted copy", row["title"]: "its title"}
    return hidden
