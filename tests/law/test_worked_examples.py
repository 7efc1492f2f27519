"""The packs that come with Limen: they read without trouble, and every worked example holds."""

from __future__ import annotations

import pytest

from limen.law.examples import Example
from limen.law.library import Library
from limen.law.proving import faults_of
from tests.law import packs

EXAMPLES = [
    pytest.param(id, example, id=f"{id}-{example.id}")
    for library in [packs.real()]
    if isinstance(library, Library)
    for id, examples in library.examples.items()
    for example in examples
]


def test_every_pack_reads_without_trouble() -> None:
    library = packs.real()
    assert isinstance(library, Library), f"\n{library}"
    assert library.packs


@pytest.mark.parametrize(("pack", "example"), EXAMPLES)
def test_a_worked_example_holds(pack: str, example: Example) -> None:
    library = packs.real()
    assert isinstance(library, Library)
    faults = faults_of(example, library.pack(pack), library)
    assert not faults, f"{example.file}, line {example.line}: {'; '.join(faults)}"
