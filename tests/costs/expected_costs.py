"""What each page costs at ten thousand cases, in one table. A change for the worse fails; who makes a page
cheaper lowers its numbers here: what was measured, and a tenth more for rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Cost:
    """`statements`: exactly so many. `shown`: rows on the page. `per_row`: rows read for each of these, at
    most. `but`: what its plans do although no page should, each with the reason."""

    statements: int
    shown: int
    per_row: float
    but: Mapping[str, str] = field(default_factory=dict)


# What plans do although no page should, and why it stands.
WALLS = {"reads all of cases_wall": "all walls of the country fill five pages of the disk"}
CLOCKS = {"sorts many of deadlines_clock": "the earliest thousand of a unit are counted"}
PARTIES = {"reads all of cases_party": "the cases of sixty persons, among ten thousand parties"}
NAMES = {"sorts many of people_namekey": "names that another script may mean are ranked"}
LATEST = {"sorts many of notes_note": "of few cases every place is looked at"}
IDS = {"sorts many of no table": "at most 500 ids, put in order to show the latest"}

# A worklist reads 200 units, 635 members and 1,000 rows to count; a file, as somebody who reads the whole
# country, pays for walls with an "or": ADR 0017 says what would mend both.
EXPECTED: dict[str, Cost] = {
    "worklist by due": Cost(statements=10, shown=50, per_row=33),
    "worklist by -due": Cost(statements=10, shown=50, per_row=33),
    "worklist by last": Cost(statements=10, shown=50, per_row=33),
    "worklist by -last": Cost(statements=10, shown=50, per_row=33),
    "worklist by opened": Cost(statements=10, shown=50, per_row=33),
    "worklist by -opened": Cost(statements=10, shown=50, per_row=33),
    "worklist by reference": Cost(statements=10, shown=50, per_row=33),
    "worklist by -reference": Cost(statements=10, shown=50, per_row=33),
    "worklist, deep": Cost(statements=10, shown=50, per_row=33),
    "worklist, phase": Cost(statements=10, shown=50, per_row=43),
    "worklist, within a week": Cost(statements=10, shown=50, per_row=32),
    "worklist, quiet for 30 days": Cost(statements=10, shown=50, per_row=33),
    "worklist, nobody's": Cost(statements=10, shown=50, per_row=33),
    "worklist, mine": Cost(statements=7, shown=1, per_row=980),
    "worklist, found at night": Cost(statements=7, shown=1, per_row=980),
    "worklist, a language": Cost(statements=7, shown=1, per_row=2_100),
    "worklist, one officer's": Cost(statements=10, shown=42, per_row=51),
    "worklist, national": Cost(statements=10, shown=50, per_row=46),
    "worklist, five units": Cost(statements=10, shown=50, per_row=21),
    "worklist, walled": Cost(statements=10, shown=50, per_row=91, but=WALLS),
    "my worklist": Cost(statements=8, shown=42, per_row=130, but=WALLS),
    "cases of a unit": Cost(statements=5, shown=50, per_row=8),
    "cases shared with us": Cost(statements=4, shown=16, per_row=87, but=WALLS),
    "figures of a unit": Cost(statements=4, shown=19, per_row=14),
    "my day, officer": Cost(statements=23, shown=10, per_row=720, but=WALLS),
    "my day, supervisor": Cost(statements=28, shown=1, per_row=4_200, but=CLOCKS),
    "my round, agency": Cost(statements=12, shown=1, per_row=1_700, but=WALLS),
    "due, mine": Cost(statements=6, shown=4, per_row=1_100, but=WALLS),
    "due, unit": Cost(statements=6, shown=46, per_row=82, but=CLOCKS),
    "due, national": Cost(statements=6, shown=50, per_row=120, but=CLOCKS),
    "open a case, small": Cost(statements=12, shown=7, per_row=400),
    "timeline, small": Cost(statements=7, shown=4, per_row=240),
    "notes, small": Cost(statements=6, shown=3, per_row=470),
    "documents, small": Cost(statements=8, shown=1, per_row=3_000),
    "clocks, small": Cost(statements=10, shown=1, per_row=960),
    "people of a case, small": Cost(statements=6, shown=1, per_row=1_700),
    "tasks of a case, small": Cost(statements=6, shown=1, per_row=480),
    "open a case, huge": Cost(statements=12, shown=8, per_row=1_600),
    "timeline, huge": Cost(statements=7, shown=50, per_row=22),
    "notes, huge": Cost(statements=6, shown=50, per_row=250),
    "documents, huge": Cost(statements=8, shown=50, per_row=510),
    "clocks, huge": Cost(statements=10, shown=1, per_row=950),
    "people of a case, huge": Cost(statements=6, shown=1, per_row=1_700),
    "tasks of a case, huge": Cost(statements=6, shown=1, per_row=480),
    "timeline, deep": Cost(statements=7, shown=50, per_row=22),
    "person, as recorded": Cost(statements=8, shown=10, per_row=3_200, but=PARTIES),
    "person, misspelt": Cost(statements=8, shown=10, per_row=3_200, but=PARTIES),
    "person, a number": Cost(statements=6, shown=1, per_row=1_900),
    "person, another script": Cost(statements=8, shown=10, per_row=3_200, but=PARTIES | NAMES),
    "words, common": Cost(statements=5, shown=25, per_row=180, but=LATEST),
    "words, middling": Cost(statements=5, shown=15, per_row=190),
    "words, rare": Cost(statements=5, shown=4, per_row=630),
    "words, absent": Cost(statements=4, shown=1, per_row=2_300),
    "words, national": Cost(statements=5, shown=25, per_row=360, but=IDS | LATEST),
    "words, officer": Cost(statements=5, shown=7, per_row=370, but=WALLS),
    "words, walled": Cost(statements=5, shown=25, per_row=270, but=WALLS | IDS),
    "people of the house": Cost(statements=6, shown=635, per_row=6),
    "journal of the house": Cost(statements=3, shown=1, per_row=15),
    "refused requests": Cost(statements=3, shown=1, per_row=38),
    "quality of data": Cost(statements=21, shown=1, per_row=120_000),
}
