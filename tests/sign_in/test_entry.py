"""Coming in: a password opens nothing, two factors do, and what was used once is used up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.sign_in.people import (
    PROVE,
    SECOND_STEP,
    SIGN_IN,
    Person,
    code_of,
    forget_step,
    new_browser,
    person,
)

Rows = Callable[..., list[tuple[Any, ...]]]


def seen_with(cookie: str) -> tuple[object, int]:
    """What limen_app sees with a cookie: who it is, and how many cases, members and organisations."""
    from django.db import connection

    from limen.domain.identity.sessions import ticket_of
    from limen.foundation.rows import showing

    with showing(ticket_of(cookie)), connection.cursor() as cursor:
        cursor.execute(
            "select access.my_account(), (select count(*) from cases_case)"
            " + (select count(*) from identity_member) + (select count(*) from identity_organisation)"
        )
        found: tuple[object, int] = cursor.fetchone()
        return found


def test_a_password_alone_opens_nothing(newcomer: Person, rows: Rows) -> None:
    answer = newcomer.types_password()
    assert (answer.status_code, answer["Location"]) == (303, "/account/second-factors/first/")
    assert newcomer.client.get("/account/")["Location"] == "/account/second-factors/first/"
    session = rows(
        "select assurance from identity_session where account_id = %s and data <> ''", newcomer.player.id
    )
    assert session == [("password",)]
    assert seen_with(newcomer.cookie) == (None, 0)


def test_a_password_with_a_second_factor_pending_signs_nobody_in(berg: Person, rows: Rows) -> None:
    assert berg.types_password()["Location"] == SECOND_STEP
    assert rows(
        "select count(*) from identity_session where account_id = %s and data <> ''", berg.player.id
    ) == [(0,)]
    assert berg.client.get("/account/")["Location"] == f"{SIGN_IN}?next=%2Faccount%2F"
    assert seen_with(berg.cookie) == (None, 0)


def test_password_and_code_open_the_house(berg: Person, cast: Cast) -> None:
    berg.comes_in()
    assert berg.is_in()
    who, how_much = seen_with(berg.cookie)
    assert who == cast.berg.id
    assert how_much > 0


def test_the_first_second_factor_lets_in(newcomer: Person) -> None:
    newcomer.types_password()
    page = newcomer.client.get("/account/second-factors/app/").content.decode()
    secret = page.split('<code dir="ltr">')[1].split("</code>")[0].replace(" ", "")
    assert "data:image/svg+xml;base64," in page
    wrong = newcomer.types_code("000000", at="/account/second-factors/app/")
    assert wrong.status_code == 422 or "does not fit" in wrong.content.decode()
    _wait_is_over()
    before = newcomer.cookie
    answer = newcomer.types_code(code_of(secret), at="/account/second-factors/app/")
    assert answer["Location"] == "/account/second-factors/recovery-codes/"
    assert newcomer.cookie != before
    assert seen_with(before) == (None, 0)
    assert newcomer.is_in()


def test_a_password_alone_adds_nothing_beside_a_second_factor(newcomer: Person) -> None:
    """Two browsers with the password; once one of them has enrolled, the other must prove it too."""
    thief = Person(player=newcomer.player, client=new_browser())
    for somebody in (thief, newcomer):
        somebody.types_password()
    page = newcomer.client.get("/account/second-factors/app/").content.decode()
    secret = page.split('<code dir="ltr">')[1].split("</code>")[0].replace(" ", "")
    newcomer.types_code(code_of(secret), at="/account/second-factors/app/")
    for path in ("", "app/", "passkey/", "passkey/challenge/", "first/", "recovery-codes/"):
        for send in (thief.client.get, thief.client.post):
            answer = send(f"/account/second-factors/{path}")
            assert answer.status_code in (302, 405)
            assert answer.get("Location", PROVE).startswith(PROVE)


def test_a_code_is_good_once(berg: Person) -> None:
    code = berg.code()
    berg.types_password()
    assert berg.types_code(code).status_code == 303
    again = Person(player=berg.player, secret=berg.secret, client=new_browser())
    again.types_password()
    assert again.types_code(code).status_code == 422
    assert not again.is_in()


@pytest.mark.parametrize(("steps", "is_right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_off(berg: Person, steps: int, is_right: bool) -> None:
    import time

    if time.time() % 30 > 27:
        time.sleep(3)  # not across the end of a step
    berg.types_password()
    assert (berg.types_code(berg.code(steps)).status_code == 303) is is_right


def test_a_used_code_uses_up_the_ones_before_it(berg: Person) -> None:
    earlier, later = berg.code(-1), berg.code(0)
    berg.types_password()
    assert berg.types_code(later).status_code == 303
    again = Person(player=berg.player, client=new_browser())
    again.types_password()
    assert again.types_code(earlier).status_code == 422


def test_a_recovery_code_is_good_once(berg: Person) -> None:
    from limen.site.sign_in import codes

    made = codes.make_recovery_codes(berg.account)
    assert len(set(made)) == 10
    berg.types_password()
    assert berg.types_code(made[3].replace("-", " ")).status_code == 303
    assert berg.is_in()
    assert codes.recovery_codes_left(berg.player.id) == 9
    again = Person(player=berg.player, client=new_browser())
    again.types_password()
    assert again.types_code(made[3]).status_code == 422
    _wait_is_over()
    assert again.types_code(made[4]).status_code == 303


def test_recovery_codes_are_shown_once_and_new_ones_replace_them(berg: Person) -> None:
    berg.comes_in()
    first = _listed(berg.client.post("/account/second-factors/recovery-codes/"))
    assert len(first) == 10
    assert _listed(berg.client.get("/account/second-factors/recovery-codes/")) == []
    second = _listed(berg.client.post("/account/second-factors/recovery-codes/"))
    assert not set(first) & set(second)
    elsewhere = Person(player=berg.player, client=new_browser())
    elsewhere.types_password()
    assert elsewhere.types_code(first[0]).status_code == 422


def _listed(answer: Any) -> list[str]:
    text = answer.content.decode()
    return [piece.split("</code>")[0] for piece in text.split('<code dir="ltr">')[1:]]


def test_secrets_do_not_lie_open_in_the_database(berg: Person, rows: Rows) -> None:
    from limen.site.sign_in import codes

    codes.make_recovery_codes(berg.account)
    kept = rows("select data::text from mfa_authenticator where user_id = %s", berg.player.id)
    assert berg.secret not in str(kept)
    assert "gAAAA" in str(kept)


def test_a_second_step_belongs_to_the_one_who_gave_the_password(berg: Person, cast: Cast) -> None:
    costa = person(cast.costa)
    berg.types_password()
    assert berg.types_code(costa.code()).status_code == 422


def test_going_back_as_somebody_else_takes_no_proof_along(berg: Person, cast: Cast, rows: Rows) -> None:
    """Two people in one browser: the second one's password does not inherit the first one's code."""
    berg.comes_in()
    costa = person(cast.costa, app=False)
    costa.client = berg.client
    assert costa.types_password()["Location"] == "/account/second-factors/first/"
    kept = rows("select assurance from identity_session where account_id = %s and data <> ''", cast.costa.id)
    assert kept == [("password",)]
    assert not costa.is_in()


def test_proving_again_gives_the_session_a_new_secret(berg: Person) -> None:
    berg.comes_in()
    before = berg.cookie
    answer = berg.types_code(berg.code(), at=PROVE, next="/account/preferences/")
    assert (answer.status_code, answer["Location"]) == (303, "/account/preferences/")
    assert berg.cookie != before
    assert berg.is_in()
    assert seen_with(before) == (None, 0)


def test_grave_pages_ask_for_a_fresh_proof(berg: Person, rows: Rows) -> None:
    berg.comes_in()
    assert berg.client.get("/account/second-factors/recovery-codes/").status_code == 200
    age_proofs(berg)
    for page in ("recovery-codes/", "app/", "passkey/"):
        assert berg.client.get(f"/account/second-factors/{page}")["Location"].startswith(PROVE)
    assert berg.client.post("/account/second-factors/recovery-codes/")["Location"].startswith(PROVE)


def age_proofs(berg: Person) -> None:
    """Let six minutes pass since the last proof."""
    session = berg.client.session
    for proof in session["account_authentication_methods"]:
        proof["at"] -= 360
    session.save()


def test_a_right_password_says_nothing_to_an_older_session(berg: Person) -> None:
    """Signing in in one browser leaves the others as they were."""
    berg.comes_in()
    other = Person(player=berg.player, secret=berg.secret, client=new_browser())
    other.comes_in()
    assert berg.is_in()
    assert other.is_in()


def _wait_is_over() -> None:
    from limen.site.sign_in.models import Brake

    Brake.objects.all().delete()


def test_what_one_did_oneself_is_no_news(berg: Person) -> None:
    berg.types_password("not the right password")
    _wait_is_over()
    berg.comes_in()
    berg.client.post("/account/second-factors/recovery-codes/")
    berg.client.post("/account/sign-out/")
    assert berg.types_password("wrong again, the same person").status_code == 422
    _wait_is_over()
    assert berg.comes_in()["Location"] == "/"


def test_a_sign_in_from_a_new_place_is_news(berg: Person) -> None:
    berg.comes_in()
    intruder = Person(player=berg.player, secret=berg.secret, client=new_browser(agent="Opera OPR/9 Android"))
    assert intruder.comes_in()["Location"] == "/"
    answer = berg.comes_in()
    assert answer["Location"].startswith("/account/noticed/")
    page = berg.client.get(answer["Location"]).content.decode()
    assert "Opera · Android" in page
    assert "New device or place" in page


def test_what_happened_is_noticed_at_the_next_sign_in(berg: Person) -> None:
    assert berg.comes_in()["Location"] == "/"
    intruder = Person(
        player=berg.player, client=new_browser(agent="Mozilla/5.0 (Windows NT 10.0) Chrome/130.0")
    )
    assert intruder.types_password("not the right password").status_code == 422
    _wait_is_over()
    answer = berg.client.post("/account/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies"'
    forget_step(berg.player.id)
    _wait_is_over()
    answer = berg.comes_in()
    assert answer["Location"].startswith("/account/noticed/")
    page = berg.client.get(answer["Location"]).content.decode()
    assert "Somebody typed a wrong password" in page
    assert "Chrome · Windows" in page
