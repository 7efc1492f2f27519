"""Sessions: a new secret at every step, dead when ended, and no longer than they should be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.sign_in.people import OTHER_PASSWORD, PASSWORD, SIGN_IN, Person, forget_step, new_browser
from tests.sign_in.test_entry import seen_with

Rows = Callable[..., list[tuple[Any, ...]]]
# The session of the browser; the one the cast came with keeps no data.
OF_BERG = "from identity_session where account_id = %s and data <> ''"


def cookie_name() -> str:
    from django.conf import settings

    return str(settings.SESSION_COOKIE_NAME)


def test_every_step_of_signing_in_changes_the_secret(berg: Person) -> None:
    berg.types_password()
    halfway = berg.cookie
    assert halfway
    berg.types_code(berg.code())
    assert berg.cookie != halfway
    stale = new_browser()
    stale.cookies[cookie_name()] = halfway
    assert stale.get("/account/second-factors/")["Location"].startswith(SIGN_IN)


def test_a_secret_chosen_by_somebody_else_is_never_taken_over(berg: Person) -> None:
    """Fixation: neither a made-up secret nor a real one of another browser survives signing in."""
    attacker = new_browser()
    attacker.post("/account/sign-in/challenge/")
    planted = attacker.cookies[cookie_name()].value
    for chosen in ("chosen-by-an-attacker-0123456789abcdef", planted):
        victim = Person(player=berg.player, secret=berg.secret, client=new_browser())
        victim.client.cookies[cookie_name()] = chosen
        victim.comes_in()
        assert victim.cookie != chosen
        assert seen_with(chosen) == (None, 0)
        attacker.cookies[cookie_name()] = chosen
        assert attacker.get("/account/").status_code == 302


def test_a_planted_secret_does_not_even_reach_the_second_step(berg: Person) -> None:
    attacker = new_browser()
    attacker.post("/account/sign-in/challenge/")
    berg.client.cookies[cookie_name()] = attacker.cookies[cookie_name()].value
    berg.types_password()
    assert attacker.get("/account/sign-in/second-step/")["Location"] == SIGN_IN
    assert berg.client.get("/account/sign-in/second-step/").status_code == 200


def test_proofs_of_somebody_else_count_for_nothing() -> None:
    from limen.domain.identity.sessions import assurance_of, recently_proven

    proof = {"method": "mfa", "type": "webauthn", "at": _now().timestamp()}
    for whose, counts in (("berg", True), ("costa", False), (None, False)):
        data = {
            "_auth_user_id": "berg",
            "account_authentication_methods": [proof],
            "account_authentication_methods_user": whose,
        }
        assert assurance_of(data) == ("passkey" if counts else "password")
        assert recently_proven(data, at=_now()) is counts


@pytest.mark.parametrize(
    "change", [lambda c: c[:-1] + "!", lambda c: c.swapcase(), lambda c: c + "x", lambda c: ""]
)
def test_a_changed_cookie_is_nobodys(berg: Person, change: Callable[[str], str]) -> None:
    berg.comes_in()
    berg.client.cookies[cookie_name()] = change(berg.cookie)
    assert berg.client.get("/account/").status_code == 302


def test_the_secret_is_not_in_the_database(berg: Person, rows: Rows) -> None:
    berg.comes_in()
    everything = rows("select s::text from identity_session s where account_id = %s", berg.player.id)
    assert berg.cookie not in str(everything)


def test_signing_out_kills_the_session_and_clears_the_browser(berg: Person, rows: Rows) -> None:
    berg.comes_in()
    cookie = berg.cookie
    assert berg.client.get("/account/sign-out/").status_code == 200
    assert berg.is_in()
    answer = berg.client.post("/account/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies"'
    assert answer.cookies[cookie_name()]["max-age"] == 0
    open_ones = "select count(*) from identity_session where account_id = %s and revoked_at is null"
    assert rows(open_ones, berg.player.id) == [(1,)]  # the one the cast came with
    berg.client.cookies[cookie_name()] = cookie
    assert not berg.is_in()
    assert seen_with(cookie) == (None, 0)


def test_an_ended_session_is_dead_at_its_next_request(berg: Person, rows: Rows) -> None:
    berg.comes_in()
    elsewhere = Person(player=berg.player, secret=berg.secret, client=new_browser())
    elsewhere.comes_in()
    page = berg.client.get("/account/").content.decode()
    assert "Firefox · Linux" in page
    target = page.split("/account/sessions/")[1].split("/end/")[0]
    assert berg.client.post(f"/account/sessions/{target}/end/").status_code == 303
    answer = elsewhere.client.get("/account/preferences/")
    assert answer["Location"] == f"{SIGN_IN}?next=%2Faccount%2Fpreferences%2F&ended=revoked"
    assert berg.is_in()
    written = rows(
        "select count(*) from journal_entry where by_id = %s and kind = 'identity.session_ended'",
        berg.player.id,
    )
    assert written == [(1,)]


def test_ending_all_others_leaves_this_one(berg: Person, rows: Rows) -> None:
    berg.comes_in()
    others = [Person(player=berg.player, secret=berg.secret, client=new_browser()) for _ in range(2)]
    for other in others:
        other.comes_in()
    berg.client.post("/account/sessions/end-others/")
    assert [other.is_in() for other in others] == [False, False]
    assert berg.is_in()
    open_ones = "select count(*) from identity_session where account_id = %s and revoked_at is null"
    assert rows(open_ones, berg.player.id) == [(1,)]


def test_nobody_ends_somebody_elses_session(berg: Person, cast: Cast, rows: Rows) -> None:
    berg.comes_in()
    theirs = rows("select id from identity_session where account_id = %s", cast.costa.id)[0][0]
    assert berg.client.post(f"/account/sessions/{theirs}/end/").status_code == 404
    assert rows("select revoked_at from identity_session where id = %s", theirs) == [(None,)]


def test_a_suspended_account_is_dead_at_its_next_statement(berg: Person, cast: Cast) -> None:
    from limen.domain.identity.commands.inviting import suspend

    berg.comes_in()
    suspend(berg.player.id, by=cast.ivo.actor, at=_now())
    assert seen_with(berg.cookie) == (None, 0)
    assert not berg.is_in()
    forget_step(berg.player.id)
    assert berg.types_password().status_code == 422


def test_suspended_between_the_two_steps(berg: Person, cast: Cast) -> None:
    from limen.domain.identity.commands.inviting import suspend

    berg.types_password()
    suspend(berg.player.id, by=cast.ivo.actor, at=_now())
    assert berg.types_code(berg.code())["Location"] == SIGN_IN
    assert not berg.is_in()


@pytest.mark.parametrize(
    ("column", "ended"), [("idle_until", "idle"), ("expires_at", "longest"), ("revoked_at", "revoked")]
)
def test_an_expired_session_says_so_and_leads_back(berg: Person, rows: Rows, column: str, ended: str) -> None:
    berg.comes_in()
    rows(
        f"update identity_session set {column} = now() - interval '1 second' where account_id = %s",
        berg.player.id,
    )
    answer = berg.client.get("/account/preferences/")
    assert answer["Location"] == f"{SIGN_IN}?next=%2Faccount%2Fpreferences%2F&ended={ended}"
    page = berg.client.get(answer["Location"]).content.decode()
    assert 'name="next" value="/account/preferences/"' in page
    forget_step(berg.player.id)
    berg.types_password(next="/account/preferences/")
    assert berg.types_code(berg.code())["Location"] == "/account/preferences/"


def test_idle_is_thirty_minutes_and_the_longest_is_twelve_hours(berg: Person, rows: Rows) -> None:
    berg.comes_in()
    (found,) = rows(f"select idle_until - seen_at, expires_at - made_at {OF_BERG}", berg.player.id)
    assert [span.total_seconds() for span in found] == [1800, 43200]


def test_only_a_person_keeps_a_session_alive(berg: Person, rows: Rows) -> None:
    from limen.domain.identity.queries.entering import entering
    from limen.domain.identity.sessions import ticket_of
    from limen.foundation.rows import showing

    berg.comes_in()
    ago = "idle_until - interval '20 minutes', seen_at = seen_at - interval '20 minutes'"
    rows(f"update identity_session set idle_until = {ago} where account_id = %s", berg.player.id)
    left = f"select round(extract(epoch from idle_until - now()) / 60) {OF_BERG}"
    with showing(ticket_of(berg.cookie)):
        assert entering(ticket_of(berg.cookie), quietly=True)
    assert rows(left, berg.player.id) == [(10,)]
    assert berg.is_in()
    assert rows(left, berg.player.id) == [(30,)]


def test_proving_again_does_not_lengthen_the_twelve_hours(berg: Person, rows: Rows) -> None:
    berg.comes_in()
    rows(
        "update identity_session set expires_at = expires_at - interval '11 hours' where account_id = %s",
        berg.player.id,
    )
    left = (
        "select expires_at from identity_session where account_id = %s and revoked_at is null and data <> ''"
    )
    before = rows(left, berg.player.id)
    berg.types_code(berg.code(), at="/account/prove/")
    assert rows(left, berg.player.id) == before


def test_a_new_password_ends_every_other_session(berg: Person) -> None:
    berg.comes_in()
    elsewhere = Person(player=berg.player, secret=berg.secret, client=new_browser())
    elsewhere.comes_in()
    before = berg.cookie
    form = {"current": PASSWORD, "password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    assert (
        berg.client.post("/account/password/", form | {"current": "something else entirely"}).status_code
        == 422
    )
    _let_time_pass()
    assert berg.client.post("/account/password/", form).status_code == 303
    assert berg.cookie != before
    assert berg.is_in()
    assert not elsewhere.is_in()
    assert seen_with(before) == (None, 0)
    assert new_browser().post(SIGN_IN, {"login": berg.player.login, "password": PASSWORD}).status_code == 422


def test_the_browser_is_described_but_not_tracked(berg: Person, rows: Rows) -> None:
    berg.comes_in()
    kept = rows(
        "select device, network from identity_session where account_id = %s and data <> ''", berg.player.id
    )
    ((device, network),) = kept
    assert device == "Firefox · Linux"
    assert network.endswith(".0/24")


def _now() -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC)


def _let_time_pass() -> None:
    from limen.site.sign_in.models import Brake

    Brake.objects.all().delete()
