"""The tool for translations: it finds what is there, keeps what was done, and notices what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from limen.web.words import catalogues, languages
from limen.web.words.extract import everything
from limen.web.words.faults import broken_lines, coverage, faults
from tests.house import tree


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A little program with sentences in it."""
    folder = tmp_path / "code"
    (folder / "templates").mkdir(parents=True)
    (folder / "one.py").write_text(
        'from x import gettext as _\n# Translators: said at the door\nA = _("Come in")\n'
        'B = ngettext("%(n)s case", "%(n)s cases", 2)\nC = pgettext("post", "Letter")\n',
        encoding="utf-8",
    )
    (folder / "templates" / "page.html").write_text(
        "<p>\n      {% translate 'Go out' %}\n  </p>\n"
        "    {% blocktranslate trimmed with a=b %}\n  Hello\n {{ a }}\n{% endblocktranslate %}"
        '{% translate "May" context "month" %} it\'s {{ x|default:_("nobody") }}',
        encoding="utf-8",
    )
    return folder


def keys(words: Catalog) -> set[tuple[str | None, str]]:
    return {catalogues.message_key(message) for message in words if message.id}


def test_it_finds_sentences_in_code_and_templates(code: Path) -> None:
    assert keys(everything(code)) == {
        (None, "Come in"),
        (None, "%(n)s case"),
        ("post", "Letter"),
        (None, "Go out"),
        (None, "Hello %(a)s"),
        ("month", "May"),
        (None, "nobody"),
    }


def test_an_update_keeps_translations_and_marks_new_entries(
    code: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "LOCALE", tmp_path / "locale")
    assert catalogues.update("de", everything(code))
    path = languages.catalogue("de")
    reviewed = path.read_text(encoding="utf-8").replace(
        f'# {languages.UNREVIEWED}\n#. said at the door\n#: code/one.py\nmsgid "Come in"\nmsgstr ""',
        '#. said at the door\n#: code/one.py\nmsgid "Come in"\nmsgstr "Herein"',
    )
    path.write_text(reviewed, encoding="utf-8")
    (code / "two.py").write_text('D = gettext_lazy("Stay")\n', encoding="utf-8")

    assert catalogues.update("de", everything(code))
    assert not catalogues.update("de", everything(code))

    words = catalogues.read(path, "de")
    assert words["Come in"].string == "Herein"
    assert languages.UNREVIEWED not in words["Come in"].user_comments
    assert languages.UNREVIEWED in words["Stay"].user_comments
    assert not words["Stay"].fuzzy
    assert str(coverage("de")).startswith("de: 1 of 8 sentences translated (12 %), 0 of them")


def test_a_translation_outlives_its_sentence(
    code: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "LOCALE", tmp_path / "locale")
    found = everything(code)
    catalogues.update("fr", found)
    path = languages.catalogue("fr")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Go out"\nmsgstr ""', '"Go out"\nmsgstr "Sortez"'), encoding="utf-8")
    (code / "templates" / "page.html").unlink()
    catalogues.update("fr", everything(code))
    assert "Sortez" in path.read_text(encoding="utf-8")
    assert "Go out" not in {sentence for _, sentence in keys(catalogues.read(path, "fr"))}
    catalogues.update("fr", found)
    assert catalogues.read(path, "fr")["Go out"].string == "Sortez"


@pytest.mark.parametrize(
    ("sentence", "translation", "fault"),
    [
        ("Hello %(name)s", "Hallo %(namen)s", "placeholders"),
        ("Hello {name}", "Hallo", "placeholders"),
        ("<b>Hello</b>", "<b>Hallo", "placeholders"),
        (("%(n)s case", "%(n)s cases"), ("ein Fall", "Fälle"), "placeholders"),
        (("%(n)s case", "%(n)s cases"), ("%(n)s Fall",), "plural forms"),
    ],
)
def test_a_broken_translation_is_noticed(
    sentence: str | tuple[str, str], translation: str | tuple[str, ...], fault: str
) -> None:
    words = Catalog(locale="de")
    words.add(sentence, translation)
    assert any(fault in one for one in faults(words, Catalog()))


def test_a_good_translation_is_left_alone() -> None:
    words = Catalog(locale="de")
    words.add("Hello %(name)s <b>{x}</b>", "{x} <b>und</b> %(name)s")
    words.add(("%(n)s case", "%(n)s cases"), ("ein Fall", "%(n)s Fälle"))
    words.add("Not yet", "")
    assert not list(faults(words, Catalog()))


def test_a_fuzzy_entry_and_a_missing_sentence_are_noticed() -> None:
    words, found = Catalog(locale="de"), Catalog()
    words.add("One", "Eins", flags=["fuzzy"])
    found.add("Two")
    assert sorted(one.split()[0] for one in faults(words, found)) == ["fuzzy,", "missing"]


def test_a_line_that_is_no_part_of_a_catalogue_is_noticed() -> None:
    good = '# said\n#~ msgid "old"\nmsgctxt "a"\nmsgid "b \\"c\\""\n"more"\nmsgstr[0] ""\n\n'
    assert not list(broken_lines(good))
    assert all(list(broken_lines(bad)) for bad in ('msgid "open', "msgstr none", "rubbish", 'msgid "a" "b"'))


def test_the_catalogues_compile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = sorted(tree.LIMEN.glob("web/locale/*/LC_MESSAGES/django.po"))
    assert {path.parts[-3] for path in words} == {languages.SOURCE, *languages.TRANSLATED}
    for source in words:
        copy = tmp_path / source.parts[-3] / "LC_MESSAGES" / "django.po"
        copy.parent.mkdir(parents=True)
        copy.write_bytes(source.read_bytes())
    copies = sorted(tmp_path.glob("*/LC_MESSAGES/django.po"))
    catalogues.compile_all(copies)
    assert all(path.with_suffix(".mo").stat().st_size > 0 for path in copies)
