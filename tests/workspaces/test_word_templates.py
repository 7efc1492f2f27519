"""The page of the Word template: brought, refused with what to mend, put in force, ended, downloaded."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from limen.outside.printing import default_template
from tests.cast import Cast
from tests.conftest import House
from tests.domain.decisions.word_templates import changed, paragraph
from tests.workspaces.acting import ask, led_to, send, words

Browsers = Callable[..., Client]
PAGE = "/administration/templates/"
OURS = changed("<w:body>", "<w:body>" + paragraph("Harbour Street 1"))


def sent(content: bytes, name: str = "ours.docx") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def test_it_is_taken_edited_brought_and_ended(house: House, cast: Cast, browser_of: Browsers) -> None:
    ivo = browser_of(cast.ivo)
    page = words(ivo, PAGE)
    assert "Nobody has brought a template." in page
    assert "The template of the house is in force already." in page
    taken = ivo.get(f"{PAGE}default/")
    assert taken.content == default_template()
    assert "attachment" in taken["Content-Disposition"]
    page = led_to(ivo, send(ivo, f"{PAGE}keep/", sent=sent(OURS)))
    assert "Ivo put the Word template “ours.docx” in force (version 1)." in page
    [(key,)] = ask(house, "select id from decisions_papertemplate where kept_by_id = %s", cast.ivo.id)
    assert ivo.get(f"{PAGE}{key}/").content == OURS
    page = led_to(ivo, send(ivo, f"{PAGE}end/"))
    assert "went back from the Word template" in page
    assert "The template of the house. Nobody here has brought another." in page


def test_what_stands_against_it_is_said_and_nothing_is_kept(
    house: House, cast: Cast, browser_of: Browsers
) -> None:
    ivo = browser_of(cast.ivo)
    answer = send(ivo, f"{PAGE}keep/", sent=sent(changed("{{ signed }}", "{{ stamp }}"), "evil.docm"))
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "The name of the file must end in .docx." in page
    assert "There is nothing called “stamp”." in page
    query = "select count(*) from decisions_papertemplate where kept_by_id = %s"
    assert ask(house, query, cast.ivo.id) == [(0,)]
    assert "This field is required" in send(ivo, f"{PAGE}keep/").content.decode()


def test_who_administers_nothing_finds_no_such_page(cast: Cast, browser_of: Browsers) -> None:
    for who in (cast.berg, cast.jun):
        assert browser_of(who).get(PAGE).status_code in (403, 404)
