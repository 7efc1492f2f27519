"""How a text is read, and that a hash names it: what differs is told apart, and what is the same is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from limen.domain.decisions.names import Content
from limen.domain.decisions.rules.texts import (
    RunKind,
    blocks_of,
    filled_digest,
    sources_in,
    standard,
    unknown_fields,
    unreadable_citations,
    with_paragraph,
)

words = st.text(max_size=40)
sections = st.dictionaries(st.sampled_from(["facts", "law", "remedy"]), words)
outcomes = st.dictionaries(st.uuids().map(str), st.sampled_from(["granted", "rejected"]), max_size=2)
contents = st.builds(Content, sections=sections, outcomes=outcomes)


def _said(content: Content) -> tuple[dict[str, str], dict[str, str]]:
    return {id: text for id, text in content.sections.items() if text.strip()}, dict(content.outcomes)


@given(contents, contents)
def test_two_versions_have_one_hash_only_when_they_say_the_same(one: Content, other: Content) -> None:
    """So an approval, which names a hash, never speaks of another text."""
    assert (one.digest == other.digest) == (_said(one) == _said(other))


@given(contents, st.sampled_from(["facts", "law", "remedy"]), words)
def test_any_edit_takes_the_hash_away(content: Content, section: str, text: str) -> None:
    edited = Content(sections={**content.sections, section: text}, outcomes=content.outcomes)
    assert (edited.digest == content.digest) == (_said(edited) == _said(content))


@given(contents)
def test_a_version_is_read_back_as_it_was_kept(content: Content) -> None:
    assert Content.from_kept(content.kept()).digest == content.digest


def test_fields_sources_and_standard_paragraphs_are_told_apart() -> None:
    text = with_paragraph("{{persons}} said so [[source: Interview, block 12]] {{poem}}.",
                          standard("Advice", "North", 2, "Ask a lawyer."))  # fmt: skip
    first, second = blocks_of(text, {"persons": "Nadia"})
    assert [(run.kind, run.says) for run in first.runs] == [
        (RunKind.FIELD, "Nadia"),
        (RunKind.WORDS, " said so "),
        (RunKind.SOURCE, "Interview, block 12"),
        (RunKind.WORDS, " "),
        (RunKind.UNKNOWN, "{{poem}}"),
        (RunKind.WORDS, "."),
    ]
    assert (second.of, second.runs[0].says) == ("Advice · North · 2", "Ask a lawyer.")
    assert unknown_fields([text], {"persons"}) == ("poem",)


def test_a_citation_shows_what_it_leads_to() -> None:
    text = "Born there [[cite: Document/3F9A1C2E/v1/p2]], see [[cite:page 2]] and [[source: Act]]."
    name = "document/3f9a1c2e/v1/p2"
    (block,) = blocks_of(text, {}, {name: "Certificate, page 2"})
    assert [(run.kind, run.says, run.name) for run in block.runs if run.kind is not RunKind.WORDS] == [
        (RunKind.CITED, "Certificate, page 2", name),
        (RunKind.UNKNOWN, "[[cite:page 2]]", ""),
        (RunKind.SOURCE, "Act", ""),
    ]
    assert unreadable_citations(text) == ("page 2",)
    assert unknown_fields([text], ()) == ()
    assert [(run.kind, run.name or run.says) for run in sources_in([text, text])] == [
        (RunKind.CITED, name),
        (RunKind.SOURCE, "Act"),
    ]
    shown = filled_digest({"facts": text}, {}, {name: "Certificate, page 2"})
    assert shown != filled_digest({"facts": text}, {}, {name: "Another, page 2"})


def test_what_only_signing_knows_is_not_part_of_what_was_read() -> None:
    text = {"facts": "Signed on {{signed_on}} for {{persons}}."}
    before = filled_digest(text, {"persons": "Nadia"})
    assert filled_digest(text, {"persons": "Nadia", "signed_on": "3 March"}) == before
    assert filled_digest(text, {"persons": "Basim"}) != before


@given(st.text(max_size=60))
def test_a_broken_mark_is_words(text: str) -> None:
    said = "".join(run.says for block in blocks_of(text, {}) for run in block.runs)
    assert said.split() == text.split() or "{{" in text or "[[" in text
