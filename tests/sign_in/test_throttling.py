"""Guessing: slower and slower for an account, a network and the house; never louder about who exists."""

from __future__ import annotations

import re
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import House
from tests.sign_in.people import PASSWORD, SECOND_STEP, SIGN_IN, Person, new_browser

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def test_the_wait_doubles_up_to_a_quarter_of_an_hour(door: None) -> None:
    from limen.site.sign_in.throttling import OF_AN_ACCOUNT

    waits = [OF_AN_ACCOUNT.wait_after(tries).total_seconds() for tries in range(13)]
    assert waits == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 900, 900, 900]
    assert OF_AN_ACCOUNT.wait_after(50) == timedelta(days=1)


def test_a_thousand_guesses_at_one_account_are_sixty_at_most(door: None) -> None:
    from limen.site.sign_in import throttling

    login, looked_at = f"victim-{uuid4()}", 0
    for second in range(0, 3600, 3):
        counted = throttling.of_a_password(login, f"10.{second % 250}.0.0/24")
        try:
            throttling.count(counted, at=NOW + timedelta(seconds=second))
            looked_at += 1
        except throttling.TooSoon:
            pass
    assert 10 <= looked_at <= 60


def test_one_guess_at_each_of_many_accounts_from_one_network_is_slowed_down(door: None) -> None:
    from limen.site.sign_in import throttling

    looked_at = 0
    for number in range(600):
        try:
            throttling.count(
                throttling.of_a_password(f"somebody-{number}", "10.9.9.0/24"),
                at=NOW + timedelta(seconds=number),
            )
            looked_at += 1
        except throttling.TooSoon:
            pass
    assert 20 <= looked_at <= 40


def test_guesses_from_everywhere_slow_the_house_down(door: None) -> None:
    from limen.site.sign_in import throttling

    looked_at = 0
    for number in range(800):
        try:
            counted = throttling.of_a_password(
                f"somebody-{number}", f"10.{number // 250}.{number % 250}.0/24"
            )
            throttling.count(counted, at=NOW + timedelta(milliseconds=number))
            looked_at += 1
        except throttling.TooSoon:
            pass
    assert 300 <= looked_at <= 310


def test_many_at_once_gain_nothing(door: None, house: House) -> None:
    """Counted before it is looked at: of many guesses in the same instant one is looked at.

    Somebody else holds the rows until all of them stand in line, so that they truly meet.
    """
    from django.db import connections

    from limen.site.sign_in import throttling

    login, looked_at = f"victim-{uuid4()}", []
    throttling.count(throttling.of_a_password(login, "10.8.0.0/24"), at=NOW - timedelta(hours=1))

    def guess(number: int) -> None:
        try:
            throttling.count(throttling.of_a_password(login, f"10.8.{number}.0/24"), at=NOW)
            looked_at.append(number)
        except throttling.TooSoon:
            pass
        finally:
            connections.close_all()

    guessers = [threading.Thread(target=guess, args=[number]) for number in range(8)]
    with psycopg.connect(house.admin_dsn) as holding:
        holding.execute("select * from sign_in_brake for update")
        for guesser in guessers:
            guesser.start()
        threading.Event().wait(1)
    for guesser in guessers:
        guesser.join()
    assert len(looked_at) == 1


def test_a_right_password_wipes_the_slate_of_the_account_alone(door: None) -> None:
    from limen.site.sign_in import throttling
    from limen.site.sign_in.models import Brake

    counted = throttling.of_a_password("somebody", "10.7.7.0/24")
    for second in (0, 5, 10, 20, 40):
        throttling.count(counted, at=NOW + timedelta(seconds=second))
    throttling.forgive(counted, at=NOW + timedelta(seconds=40))
    tries = {row.name.partition(":")[0]: row.tries for row in Brake.objects.all()}
    assert tries["password"] == 0
    assert 3 < tries["network"] < 4


def test_the_table_of_brakes_names_nobody(berg: Person) -> None:
    from limen.site.sign_in.models import Brake

    berg.types_password("not the right password")
    names = str(list(Brake.objects.values_list("name", flat=True)))
    assert berg.player.login not in names
    assert "10." not in names


def lock(person: Person) -> None:
    """Ten wrong passwords, a while apart."""
    from limen.site.sign_in import throttling
    from limen.site.sign_in.models import Brake

    Brake.objects.all().delete()
    at = datetime.now(UTC) - timedelta(hours=3)
    for number in range(10):
        at += timedelta(minutes=16)
        throttling.count(throttling.of_a_password(person.player.login, f"10.6.{number}.0/24"), at=at)
    throttling.count(throttling.of_a_password(person.player.login, "10.6.0.0/24"), at=datetime.now(UTC))


def test_ten_wrong_passwords_lock_the_password_and_say_for_how_long(berg: Person) -> None:
    lock(berg)
    answer = berg.types_password()
    assert answer.status_code == 429
    assert 890 <= int(answer["Retry-After"]) <= 900
    assert "15 minutes" in answer.content.decode()


def test_a_lock_does_not_reach_somebody_who_is_in(berg: Person) -> None:
    berg.comes_in()
    lock(berg)
    assert berg.is_in()


def test_guessing_codes_is_slowed_down_too(berg: Person) -> None:
    berg.types_password()
    assert berg.types_code("000000").status_code == 422
    assert berg.types_code("000001").status_code == 429
    assert berg.types_code(berg.code()).status_code == 429


