"""What is in a pack, in numbers: terms, dated values, how sure somebody is of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from limen.law.dated import Certainty
from limen.law.library import Library
from limen.law.reading.nodes import compose
from limen.law.reading.troubles import Notebook
from limen.site.cli.law.words import number_of


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Of a pack's own files, without what it inherits."""

    terms: int
    values: int
    examples: int
    certainty: Mapping[Certainty, int]
    interpretations: int

    def __str__(self) -> str:
        sure = ", ".join(f"{self.certainty.get(one, 0)} {one}" for one in Certainty)
        read_in = f"; {number_of(self.interpretations, 'interpretation')}" if self.interpretations else ""
        return (
            f"{number_of(self.terms, 'term')}, {number_of(self.values, 'value')}, "
            f"{number_of(self.examples, 'example')}; {sure}{read_in}"
        )


def counts_of(library: Library, pack: str) -> Counts:
    """Counted in the files, so that everything dated counts, whatever it is."""
    found: Counter[str] = Counter()
    for path, text in library.files.items():
        folder, _slash, rest = path.partition("/")
        if folder == pack and not rest.startswith("examples/"):
            root = compose(text, path, Notebook())
            found.update(_things(root.node) if root is not None else ())
    terms = library.pack(pack).terms.values()
    return Counts(
        terms=sum(1 for term in terms if pack in (term.defined_in, term.set_in)),
        values=found["value"],
        examples=len(library.examples.get(pack, ())),
        certainty={one: found[one] for one in Certainty},
        interpretations=found["interpretation"],
    )


def _things(node: yaml.Node) -> Iterator[str]:
    """A certainty for everything that has one, and what else is counted."""
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _things(one)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "certainty" and value.value in set(Certainty):
                yield value.value
            elif key.value == "interpretation":
                yield "interpretation"
            elif key.value == "values" and isinstance(value, yaml.SequenceNode):
                yield from ("value" for _one in value.value)
            yield from _things(value)
