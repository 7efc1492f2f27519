"""Who may read, keep and withdraw reports of the library, and ask and answer what it does not say."""

from __future__ import annotations

from tests.security.country_of_scene import (
    new_collected,
    new_collection,
    new_delivery,
    new_description,
    new_inquiry,
    new_line,
    new_passage,
    new_report,
)
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import KEEPERS, Fact, Facts, Somebody
from tests.security.scene import Scene


def reads_library(me: Somebody) -> bool:
    """Everybody but those who keep the house, and interpreters."""
    return bool(me.roles - KEEPERS - {"interpreter"})


def _is_let_out(me: Somebody, row: Fact) -> bool:
    ours = row["organisation_id"] == me.organisation
    return row["level"] == "installation" or (ours and (row["level"] == "organisation" or me.leads_policy))


def sees_report(me: Somebody, row: Fact) -> bool:
    """As far as its level lets it out."""
    return reads_library(me) and _is_let_out(me, row)


def sees_of_report(me: Somebody, row: Fact) -> bool:
    """With the report."""
    return sees_report(me, me.facts.one("country_report", row["report_id"]))


def sees_collected(me: Somebody, row: Fact) -> bool:
    """With the collection, as far as one may read the report."""
    collection = me.facts.one("country_collection", row["collection_id"])
    return sees_report(me, collection) and sees_of_report(me, row)


def sees_inquiry(me: Somebody, row: Fact) -> bool:
    """One's own, as a keeper those of the house, and what was let out."""
    if not reads_library(me):
        return False
    if row["reviewed_at"] is not None and _is_let_out(me, row) and row["level"] != "keepers":
        return True
    return row["organisation_id"] == me.organisation and (row["asked_by_id"] == me.me or me.leads_policy)


def _keeps(me: Somebody, row: Fact) -> bool:
    return me.leads_policy and bool(row["organisation_id"] == me.organisation)