def test_a_right_password_gives_no_new_guesses_at_the_code(berg: Person) -> None:
    from limen.site.sign_in import throttling

    at = datetime.now(UTC) - timedelta(hours=3)
    for number in range(10):
        at += timedelta(minutes=16)
        throttling.count(throttling.of_a_code(berg.player.id, f"10.5.{number}.0/24"), at=at)
    throttling.count(throttling.of_a_code(berg.player.id, "10.5.0.0/24"), at=datetime.now(UTC))
    berg.types_password()
    assert berg.types_code(berg.code()).status_code == 429


# Who exists


def said(answer: Any, login: str) -> tuple[int, str, str]:
    """What was answered, without what differs each time."""
    text = answer.content.decode().replace(login, "LOGIN")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", text)
    return answer.status_code, text, str(sorted(answer.headers.items()))


def nobody_like(person: Person) -> str:
    """A login that is nobody's, as long as the person's own."""
    return person.player.login[::-1]


def tried(login: str, phrase: str = "not the right password") -> tuple[int, str, str]:
    """What somebody unknown is told who tries this."""
    return said(new_browser().post(SIGN_IN, {"login": login, "password": phrase}), login)


def test_a_wrong_password_says_nothing_about_the_account(berg: Person) -> None:
    assert tried(nobody_like(berg)) == tried(berg.player.login)


def test_a_suspended_account_answers_as_if_it_did_not_exist(berg: Person, rows: Any) -> None:
    rows("update identity_account set is_active = false where id = %s", berg.player.id)
    assert tried(nobody_like(berg), PASSWORD) == tried(berg.player.login, PASSWORD)


def test_an_account_that_never_chose_a_password_answers_as_if_it_did_not_exist(
    berg: Person, rows: Any
) -> None:
    rows("update identity_account set password = '!' where id = %s", berg.player.id)
    assert tried(nobody_like(berg), "!") == tried(berg.player.login, "!")


def test_waiting_says_nothing_about_the_account(berg: Person) -> None:
    from limen.site.sign_in import throttling

    for login in (nobody_like(berg), berg.player.login):
        for ago in (40, 30, 20, 10, 0):
            counted = throttling.of_a_password(login, f"10.4.{ago}.0/24")
            throttling.count(counted, at=datetime.now(UTC) - timedelta(seconds=ago))
    answers = [tried(login) for login in (nobody_like(berg), berg.player.login)]
    assert [status for status, _, _ in answers] == [429, 429]
    seconds = re.compile(r"\d+ seconds?|'Retry-After', '\d+'|'Content-Length', '\d+'")
    assert len({seconds.sub("", text + headers) for _, text, headers in answers}) == 1


@pytest.mark.slow
def test_it_takes_as_long_whether_or_not_the_account_exists(
    berg: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Medians of interleaved tries; the hash takes a tenth of a second and hides what is left."""
    from statistics import median
    from time import perf_counter

    from limen.site.sign_in import hashing
    from limen.site.sign_in.models import Brake

    monkeypatch.setattr(hashing.Argon2, "memory_cost", 65_536)
    monkeypatch.setattr(hashing.Argon2, "time_cost", 3)
    account = berg.account
    account.set_password(PASSWORD)
    account.save()
    took: dict[bool, list[float]] = {True: [], False: []}
    client = new_browser()
    for number in range(24):
        for exists in (True, False):
            login = berg.player.login if exists else f"nobody-{number}"
            Brake.objects.all().delete()
            began = perf_counter()
            client.post(SIGN_IN, {"login": login, "password": f"wrong password number {number}"})
            took[exists].append(perf_counter() - began)
    assert abs(median(took[True]) - median(took[False])) < 0.25 * median(took[False])


# A crowd


def test_a_crowd_waits_or_is_sent_away(door: None) -> None:
    from limen.site.sign_in.hashing import Crowded, Turnstile

    turnstile, inside, most, sent_away = Turnstile(at_once=2, waiting=3, patience=5), [0], [0], [0]
    gate, guard = threading.Event(), threading.Lock()

    def come() -> None:
        try:
            with turnstile.passing():
                with guard:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                gate.wait(5)
                with guard:
                    inside[0] -= 1
        except Crowded:
            with guard:
                sent_away[0] += 1

    crowd = [threading.Thread(target=come) for _ in range(12)]
    for one in crowd:
        one.start()
    threading.Event().wait(0.5)
    gate.set()
    for one in crowd:
        one.join()
    assert most[0] == 2
    assert sent_away[0] == 7


def test_whoever_is_sent_away_is_told_to_come_back(berg: Person) -> None:
    from limen.site.sign_in import hashing

    full = hashing.Turnstile(at_once=1, waiting=0, patience=0.1)
    ours, hashing.TURNSTILE = hashing.TURNSTILE, full
    try:
        with full.passing():
            answer = berg.types_password()
    finally:
        hashing.TURNSTILE = ours
    assert (answer.status_code, answer["Retry-After"]) == (429, "5")


def test_the_second_step_without_the_first_leads_to_the_door(berg: Person) -> None:
    assert new_browser().get(SECOND_STEP)["Location"] == SIGN_IN
    assert new_browser().post(SECOND_STEP, {"code": berg.code()})["Location"] == SIGN_IN
