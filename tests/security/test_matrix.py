"""Every address × everybody: who is let in, what is denied and remembered, and what no answer ever holds.

The addresses are walked out of the URL configuration and the expectations follow from what each page says
about itself, so a new page is in the matrix the day it is written; one that says nothing fails here.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.test import Client
from psycopg import sql

from limen.domain.identity.names import Assurance
from limen.domain.identity.roles import workspaces_of
from limen.foundation.tickets import hash_of, new_session_key, ticket_for
from tests.cast import sign_in
from tests.conftest import House
from tests.security.addresses import OPEN, OWN, Address, addresses, values_for
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene, set_up
from tests.security.window import Window

pytestmark = pytest.mark.slow

PEOPLE = ["berg", "farah", "grit", "costa", "hana", "ivo", "jun", "lena", "mats", "sami", "dina", "elio"]
NOBODIES = ["nobody", "revoked", "password only", "forged", "suspended"]
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Cache-Control": "no-store",
}
# Tables that reading a page may add to: the reading log and the denials, and when a session was last seen.
SHOWN_QUIETLY = {
    "likely",
    "document_state",
    "document_picture",
    "document_bundle_state",
    "decision_citable",
}
GROWING = {"journal_reading", "journal_denial", "identity_session", "django_migrations"}


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.fixture(scope="module")
def facts(scene: Scene) -> Facts:
    return scene.facts()


def browser(scene: Scene, name: str) -> Client:
    """A browser of somebody, or of one of the nobodies."""
    from django.conf import settings

    client = Client(raise_request_exception=False)
    if name == "nobody":
        return client
    cookie = new_session_key()
    if name in scene.people or name == "suspended":
        cookie = scene.people["mo" if name == "suspended" else name].cookie
    elif name != "forged":
        assurance = Assurance.PASSWORD if name == "password only" else Assurance.PASSKEY
        with psycopg.connect(scene.admin_dsn) as connection, connection.cursor() as cursor:
            cookie = sign_in(cursor, scene.people["costa"].id, assurance)
            if name == "revoked":
                cursor.execute("update identity_session set revoked_at = now() where ticket_hash = %s",
                               [hash_of(ticket_for(cookie))])  # fmt: skip
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    return client


def test_every_address_is_known() -> None:
    """A page says whose it is; anything else is on the list, with what it answers."""
    found = addresses()
    assert len(found) > 60
    assert [a.name for a in found if a.page is None and a.name not in OPEN] == []
    assert OPEN.keys() - {a.name for a in found} == set(), "these are gone: take them off the list"


@pytest.mark.parametrize("name", NOBODIES)
def test_who_is_not_signed_in_surely_enough_is_sent_to_the_door(
    name: str, scene: Scene, facts: Facts
) -> None:
    client, values, wrong = browser(scene, name), values_for(scene, facts, scene.cast.case), list[Any]()
    for address in addresses():
        for method in ("get", "post") if name in ("nobody", "revoked") else ("get",):
            answer = getattr(client, method)(address.filled(values))
            if address.page is None:
                fine = method == "post" or answer.status_code in OPEN[address.name][0]
                fine = fine and answer.status_code < 500
            elif address.is_api:
                fine = answer.status_code == 401 or (
                    method == "post" and answer.status_code in (400, 403, 405)
                )
            elif address.name in OWN:
                fine = answer.status_code in (302, 405)
            else:
                fine = answer.status_code == 302 and "/account/" in answer.headers["Location"]
            if not fine:
                wrong.append((method, address.name, answer.status_code))
            _holds_nothing(answer, ["canary", "Canary"])
            _is_dressed(address, answer)
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_gets_in_exactly_where_they_may(
    name: str, scene: Scene, facts: Facts, admin: Window
) -> None:
    """AZ-01 to AZ-04, AD-04, WB-03: one walk through the house in each person's shoes."""
    player, me = scene.people[name], scene.somebody(name, facts)
    client, wrong = browser(scene, name), list[Any]()
    hidden = _hidden_words(scene, facts, name)
    before, both = _contents(admin), (scene.cast.case, scene.cast.elio_case)
    told = _remembered(admin, player.id, both)
    for address in addresses():
        is_hideable = address.is_of_a_case or address.is_of_a_person
        for case in both if is_hideable else both[:1]:
            readings, denials = told[case], told[None]
            values = values_for(scene, facts, case)
            answer = client.get(address.filled(values))
            status = answer.status_code
            told = _remembered(admin, player.id, both)
            read, denied = told[case], told[None]
            expected = _expected(address, player, me, case, values)
            if status not in expected:
                wrong.append((address.name, status, expected))
            if address.page and status in (403, 404) and denied != denials + 1:
                wrong.append((address.name, status, "no denial was written"))
            if is_hideable and status == 200 and read != readings + 1:
                wrong.append((address.name, status, f"{read - readings} reading lines"))
            if status != 200 and read != readings:
                wrong.append((address.name, status, "a reading of nothing"))
            _holds_nothing(answer, hidden)
            _is_dressed(address, answer)
    assert not wrong, "\n".join(map(str, wrong))
    assert _changed(before, _contents(admin)) == set(), "a GET changed something"