def _reports(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for organisation in {row["organisation_id"] for row in facts.all("country_report")}:
        row = new_report(organisation, me.me, facts.now)
        ended = {"withdrawn_at": facts.now, "withdrawn_by_id": me.me}
        rows += [(row, _keeps(me, row)), (row | {"kept_by_id": costa}, False), (row | ended, False),
                 (row | {"superseded_at": facts.now}, False)]  # fmt: skip
    return rows


def _passages(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for report in facts.all("country_report"):
        may = _keeps(me, report) and report["kept_by_id"] == me.me
        rows += [(new_passage(report["id"]), may), (new_passage(report["id"], "fra"), False)]
    return rows


def _descriptions(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for report in facts.all("country_report"):
        row = new_description(report["id"], me.me, facts.now, 7)
        rows += [(row, _keeps(me, report)), (row | {"replaced_by_id": costa}, False)]
    return rows


def _collections(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for organisation in {row["organisation_id"] for row in facts.all("country_collection")}:
        row = new_collection(organisation, me.me, facts.now)
        rows += [(row, _keeps(me, row)), (row | {"made_by_id": costa}, False)]
    return rows


def _collected(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    full = {(one["collection_id"], one["report_id"]) for one in facts.all("country_collected")}
    for collection in facts.all("country_collection"):
        for report in facts.all("country_report"):
            if (collection["id"], report["id"]) in full:
                continue
            row = new_collected(collection["id"], report["id"], me.me, facts.now)
            rows.append((row, _keeps(me, collection) and sees_report(me, report)))
            rows.append((row | {"put_in_by_id": costa}, False))
    return rows


def _keeps_collected(me: Somebody, row: Fact) -> bool:
    return _keeps(me, me.facts.one("country_collection", row["collection_id"])) and sees_collected(me, row)


def _keeps_of(me: Somebody, row: Fact) -> bool:
    return _keeps(me, me.facts.one("country_report", row["report_id"]))


def _inquiries(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for organisation in {row["organisation_id"] for row in facts.all("country_inquiry")}:
        row = new_inquiry(organisation, me.me, facts.now)
        may = reads_library(me) and organisation == me.organisation
        answered = {"answer": "x", "answered_by_id": me.me, "answered_at": facts.now}
        other = {"asked_by_id": scene.people["jun"].id}
        rows += [(row, may), (row | answered, False), (row | other, False)]
    return rows


def _keeps_line(me: Somebody, row: Fact) -> bool:
    return _keeps(me, me.facts.one("country_delivery", row["delivery_id"]))


def _deliveries(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for organisation in {row["organisation_id"] for row in facts.all("country_delivery")}:
        row = new_delivery(organisation, me.me, facts.now)
        rows += [(row, _keeps(me, row)), (row | {"sent_by_id": costa}, False)]
        rows.append((row | {"ended_at": facts.now}, False))
    return rows


def _delivery_lines(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    report = facts.all("country_report")[0]["id"]
    for sent in facts.all("country_delivery"):
        may = _keeps(me, sent) and sent["sent_by_id"] == me.me and sent["ended_at"] is None
        rows += [(new_line(sent["id"]), may), (new_line(sent["id"], "added") | {"report_id": report}, False)]
    return rows


def secrets_of_country(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids and words of the library that this person must never be told."""
    hidden = {}
    for row in facts.all("country_report", lambda row: not sees_report(me, row)):
        hidden[str(row["id"])] = "a report"
    for table in ("country_passage", "country_meaning", "country_earlierdescription"):
        for row in facts.all(table, lambda row: not sees_of_report(me, row)):
            hidden[str(row["id"])] = f"a row of {table}"
    for row in facts.all("country_collection", lambda row: not sees_report(me, row)):
        hidden[str(row["id"])] = "a collection"
    for row in facts.all("country_collected", lambda row: not sees_collected(me, row)):
        hidden[str(row["id"])] = "a place of a collection"
    for row in facts.all("country_delivery", lambda row: not _keeps(me, row)):
        hidden[str(row["id"])] = "a catalogue that was sent"
    for row in facts.all("country_deliveryline", lambda row: not _keeps_line(me, row)):
        hidden[str(row["id"])] = "a line of a catalogue"
    for row in facts.all("country_inquiry", lambda row: not sees_inquiry(me, row)):
        hidden[str(row["id"])] = "a question to the library"
    return hidden


EXPECTED_OF_COUNTRY = {
    "country_report": Expected(
        sees=sees_report, change="superseded_at = superseded_at", updates=_keeps, inserts=_reports
    ),
    "country_passage": Expected(
        sees=sees_of_report, change="language = language", updates=_keeps_of, inserts=_passages
    ),
    "country_earlierdescription": Expected(sees=sees_of_report, inserts=_descriptions),
    "country_collection": Expected(
        sees=sees_report, change="note = note", updates=_keeps, inserts=_collections
    ),
    "country_collected": Expected(
        sees=sees_collected,
        change="taken_out_by_id = %(me)s, taken_out_at = now()",
        updates=_keeps_collected,
        inserts=_collected,
    ),
    "country_meaning": Expected(sees=sees_of_report),
    "country_delivery": Expected(
        sees=_keeps, change="ended_at = now()", inserts=_deliveries,
        updates=lambda me, row: _keeps(me, row) and row["ended_at"] is None,
    ),
    "country_deliveryline": Expected(
        sees=_keeps_line, change="state = 'left', stored_as = null, file_key = ''", inserts=_delivery_lines,
        updates=lambda me, row: _keeps_line(me, row) and row["state"] == "ready",
    ),
    "country_inquiry": Expected(
        sees=sees_inquiry, change="answer = 'x', answered_by_id = %(me)s, answered_at = now()",
        updates=lambda me, row: _keeps(me, row) and row["reviewed_at"] is None, inserts=_inquiries,
    ),
}  # fmt: skip
