"""What hypothesis makes names, days and zones from. `LIMEN_EXAMPLES=2000` tries more of each."""

from __future__ import annotations

import os
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from bench.invented.people import parts

quickly = settings(max_examples=int(os.environ.get("LIMEN_EXAMPLES", "35")), deadline=None)
spellings = sorted({spelling for _, part in parts() for spelling in (part.home, *part.spellings)})
words = st.sampled_from(spellings)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)
anything = st.text(max_size=40)
days = st.dates(min_value=date(1925, 1, 1), max_value=date(2026, 11, 22))
