"""Words of names in the scripts that matter: what makes no difference, and what is one word."""

from __future__ import annotations

import pytest
from hypothesis import given

from limen.likeness.scripts import Script, script_of
from limen.likeness.spelling import is_honorific, latin_forms, tokens_of
from tests.likeness.invented import anything, names, quickly


def folded(name: str) -> list[str]:
    return [token.folded for token in tokens_of(name)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ﻣﺤﻤﺪ", "محمد"),  # presentation forms
        ("محـــمد", "محمد"),  # tatweel
        ("مُحَمَّد", "محمد"),  # vowel marks
        ("أحمد", "احمد"),
        ("آدم", "ادم"),
        ("ليلى", "ليلا"),
        ("علی", "علي"),  # Persian and Arabic ya
        ("کریم", "كريم"),  # Persian and Arabic kaf
        ("فاطمة", "فاطمه"),
        ("نجیب‌الله", "نجیبالله"),  # a joiner inside a word
        ("ሀይሌ", "ሐይሌ"),
        ("ሰላም", "ሠላም"),
        ("አማን", "ዐማን"),
        ("ጸጋይ", "ፀጋይ"),
        ("ГРИГОРІЙ", "григорій"),
        ("Ґалаґан", "Галаган"),
        ("Şêrko", "Serko"),
        ("Y\u0131ld\u0131z", "YILDIZ"),
        ("Türk", "Turk"),
        ("O’Brien", "OBrien"),
        ("Ta'if", "Taif"),
        ("Łukasz", "Lukasz"),
        ("MÜLLER", "muller"),
        ("José", "Jose\u0301"),
    ],
)
def test_what_nobody_would_notice_makes_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("name", "words", "joined"),
    [
        ("al-Ahmad", ["ahmad"], ["alahmad"]),
        ("Ibn al-Khatib", ["khatib"], ["ibnalkhatib"]),
        ("Fatima bint Ali", ["fatima", "ali"], ["", "bintali"]),
        ("as-Sayed", ["sayed"], ["assayed"]),
        ("An Nguyen", ["nguyen"], ["annguyen"]),
        ("An Tran", ["an", "tran"], ["", ""]),
        ("Anna van der Berg", ["anna", "berg"], ["", "vanderberg"]),
        ("Hassan-zadeh", ["hassan"], ["hassanzadeh"]),
        ("Elnur Mammad oglu", ["elnur", "mammad"], ["", "mammadoglu"]),
        ("Van", ["van"], [""]),
        ("عمر بن الخطاب", ["amr", "alkhtab"], ["", "bnalkhtab"]),
    ],
)
def test_particles_belong_to_the_word_beside_them(name: str, words: list[str], joined: list[str]) -> None:
    assert folded(name) == words
    assert [token.joined for token in tokens_of(name)] == joined


@pytest.mark.parametrize(
    ("word", "script", "latin"),
    [
        ("محمد", Script.ARABIC, ("mhmd",)),
        ("فاطمة", Script.ARABIC, ("fatmh", "fatmt")),
        ("ኃይለማርያም", Script.ETHIOPIC, ("haylemaryam",)),
        ("ተስፋይ", Script.ETHIOPIC, ("tesfay",)),
        ("Сергій", Script.CYRILLIC, ("sergii", "serhii")),
        ("Щербань", Script.CYRILLIC, ("shcherban",)),
        ("Şirin", Script.LATIN, ("shirin",)),
        ("முருகன்", Script.TAMIL, ("murukn",)),
        ("გიორგი", Script.GEORGIAN, ("giorgi",)),
        ("Νίκος", Script.GREEK, ("nikos",)),
    ],
)
def test_a_word_has_latin_forms(word: str, script: Script, latin: tuple[str, ...]) -> None:
    assert script_of(word) is script
    assert latin_forms(word)[0][:4] == latin[0][:4]
    assert len(latin_forms(word)) == len(latin)


def test_forms_of_address_are_known() -> None:
    assert is_honorific("Dr.")
    assert is_honorific("Haji")
    assert not is_honorific("Karim")


def test_a_name_without_letters_has_no_words() -> None:
    assert tokens_of(" - 12 . ") == ()
    assert script_of("12") is Script.NONE


@quickly
@given(anything)
def test_whatever_is_typed_becomes_words_of_small_latin_letters(text: str) -> None:
    for token in tokens_of(text):
        assert token.folded
        assert token.folded.isascii()
        assert token.folded == token.folded.lower()
        assert token.forms


@quickly
@given(names)
def test_a_name_in_capitals_has_the_same_words(name: str) -> None:
    assert folded(name.upper().lower()) == folded(name.lower())