def _expected(address: Address, player: Any, me: Any, case: UUID, values: dict[str, Any]) -> set[int]:
    if address.page is None:
        return OPEN[address.name][1]
    about = address.page
    if about.workspace is not None and about.workspace not in workspaces_of([player.role]):
        return {403}
    if address.name == "api:notes.write":  # the same address as `case_notes`, which answers a GET
        return {200} if me.sees_case(case) else {404}
    if about.permission is not None and not player.actor.may(about.permission):
        return {403}
    if _is_hidden(address, me, case, values):
        return {404}
    if address.is_law_in_force:
        return {200, 302}
    if address.is_of_one:
        owner = me.facts.all("cases_case", lambda row: row["id"] == case)[0]["organisation_id"]
        return {200, 302} if me.organisation == owner else {404}
    if address.name in OWN:
        return {302, 404, 405}
    if about.is_quiet:  # the desk asks who may be the same as somebody in one's own draft
        return {200, 404} if address.name.rpartition(":")[2] in SHOWN_QUIETLY else {400, 404, 405}
    return {200, 302, 303, 404, 405, 409}


def _is_hidden(address: Address, me: Any, case: UUID, values: dict[str, Any]) -> bool:
    is_hidden = address.is_of_a_case and not me.sees_case(case)
    return is_hidden or (address.is_of_a_person and not me.lists_person(values["person_id"]))


@pytest.mark.parametrize("name", ["grit", "elio", "hana", "dina"])
def test_hidden_and_missing_are_told_apart_by_nobody(name: str, scene: Scene, facts: Facts) -> None:
    """AZ-01: the same status, the same headers, the same body, whichever it is."""
    me, client = scene.somebody(name, facts), browser(scene, name)
    compared = 0
    for address in addresses():
        if not address.is_of_a_case or address.page is None:
            continue
        for case in facts.all("cases_case", lambda row: not me.sees_case(row["id"]))[:1]:
            absent = uuid4()
            answers = []
            for number in (case["id"], absent):
                values = values_for(scene, facts, case["id"]) | {"case_id": number}
                answer = client.get(address.filled(values))
                body = answer.content.decode().replace(str(number), "…")
                headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
                answers.append((answer.status_code, headers, _steady(body).splitlines()))
            assert answers[0][:2] == answers[1][:2], address.name
            assert [
                pair for pair in zip(answers[0][2], answers[1][2], strict=True) if pair[0] != pair[1]
            ] == []
            compared += 1
    assert compared > 20


