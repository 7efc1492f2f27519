"""How often each outcome is seen among pairs of one person (m) and among pairs of two (u).

Counted with known truth on invented records of another seed than the one that is measured; the last two
digits mean nothing. Of document numbers that two persons share by accident none was seen: there the share is
a guess on the safe side.
"""

from __future__ import annotations

WEIGHTS: dict[str, tuple[float, float]] = {
    "name.same": (0.374, 0.000175),
    "name.sounds_alike": (0.356, 4.25e-05),
    "name.one_letter": (0.0943, 4.5e-06),
    "name.part_missing": (0.0885, 0.000356),
    "name.two_letters": (0.0219, 2.85e-05),
    "name.all_but_one": (0.0382, 0.00191),
    "name.one_word": (0.0247, 0.0287),
    "name.different": (0.00305, 0.969),
    "birth.same": (0.803, 4.77e-05),
    "birth.swapped": (0.0222, 1.55e-05),
    "birth.one_digit": (0.0481, 0.001),
    "birth.year_alone": (0.119, 0.000622),
    "birth.may_be": (0.0001, 0.0001),
    "birth.same_year": (0.0003, 0.0106),
    "birth.different": (0.00794, 0.988),
    "number.same": (0.714, 1e-06),
    "number.one_character": (0.0318, 2e-06),
    "number.different": (0.254, 1.0),
    "sex.same": (0.993, 0.5),
    "sex.different": (0.00672, 0.5),
    "place.same": (0.918, 0.0075),
    "place.different": (0.0817, 0.993),
}
