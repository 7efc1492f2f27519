"""Countries, languages and scripts: the codes that must be there, their names, and what people type."""

from __future__ import annotations

import pytest

from limen.reference import countries, languages, scripts


@pytest.mark.parametrize("code", "AFG SYR ERI ETH UKR IRN SOM SDN SSD MMR COD PSE XKX DEU FRA USA".split())
def test_every_state_of_today_is_known(code: str) -> None:
    assert countries.is_country(code)


@pytest.mark.parametrize("code", "DDR ZAR BUR TMP YMD SUN YUG EUE XXA AAA XKK RKS af".split())
def test_what_names_no_state_of_today_is_not(code: str) -> None:
    assert not countries.is_country(code)


def test_one_code_for_each_place() -> None:
    places = [country.short for country in countries.countries().values()]
    assert len(places) == len(set(places)) > 240


def test_names_are_in_the_readers_language() -> None:
    assert countries.country_named("UKR", "de") == "Ukraine"
    assert countries.country_named("SYR", "fr") == "Syrie"
    assert countries.country_named("ERI", "ar") == "إريتريا"
    assert countries.country_named("QQQ", "de") == "QQQ"
    assert countries.country_named("AFG", "no-such-language") == "Afghanistan"


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Syria", "en", "SYR"),
        ("syrien", "de", "SYR"),
        ("Syria", "de", "SYR"),
        ("SYR", "de", "SYR"),
        ("sy", "fr", "SYR"),
        ("سوريا", "ar", "SYR"),
        ("", "en", None),
        ("Atlantis", "en", None),
    ],
)
def test_a_country_as_it_is_typed(text: str, language: str, code: str | None) -> None:
    assert countries.read_country(text, language) == code


def test_countries_are_offered_in_the_order_of_their_names() -> None:
    names = [name for _, name in countries.choices("de")]
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize("code", languages.OFTEN)
def test_the_languages_of_every_day_are_known(code: str) -> None:
    assert languages.is_language(code)
    assert languages.language_named(code, "de")


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Tigrinya", "de", "tir"),
        ("dari", "en", "prs"),
        ("Arabisch", "de", "ara"),
        ("uk", "en", "ukr"),
        ("Ukrainisch", "de", "ukr"),
        ("kmr", "en", "kmr"),
        ("Klingonisch von der Küste", "de", None),
        ("", "de", None),
    ],
)
def test_a_language_as_it_is_typed(text: str, language: str, code: str | None) -> None:
    assert languages.read_language(text, language) == code


def test_a_sign_language_is_a_language() -> None:
    assert languages.is_language("uks")  # Ukrainian Sign Language


def test_few_enough_are_offered_to_choose_from() -> None:
    offered = languages.choices("en")
    assert set(languages.OFTEN) <= {code for code, _ in offered}
    assert len(offered) < 800


def test_scripts_have_names() -> None:
    assert scripts.script_named("Arab", "de") == "Arabisch"
    assert scripts.script_named("Ethi", "en") == "Ethiopic"
    assert scripts.script_named("Qqqq", "en") == "Qqqq"
