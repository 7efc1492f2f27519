"""What could be broken, and who must notice: one entry for each promise the gate makes.

To add one: the file to spoil, how, the check that must fail, and what it must say, so that it fails for the
reason that was planted and for no other.
"""

from __future__ import annotations

from gate.breaks import code, domain, house, law, pages
from gate.breaks.breaking import Break

BREAKS: list[Break] = [*code.BREAKS, *domain.BREAKS, *pages.BREAKS, *house.BREAKS, *law.BREAKS]
