"""`limen law due`: the day and why, how sure that is, how things stand on a day, what cannot be asked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from limen.site import cli
from tests.site.law_packs import change, folder_of_packs
from tests.site.test_command_line import REPOSITORY, surroundings

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask about the land; code, what was said, what went wrong."""
    packs = folder_of_packs(tmp_path / "packs")

    def asked(*words: str) -> tuple[int, str, str]:
        code = cli.main(["law", "due", "--packs", str(packs), *words])
        out, err = capsys.readouterr()
        return code, " ".join(out.split()), err

    return asked


def test_a_day_with_its_reasons(ask: Ask) -> None:
    code, said, _ = ask("land", "reply", "--fact", "asked_on=2026-06-10")
    assert code == 0
    assert said.startswith("2026-06-22 Reply to a letter")
    assert "legal end Monday 22 June 2026" in said
    assert "before moving Saturday 20 June 2026" in said
    assert "1. The version of 2020-01-01 applies (10 days)" in said
    assert "3. 2026-06-20 is a Saturday, so it ends on the next working day, 2026-06-22." in said
    assert "verified: the text of the law, or an official page, was read. source: Act, section 1" in said
    assert "Count with care." in said
    assert "When missed The letter is late." in said
    assert "As of 2026-06-20: A court looks at it. (Case 1/26)" in said
    assert "a draft that nobody has signed; not legal advice" in said
    assert "days left" not in said


def test_fingerprints_of_twelve_digits(ask: Ask) -> None:
    _, said, _ = ask("land", "reply", "--fact", "asked_on=2026-06-10")
    words = said.split()
    pack = words[len(words) - words[::-1].index("pack") + 1].rstrip(":")
    calendar = words[len(words) - words[::-1].index("calendar") + 1].rstrip(":")
    assert len(pack) == len(calendar) == 12
    assert int(pack, 16)
    assert int(calendar, 16)


def test_another_calendar_in_any_case(ask: Ask) -> None:
    facts = ("--fact", "asked_on=2026-06-03")
    assert ask("land", "reply", *facts)[1].startswith("2026-06-15")
    assert ask("land", "reply", *facts, "--calendar", "VILLAGE")[1].startswith("2026-06-13")


def test_hours_end_at_an_hour(ask: Ask) -> None:
    _, said, _ = ask("land", "alarm", "--fact", "seen_at=2026-06-12T14:30")
    assert said.startswith("2026-06-13 15:00 Answer an alarm")
    assert "Saturday 13 June 2026 at 15:00 (Europe/Berlin)" in said


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("2026-06-18", "4 days left, 2 working days among them."),
        ("2026-06-22", "It is due today."),
        ("2026-06-23", "Overdue for 1 day."),
    ],
)
def test_how_a_running_clock_stands(ask: Ask, on: str, sentence: str) -> None:
    assert sentence in ask("land", "reply", "--fact", "asked_on=2026-06-10", "--on", on)[1]


def test_an_earliest_day_is_never_overdue(ask: Ask) -> None:
    words = ("land", "opens", "--fact", "asked_on=2026-06-10", "--on")
    assert "Not yet: it may be done in 9 days." in ask(*words, "2026-07-01")[1]
    assert "It may be done; the day came 2 days ago." in ask(*words, "2026-07-12")[1]


def test_today_is_a_day(ask: Ask) -> None:
    code, said, _ = ask("land", "reply", "--fact", "asked_on=2020-06-10", "--on", "today")
    assert code == 0
    assert "Overdue for " in said


