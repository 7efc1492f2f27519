"""What must be noticed about templates and translations."""

from __future__ import annotations

from gate import checks
from gate.breaks.breaking import CODE, Break, add, house, module
from gate.places import shown

DJADE, WORDS = checks.templates_and_words()
PAGE = "limen/web/templates/web/planted.html"

BREAKS = [
    # templates and words
    Break(
        name="a badly formatted template",
        path=shown(checks.template_files()[0]),  # one that is there: djade is given the files by name
        spoil=add("{%if  x%}{%endif%}\n"),
        check=DJADE,
        must_say="would be reformatted",
    ),
    Break(
        name="a sentence nobody can translate",
        path=PAGE,
        spoil=add("<p>Nobody translated this</p>\n"),
        check=house("templates"),
        must_say="planted.html:1: 'Nobody translated this'",
    ),
    Break(
        name="a label nobody can translate",
        path=PAGE,
        spoil=add('<button aria-label="Close"></button>\n'),
        check=house("templates"),
        must_say="planted.html:1: 'Close'",
    ),
    Break(
        name="an inline style",
        path=PAGE,
        spoil=add('<p style="color: red"></p>\n'),
        check=house("templates"),
        must_say="planted.html:1: style=",
    ),
    Break(
        name="an inline event handler",
        path=PAGE,
        spoil=add('<p onclick="go()"></p>\n'),
        check=house("templates"),
        must_say="planted.html:1: onclick=",
    ),
    Break(
        name="an inline script",
        path=PAGE,
        spoil=add("<script>go()</script>\n"),
        check=house("templates"),
        must_say="planted.html:1: <script>",
    ),
    Break(
        name="a script from another host",
        path=PAGE,
        spoil=add('<script src="https://cdn.example/x.js"></script>\n'),
        check=house("templates"),
        must_say="planted.html:1: src=https",
    ),
    Break(
        name="a sentence missing from the catalogues",
        path=CODE,
        spoil=module('SAID = gettext_lazy("A sentence that was planted")\n'),
        check=WORDS,
        must_say=r"de: missing 'A sentence that was planted'",
    ),
    Break(
        name="a translation that lost its placeholder",
        path="limen/web/locale/de/LC_MESSAGES/django.po",
        spoil=add('\nmsgid "Planted %(x)s"\nmsgstr "Gepflanzt"\n'),
        check=WORDS,
        must_say="placeholders or tags differ in 'Planted",
    ),
    Break(
        name="a catalogue that does not parse",
        path="limen/web/locale/uk/LC_MESSAGES/django.po",
        spoil=add('\nmsgid "Planted\nmsgstr broken\n'),
        check=WORDS,
        must_say="uk: the catalogue cannot be read",
    ),
]
