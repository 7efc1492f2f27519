"""Finds every translatable sentence in the Python modules, the templates and the law of Limen."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from limen.law import refusing, saying
from limen.web.words.languages import CODE

# Django's own names beside the ones that Babel knows; the numbers say which argument is what ("c": context).
KEYWORDS: Mapping[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
FOR_TRANSLATORS = ("Translators:",)
TEMPLATES = frozenset({".html", ".txt"})
# The law knows no framework: it keeps its sentences under these names, and the doors translate them.
PLAIN = frozenset({"SENTENCES", "WEEKDAYS"})


def everything(code: Path = CODE) -> Catalog:
    """All sentences below a folder as one catalogue without translations."""
    found = Catalog(locale="en", charset="utf-8")
    for path in _sources(code):
        place = str(path.relative_to(code.parent))
        for line, message, comments, context in _sentences(path):
            found.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    if code == CODE:
        for sentence in _of_the_law():
            found.add(sentence, locations=[("limen/law", 0)])
    return found


def _of_the_law() -> Iterator[str]:
    """What the law says of its answers. It has no framework, so its sentences stand there unmarked."""
    yield from refusing.SENTENCES.values()
    yield from saying.SENTENCES.values()
    yield from saying.WEEKDAYS


def _sources(code: Path) -> Iterator[Path]:
    for path in sorted(code.rglob("*")):
        in_templates = "templates" in path.relative_to(code).parts
        if path.suffix == ".py" or (path.suffix in TEMPLATES and in_templates):
            yield path


def _sentences(path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = _as_python(text, path)
    yield from extract(
        "python",
        BytesIO(text.encode()),
        keywords=KEYWORDS,
        comment_tags=FOR_TRANSLATORS,
        strip_comment_tags=True,
    )


def _plain_sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The sentences that a module keeps as plain strings: the values of a table, or the items of a list."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if not isinstance(target, ast.Name) or target.id not in PLAIN:
            continue
        kept = getattr(node, "value", None)
        values = kept.values if isinstance(kept, ast.Dict) else getattr(kept, "elts", [])
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.lineno, value.value


def _as_python(template: str, path: Path) -> str:
    """What `templatize` makes of a template, without indentation, which means something in Python."""
    return "\n".join(line.lstrip() for line in templatize(template, origin=str(path)).split("\n"))