def test_a_clock_that_stands_still(ask: Ask) -> None:
    words = ("land", "reply", "--fact", "asked_on=2026-06-10", "--stop", "storm:2026-06-15")
    code, said, _ = ask(*words, "--on", "2026-06-25")
    assert code == 0
    assert said.startswith("stands still Reply to a letter")
    assert "Stands still since 2026-06-15: A storm." in said
    assert "6 days would be left. If the clock went on today, it would end on Tuesday 30 June 2026." in said
    assert ask(*words[:4], "--stop", "storm:2026-06-15:2026-06-25")[1].startswith("2026-06-30")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--fact", "crowded=yes"], "not settled: the value (15 days) is secondary: a law firm"),
        (
            ["--fact", "crowded=yes"],
            "not settled: the value (15 days) rests on an interpretation: Many means",
        ),
        (["--extend", "complexity"], "not settled: the extension “complexity” is unverified: from memory"),
        (["--stop", "lunch:2026-06-11:2026-06-12"], "not settled: the stop “lunch” is secondary"),
    ],
)
def test_what_is_not_settled_is_said(ask: Ask, words: list[str], sentence: str) -> None:
    said = ask("land", "reply", "--fact", "asked_on=2026-06-10", *words)[1]
    assert sentence in said
    assert "verified: the text of the law, or an official page, was read." not in said


def test_the_latest_end_is_as_sure_as_its_source(ask: Ask) -> None:
    words = ("land", "decide", "--fact", "asked_on=2026-06-10", "--fact")
    said = ask(*words, "heard_on=2026-06-12")[1]
    assert said.startswith("2026-08-12")
    assert "not settled: the latest end (2 months) is secondary" in said
    assert "not settled" not in ask(*words, "heard_on=2026-12-12")[1]
    assert "not settled: there is a latest end, which was not looked at" in ask(*words[:4])[1]


def test_days_of_transition_need_a_lawyer(ask: Ask) -> None:
    said = ask("land", "reply", "--fact", "asked_on=2020-01-15")[1]
    assert "not settled: which law governs must be looked at by a lawyer: Perhaps the old act." in said


def test_extensions_with_and_without_a_length(ask: Ask) -> None:
    words = ("land", "reply", "--fact", "asked_on=2026-06-10", "--extend")
    assert ask(*words, "complexity")[1].startswith("2026-07-20")
    assert ask(*words, "complexity:5 days")[1].startswith("2026-06-25")
    assert ask(*words, "complexity:5_days")[1].startswith("2026-06-25")


