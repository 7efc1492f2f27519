"""Keys: the spellings that officials write for one name meet, and an index does not grow beyond measure."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, example, given

from bench.invented.people import ONE_CHANGE, observed, people
from bench.likeness import _word_is_found
from limen.likeness.keys import KEYS_VERSION, name_keys
from limen.likeness.sounds import LONGEST_SKELETON, MOST_READINGS, readings, skeleton
from limen.likeness.spelling import tokens_of
from tests.likeness.invented import anything, names, quickly


def meet(asked: str, recorded: str) -> bool:
    """Whether every word that is asked for, or two as one, is found."""
    rows = name_keys(recorded).rows
    keys = name_keys(asked)
    return any(one & rows for one in keys.joined) or all(one.probes & rows for one in keys.tokens)


@pytest.mark.parametrize(
    "spellings",
    [
        "Mohammed Muhammad Mohamad Mehmet Maxamed محمد",
        "Yusuf Youssef Joseph Jusuf يوسف Юсуф",
        "Tesfay Tesfai Tsfay ተስፋይ",
        "Oleksandr Alexander Aleksandr Олександр",
        "Volodymyr Vladimir Wolodymyr Володимир",
        "Khadija Hatice Khadidja خديجة",
        "Gholam Qulam Gulam Ghulam غلام",
        "Shirin Chirine Şîrîn Schirin شیرین",
        "Nguyễn Nguyen NGUYEN",
        "Serhii Sergei Сергій",
        "Jamal Djamel Gamal Cemal جمال",
        "Ouattara Wattara",
        "Xuseen Hussein Hossein حسین",
        "Cali Ali علي",
        "Daoud Dawood Davut داود",
        "Diallo Jallow",
        "Noureddine Nuraldin",
    ],
)
def test_what_officials_write_for_one_name_meets(spellings: str) -> None:
    written = spellings.split()
    missed = [(one, other) for one in written for other in written if not meet(one, other)]
    assert not missed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Haile Mariam", "Hailemariam"),
        ("Haile Mariam", "ኃይለማርያም"),
        ("Abd al-Rahman", "Abdurrahman"),
        ("Abdul Rahman", "عبدالرحمن"),
        ("عبد الرحمن", "Abderrahmane"),
        ("al-Ahmad", "الأحمد"),
        ("Alahmad", "El Ahmad"),
        ("Gebre Medhin", "Gebremedhin"),
        ("Abu Bakr", "Aboubacar"),
        ("Hassan Zadeh", "حسن‌زاده"),
    ],
)
def test_joined_and_split_words_meet(one: str, other: str) -> None:
    assert meet(one, other)
    assert meet(other, one)


@pytest.mark.parametrize(("one", "other"), [("Karim", "Petro"), ("Fatima", "Olena"), ("Tesfay", "Hussein")])
def test_different_names_do_not_meet(one: str, other: str) -> None:
    assert not meet(one, other)


@pytest.mark.parametrize("wrong", ["Mohamed", "Mohmmed", "Mohammde", "Mohajmed", "Muhammmed", "ohammed"])
def test_one_typing_error_is_forgiven(wrong: str) -> None:
    assert meet(wrong, "Mohammed")


def test_invented_people_are_found_after_one_change() -> None:
    """A small run of `bench likeness`, so that a change of the tables that loses names is noticed."""
    chance = random.Random(1)
    folk = list(people(400, seed=1))
    for kind in ONE_CHANGE:
        found = sum(_word_is_found(one, observed(one, kind, chance), wide=False) for one in folk)
        assert found / len(folk) >= 0.95, kind
    assert sum(len(name_keys(one.name).rows) for one in folk) / len(folk) <= 60


def test_keys_are_as_they_were_when_this_version_was_written() -> None:
    """Rows of an index are made of them: whoever changes one must change the version."""
    assert KEYS_VERSION == 1
    (keys,) = name_keys("Khalid").tokens
    assert keys.folded == "khalid"
    assert keys.sounds == {"HLT", "KLT", "@khalid"}
    assert keys.few == {"-HLT", "-HL", "-HT", "-LT", "-KLT", "-KL", "-KT"}
    assert keys.deletions == {
        *("khalid", "halid", "kalid", "khlid", "khaid", "khald", "khali"),
        *("HaLaT", "HaLa", "HaLT", "HaaT", "HLaT", "aLaT"),
        *("KaLaT", "KaLa", "KaLT", "KaaT", "KLaT"),
    }


def test_a_spelling_has_few_readings_and_the_likeliest_is_first() -> None:
    assert readings("shirin") == ("SaRaN",)
    assert readings("chirine")[0] == "SaRaN"
    assert readings("jusuf") == ("KaSaF", "aSaF")
    assert [skeleton(one) for one in readings("abdulrahman")] == ["APTRHMN"]


@quickly
@given(names)
@example("Al Ahmed")
def test_every_name_finds_itself_in_any_order(name: str) -> None:
    assert meet(name, name)
    swapped = " ".join(reversed(name.split()))
    # An article is one word with the one that follows: it changes places with it, not alone.
    assume(len(tokens_of(name)) == len(tokens_of(swapped)) == len(name.split()))
    assert meet(swapped, name)


@quickly
@given(anything)
def test_keys_are_short_plain_and_bounded_whatever_is_typed(text: str) -> None:
    keys = name_keys(text)
    assert keys.rows == name_keys(text).rows
    for token in keys.tokens:
        assert all(0 < len(row) <= 24 and row.isascii() for row in token.rows)
        assert len(token.rows) <= 70
        assert not any(len(one) > LONGEST_SKELETON for one in token.sounds if not one.startswith("@"))
    assert all(len(readings(one.folded)) <= MOST_READINGS for one in keys.tokens)
