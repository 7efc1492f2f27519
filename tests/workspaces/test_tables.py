"""A table whose cells become cards on a telephone: what each is called stands in an attribute, as words."""

from __future__ import annotations

from limen.web.components import Column, Empty, Row, Table, isolated


def _body(header: str) -> str:
    table = Table(
        caption="Sample",
        columns=(Column(header="First"), Column(header=header)),
        rows=(Row(cells=("one", "two")),),
        empty=Empty(sentence="Nothing."),
    )
    return str(table.body)


def test_the_marks_of_a_header_are_no_words_of_its_label() -> None:
    body = _body(isolated("Amina & Yusuf <Sample>"))
    assert 'data-label="Amina &amp; Yusuf &lt;Sample&gt;"' in body
    assert "bdi" not in body


def test_a_header_in_plain_words_stays_as_it_is() -> None:
    assert 'data-label="Less &lt; more &amp;amp; all"' in _body("Less < more &amp; all")
