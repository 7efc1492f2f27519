"""A piece of a page that is kept says what its values say, in the language of whoever reads it."""

from __future__ import annotations

from django.utils import translation

from limen.web.kept import kept
from limen.web.shell import WorkspaceLink


def _card(label: str, *, has_palette: bool = False) -> str:
    link = WorkspaceLink(label=label, url="/x/", key="x", is_current=False)
    return str(kept("web/keys_card.html", workspaces=(link,), has_palette=has_palette))


def test_each_set_of_values_has_a_piece_of_its_own() -> None:
    with translation.override("en"):
        first, second = _card("One <desk>"), _card("Another desk")
        assert "One &lt;desk&gt;" in first
        assert "One" not in second
        assert first == _card("One <desk>")
        assert "Ctrl" in _card("One <desk>", has_palette=True)


def test_each_language_has_a_piece_of_its_own() -> None:
    with translation.override("en"):
        english = _card("Desk")
    with translation.override("ar"):
        arabic = _card("Desk")
    assert "Keys" in english
    assert "Keys" not in arabic
