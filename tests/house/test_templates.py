"""Templates: nothing a strict content policy would block, nothing from other hosts, no sentence left bare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house import tree
from tests.house.markup import Attribute, Template

ELSEWHERE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
NAMESPACE = re.compile(r"^xmlns(:|$)")
CSS_FROM_ELSEWHERE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?(?:https?:)?//", re.IGNORECASE)


@cache
def read(path: Path) -> Template:
    return Template(path.read_text(encoding="utf-8"), html=path.suffix != ".txt")


def attributes() -> Iterator[tuple[Path, Attribute]]:
    """Every attribute of every template."""
    for path in tree.templates():
        for attribute in read(path).attributes:
            yield path, attribute


def test_no_template_styles_or_scripts_inline() -> None:
    faults = [
        f"{tree.place(path, one.line)}: {one.name}="
        for path, one in attributes()
        if one.name == "style" or re.fullmatch(r"on[a-z]+", one.name) or _runs_script(one.value)
    ]
    assert not faults, tree.listed(faults)


def _runs_script(value: str | None) -> bool:
    return (value or "").strip().lower().startswith(("javascript:", "data:text/html"))


def test_every_style_and_script_is_a_file() -> None:
    faults = [
        f"{tree.place(path, line)}: <{tag}>"
        for path in tree.templates()
        for line, tag, names in read(path).tags
        if tag == "style" or (tag == "script" and "src" not in names)
    ]
    assert not faults, tree.listed(faults)


def test_no_template_asks_another_host_for_anything() -> None:
    faults = [
        f"{tree.place(path, one.line)}: {one.name}={one.value}"
        for path, one in attributes()
        if one.value and ELSEWHERE.match(one.value) and not NAMESPACE.match(one.name)
    ]
    assert not faults, tree.listed(faults)


def test_no_stylesheet_asks_another_host_for_anything() -> None:
    sheets = [path for path in tree.LIMEN.rglob("*.css") if "static" in path.parts]
    faults = [tree.place(path) for path in sheets if CSS_FROM_ELSEWHERE.search(path.read_text("utf-8"))]
    assert not faults, tree.listed(faults)


def test_every_sentence_can_be_translated() -> None:
    faults = [
        f"{tree.place(path, bare.line)}: {bare.says!r}"
        for path in tree.templates()
        for bare in read(path).bare
    ]
    assert not faults, tree.listed(faults)


@pytest.mark.parametrize(
    "source",
    [
        "<p>Hello</p>",
        "<p>{{ name }} is here</p>",
        '<a title="Open">{{ x }}</a>',
        '<img alt="A map" src="x.svg">',
        '<input type="submit" value="Send">',
        '{% include "row.html" with label="Name" %}',
        '{{ name|default:"nobody" }}',
        "{% if x %}<b>Да</b>{% endif %}",
        "{% blocktranslate %}One{% endblocktranslate %} two",
        '<p translate="no">ab</p><p>cd</p>',
    ],
)
def test_the_reader_finds_a_bare_sentence(source: str) -> None:
    assert Template(source).bare


@pytest.mark.parametrize(
    "source",
    [
        '<p class="big">{% translate "Hello" %}</p>',
        "<p>{% blocktranslate with a=b %}Hello {{ a }}{% endblocktranslate %}</p>",
        "{# a note #}{% comment %} a note {% endcomment %}",
        '<a title="{% translate "Open" %}" href="/x">{{ name }}</a>',
        '{% include "row.html" with label=_("Name") %}',
        '{{ day|date:"j F Y" }} · 12 %',
        '<p translate="no">Limen ABC</p>',
        "<code>limen migrate</code> Limen",
        '{% extends whole|yesno:"web/page.html,web/part.html" %}',
        '<!doctype html><html lang="{{ code }}"><!-- a note -->',
    ],
)
def test_the_reader_leaves_the_rest_alone(source: str) -> None:
    assert not Template(source).bare


def test_the_reader_sees_attributes_behind_conditions() -> None:
    found = Template('<p {% if x %}style="color: red"{% endif %}\n  {% if y %}onclick="go()"{% endif %}>')
    assert {one.name for one in found.attributes} >= {"style", "onclick"}


def test_the_reader_knows_the_line() -> None:
    source = "{% comment %}\n\n{% endcomment %}\n<p>\n  bare</p>"
    assert [bare.line for bare in Template(source).bare] == [5]
