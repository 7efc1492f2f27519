"""What `limen law check` must notice about the packs."""

from __future__ import annotations

from gate import checks
from gate.breaks.breaking import Break, add, change

(LAW,) = checks.law()
TERMS, EXAMPLES = "packs/eu/terms/making.yaml", "packs/eu/examples/planted.yaml"
WRONG = """\
- id: PLANTED
  says: Counted wrongly
  term: register
  facts: {made_on: 2026-06-12}
  calendar: de
  expect: {due: 2026-06-18}
"""

BREAKS = [
    Break(
        name="a worked example that does not hold",
        path=EXAMPLES,
        spoil=add(WRONG),
        check=LAW,
        must_say=r"planted\.yaml, line 1: PLANTED .* does not hold",
    ),
    Break(
        name="a fact that is nowhere defined",
        path=TERMS,
        spoil=change("runs_from: made_on", "runs_from: made_up_on"),
        check=LAW,
        must_say=r"making\.yaml, line \d+: .*made_up_on",
    ),
    Break(
        name="a day that does not exist",
        path=TERMS,
        spoil=change("since: 2026-06-12", "since: 2026-02-30"),
        check=LAW,
        must_say=r"making\.yaml, line \d+: .*2026-02-30",
    ),
]