def test_json_keeps_its_names(ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["land", "reply", "--fact", "asked_on=2026-06-10", "--on", "2026-06-18", "--json"]
    assert cli.main(["law", "due", "--packs", str(tmp_path / "packs"), *words]) == 0
    found = json.loads(capsys.readouterr().out)
    assert sorted(found) == sorted(
        "format term due raw work_to due_at stands_still days_left value situation since governed_on source "
        "certainty interpretation note not_settled reasons when_missed litigation on pack calendar".split()
    )
    assert found["format"] == 1
    assert (found["due"], found["raw"], found["work_to"]) == ("2026-06-22", "2026-06-20", "2026-06-22")
    assert found["on"] == {
        "day": "2026-06-18",
        "days_left": 4,
        "working_days_left": 2,
        "says": "4 days left, 2 working days among them.",
        "if_it_went_on": None,
    }
    assert [reason["code"] for reason in found["reasons"]] == ["governed", "runs_from", "rolled"]
    assert sorted(found["reasons"][0]) == ["code", "length", "on", "says", "source", "to", "what"]
    assert found["term"]["for"] == "authority"
    assert found["pack"]["status"] == "draft"


def test_json_of_a_clock_that_stands_still(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packs = folder_of_packs(tmp_path / "packs")
    words = ["--fact", "asked_on=2026-06-10", "--stop", "storm:2026-06-15", "--on", "2026-06-25", "--json"]
    assert cli.main(["law", "due", "--packs", str(packs), "land", "reply", *words]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["due"], found["stands_still"], found["days_left"]) == (None, True, 6)
    assert found["on"]["if_it_went_on"] == {"due": "2026-06-30", "raw": "2026-06-30", "work_to": "2026-06-30"}


GIVEN = ["land", "reply", "--fact", "asked_on=2026-06-10"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["sea", "reply"], "There is no pack called “sea”. There are: land."),
        (["land", "repli"], "“land” has no term called “repli”. Did you mean “reply”?"),
        (["land", "reply"], "“reply” needs the fact “asked_on” (Day of asking)."),
        (["land", "reply", "--fact", "asked=2026-06-10"], "“land” knows no fact called “asked”."),
        (["land", "reply", "--fact", "asked_on=2026-02-30"], "“2026-02-30” for “asked_on” is not a date"),
        (["land", "reply", "--fact", "asked_on"], "“asked_on” is not a fact with its answer."),
        (["land", "reply", "--fact", "=2026-06-10"], "“=2026-06-10” is not a fact with its answer."),
        ([*GIVEN, "--fact", "asked_on=2026-06-11"], "“asked_on” is given twice, with different answers."),
        ([*GIVEN, "--fact", "crowded=perhaps"], "“crowded” is answered with yes or no"),
        ([*GIVEN, "--calendar", "moon"], "There is no calendar called “moon”. There are: town, village."),
        ([*GIVEN, "--on", "2026-13-01"], "“2026-13-01” for “--on” is not a date that exists."),
        ([*GIVEN, "--on", "2026-06-10T12:00"], "“2026-06-10T12:00” for “--on”"),
        ([*GIVEN, "--stop", "storm"], "“storm” is not a stop."),
        ([*GIVEN, "--stop", "storm:2026-06-11:2026-06-12:x"], "is not a stop."),
        ([*GIVEN, "--stop", "storm:yesterday"], "“yesterday” for “--stop” is not a date that exists."),
        ([*GIVEN, "--stop", "storm:2026-06-12:2026-06-11"], "it would end before it began"),
        ([*GIVEN, "--stop", "snow:2026-06-11"], "“reply” knows no stop called “snow”."),
        ([*GIVEN, "--extend", "complexity:"], "“complexity:” is not an extension."),
        ([*GIVEN, "--extend", "complexity:soon"], "“soon” is not a length of time."),
        ([*GIVEN, "--extend", "complexity:2 months"], "more than the 1 month that the law allows"),
        ([*GIVEN, "--extend", "beauty"], "“reply” knows no extension called “beauty”."),
        (["land", "alarm", "--fact", "seen_at=2026-06-10"], "give “seen_at” with its hour"),
        (["land", "alarm", "--fact", "seen_at=2026-06-10T25:00"], "is not a moment that exists"),
        (["land", "reply", "--fact", "asked_on=2019-01-01"], "No version of “reply” holds on 2019-01-01"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(ask: Ask, words: list[str], sentence: str) -> None:
    code, said, wrong = ask(*words)
    assert code == 1
    assert said == ""
    lines = wrong.splitlines()
    assert len(lines) == 2, wrong
    assert lines[0].startswith("limen: ")
    assert sentence in lines[0]
    assert lines[1].startswith("       ")


def test_a_missing_word_is_a_matter_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["law", "due", "land"])
    assert ended.value.code == 2
    assert "TERM" in capsys.readouterr().err


def test_troubles_of_packs_are_told_and_counted(ask: Ask, tmp_path: Path) -> None:
    change(tmp_path / "packs", "land/terms/letters.yaml", "since: 2020-01-01", "since: 2020-02-30")
    code, said, wrong = ask(*GIVEN)
    assert (code, said) == (1, "")
    assert "land/terms/letters.yaml, line 10: “2020-02-30” is not a day that exists." in wrong
    assert "limen: There is 1 trouble in the packs, and nothing was loaded." in wrong
    assert "Traceback" not in wrong


@pytest.mark.parametrize("place", ["nowhere", "empty"])
def test_a_folder_without_packs(tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    (tmp_path / "empty").mkdir()
    assert cli.main(["law", "due", "--packs", str(tmp_path / place), "land", "reply"]) == 1
    assert "limen: There " in capsys.readouterr().err


def test_neither_django_nor_a_database_is_imported(tmp_path: Path) -> None:
    packs = folder_of_packs(tmp_path / "packs")
    words = ["law", "due", "--packs", str(packs), *GIVEN]
    script = f"import sys\nfrom limen.site.cli import main\ncode = main({words!r})\n"
    script += "heavy = [m for m in ('django', 'psycopg', 'cryptography') if m in sys.modules]\n"
    script += "sys.stderr.write(f'{code} {heavy}')\n"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=REPOSITORY,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "0 []"
    assert done.stdout.startswith("2026-06-22")