def test_no_form_is_taken_without_its_token(scene: Scene, facts: Facts, admin: Window) -> None:
    """WB-03: whatever a page elsewhere sends with somebody's cookie, nothing happens."""
    from django.conf import settings

    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = scene.people["costa"].cookie
    values, before = values_for(scene, facts, scene.cast.case), _contents(admin)
    taken = []
    for address in addresses():
        kind = "application/json" if address.is_api else "application/x-www-form-urlencoded"
        data = '{"text": "x", "happened_on": "2026-05-03"}' if address.is_api else "text=x"
        for content_type in (kind, "text/plain"):
            answer = client.post(address.filled(values), data=data, content_type=content_type,
                                 headers={"Idempotency-Key": str(uuid4())})  # fmt: skip
            fine = {400, 403, 404, 405} if address.is_api else {403, 405}
            if answer.status_code not in fine:
                taken.append((address.name, content_type, answer.status_code))
    assert taken == []
    assert _changed(before, _contents(admin)) == set()


def test_odd_spellings_of_an_address_open_nothing(scene: Scene) -> None:
    """AZ-21, WB-14."""
    client, case = browser(scene, "grit"), scene.cast.case
    for path in (f"/adjudication/case/{case}/x.css", f"/adjudication/case/{str(case).upper()}/",
                 f"//adjudication/case/{case}/", f"/adjudication/./case/{case}/",
                 f"/ADJUDICATION/case/{case}/",
                 f"/adjudication/case/{case}/;a=b", f"/adjudication/case/{case}%2f",
                 f"/adjudication%2fcase/{case}/",
                 f"/adjudication/case/{case}/?_method=DELETE", f"/api/v1/cases/{case}/notes/"):  # fmt: skip
        answer = client.get(path, headers={"X-HTTP-Method-Override": "DELETE", "X-Original-URL": "/"})
        assert answer.status_code in {301, 302, 403, 404}, path
        assert b"Amina" not in answer.content


def _hidden_words(scene: Scene, facts: Facts, name: str) -> list[str]:
    me = scene.somebody(name, facts)
    words = [note["text"] for note in facts.all("notes_note") if not me.sees_note(note)]
    words += [page["text"] for page in facts.all("documents_page") if not me.sees_note(page)]
    words += [clock["about"] for clock in facts.all("deadlines_clock") if not me.sees_of_clock(clock)]
    words += [c["reference"] for c in facts.all("cases_case") if not me.sees_case(c["id"])]
    words += [c["called"] for c in facts.all("cases_case") if not me.sees_case(c["id"])]
    seen = {note["text"] for note in facts.all("notes_note") if me.sees_note(note)}
    seen |= {c["called"] for c in facts.all("cases_case") if me.sees_case(c["id"])}
    return [word for word in words if not any(word in text for text in seen)]


def _holds_nothing(answer: Any, words: list[str]) -> None:
    body = b"".join(answer) if answer.streaming else answer.content
    assert [word for word in words if word.encode() in body] == []


def _is_dressed(address: Address, answer: Any) -> None:
    missing = [h for h, value in HEADERS.items() if value not in answer.headers.get(h, "")]
    assert missing == [], (address.name, answer.status_code)
    assert answer.status_code < 500, address.name


def _steady(body: str) -> str:
    """Without what differs from one answer to the next: the token of a form, and the time of day."""
    body = re.sub(r'(name="(?:csrfmiddlewaretoken|op)" value=")[^"]*', r"\1", body)
    return re.sub(r"\d\d:\d\d(:\d\d(\.\d+)?)?", "", body)


def _remembered(admin: Window, who: UUID, cases: tuple[UUID, UUID]) -> dict[UUID | None, int]:
    """How many readings of each case are written down, and how many denials, of somebody."""
    [(one, other, denials)] = admin.rows(
        "", "select count(*) filter (where %s = any (case_ids)), count(*) filter (where %s = any (case_ids)),"
        " (select count(*) from journal_denial where by_id = %s) from journal_reading where by_id = %s",
        *cases, who, who,
    )  # fmt: skip
    return {cases[0]: one, cases[1]: other, None: denials}


def _contents(admin: Window) -> dict[str, Any]:
    """A fingerprint of every table."""
    tables = admin.column(
        "", "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
    )
    return {
        table: admin.rows("", sql.SQL("select count(*), sum(hashtextextended(t::text, 0)) from {} t").format(
            sql.Identifier(table)))[0] for table in tables - GROWING
    }  # fmt: skip


def _changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {table for table, contents in after.items() if before[table] != contents}
