"""A small folder of packs to ask on the command line, and a repository of git to keep versions of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.law.packs import COUNTING, FACTS, PACK, TOWN

TERMS = """\
reply:
  says: Reply to a letter
  about: The person waits meanwhile.
  for: authority
  effect: limit
  runs_from: asked_on
  counted_by: plain
  regime: letters
  values:
    - since: 2020-01-01
      value: 10 days
      source: "Act, section 1"
      certainty: verified
      note: Count with care.
    - {since: 2090-01-01, value: 7 days, source: "Act of 2089, section 1", certainty: verified}
  situations:
    - id: crowd
      says: Too many letters
      when: crowded
      values:
        - since: 2020-01-01
          value: 15 days
          source: "Act, section 2"
          certainty: secondary
          interpretation: Many means many.
  extensions:
    - id: complexity
      says: A hard question
      values: [{since: 2020-01-01, value: 1 month, source: "Act, section 3", certainty: unverified}]
  stops:
    - {id: storm, says: A storm, attributed_to: third_party, source: "Act, section 5", certainty: verified}
    - {id: lunch, says: Lunch, attributed_to: authority, stops: no, source: "Act, 5", certainty: secondary}
  when_missed: The letter is late.
  litigation:
    - {as_of: 2026-06-20, says: "A court looks at it.", source: "Case 1/26"}
alarm:
  says: Answer an alarm
  for: provider
  effect: limit
  runs_from: seen_at
  counted_by: plain
  values: [{since: 2020-01-01, value: 24 hours, source: "Act, section 6", certainty: verified}]
decide:
  says: Decide
  for: authority
  effect: limit
  runs_from: asked_on
  counted_by: plain
  ends_at_latest:
    runs_from: heard_on
    values: [{since: 2020-01-01, value: 2 months, source: "Act, section 4", certainty: secondary}]
  values: [{since: 2020-01-01, value: 6 months, source: "Act, section 4", certainty: verified}]
opens:
  says: May be asked again
  for: applicant
  effect: earliest
  runs_from: asked_on
  counted_by: plain
  values: [{since: 2020-01-01, value: 1 month, source: "Act, section 7", certainty: verified}]
"""
REGIMES = """\
letters:
  says: Which act governs letters
  decided_by: asked_on
  values: [{since: 2020-01-01, value: act, says: The Act, source: "Act, section 99", certainty: verified}]
  doubts: [{from: 2020-01-01, to: 2020-02-01, says: Perhaps the old act, source: "Act, section 98"}]
"""
ENTITLEMENTS = """\
soup:
  says: Soup
  governed_by: asked_on
  values:
    - since: 2020-01-01
      answers: {guest: may_apply}
      otherwise: ask_a_lawyer
      source: "Soup Act"
      certainty: verified
"""
LISTS = """\
calm:
  says: Calm countries
  entries: [{country: BD, since: 2020-01-01, source: "Act, annex", certainty: verified}]
"""
OUTCOMES = """\
yes: {says: A yes, kind: grant, since: 2020-01-01, source: "Act, section 8", certainty: verified}
no: {says: A no, kind: refusal, since: 2020-01-01, source: "Act, 9", certainty: verified, remedy: reply}
"""
PLANS = """\
visits:
  says: Visits
  starts_from: asked_on
  since: 2020-01-01
  source: "Handbook"
  certainty: verified
  steps:
    - id: first
      says: First visit
      counted_by: plain
      values: [{since: 2020-01-01, value: 3 days, source: "Handbook", certainty: unverified}]
"""
EXAMPLES = """\
- id: T1
  says: Ten days
  term: reply
  facts: {asked_on: 2026-06-01}
  expect: {due: 2026-06-11}
- id: T2
  says: Soup for guests
  entitlement: soup
  status: guest
  facts: {asked_on: 2026-06-01}
  expect: {answer: may_apply}
"""
FILES = {
    "land/pack.yaml": PACK,
    "land/counting.yaml": COUNTING,
    "land/facts.yaml": FACTS,
    "land/regimes.yaml": REGIMES,
    "land/terms/letters.yaml": TERMS,
    "land/entitlements.yaml": ENTITLEMENTS,
    "land/lists.yaml": LISTS,
    "land/outcomes.yaml": OUTCOMES,
    "land/plans/visits.yaml": PLANS,
    "land/examples/letters.yaml": EXAMPLES,
    "calendars/town.yaml": TOWN,
    "calendars/village.yaml": "says: A village\ninherits: town\nworking: [{says: Fair, on: 2026-06-13}]\n",
}


def folder_of_packs(folder: Path) -> Path:
    """The folder, written."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Edit one file; what is replaced must be there."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def git(folder: Path, *words: str) -> None:
    """Run git there, as nobody in particular and without anybody's settings."""
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def repository(folder: Path) -> Path:
    """Packs on a branch called main, in a repository of their own; the folder of packs."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    packs = folder_of_packs(folder / "packs")
    commit(folder, "Begin")
    return packs


def commit(folder: Path, summary: str) -> None:
    """Everything as it is."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", summary)
