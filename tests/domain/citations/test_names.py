"""How a thing in a file is named: what is written is read back, and nothing else is a name."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.domain.citations.names import BlockKey, Key, PageKey, key_from, keys_in, short, written

ends = st.text("0123456789abcdef", min_size=8, max_size=8)
pages = st.builds(
    PageKey, of=ends, version=st.integers(1, 99), page=st.integers(1, 9999), mark=st.just("") | ends
)
blocks = st.builds(BlockKey, of=ends, block=st.integers(1, 99_999))


@given(pages | blocks)
def test_what_is_written_is_read_back(key: Key) -> None:
    assert key_from(str(key)) == key
    assert keys_in([f"He said so {written(key)}.", written(key)]) == (key,)


@pytest.mark.parametrize(
    "told",
    ["", "document/3f9a1c2e", "document/3f9a1c2e/v0/p1", "document/3f9a1c2e/v1/p0", "document/3f9a1c2/v1/p1",
     "document/3f9a1c2g/v1/p1", "document/3f9a1c2e/v1/p1/m12", "interview/9b1c77aa/b0", "country/x/p1",
     "interview/9b1c77aa/b1/p2", "document/3f9a1c2e/v1/p123456"],
)  # fmt: skip
def test_nothing_else_is_a_name(told: str) -> None:
    assert key_from(told) is None


def test_it_is_read_as_somebody_may_type_it() -> None:
    assert key_from("  Document/3F9A1C2E/V1/P2 ") == PageKey(of="3f9a1c2e", version=1, page=2)


def test_a_name_ends_as_the_id_does() -> None:
    id = UUID("019a0000-0000-7000-8000-0000deadbeef")
    assert short(id) == "deadbeef"
    assert (
        str(PageKey(of=short(id), version=2, page=3, mark="00000001")) == "document/deadbeef/v2/p3/m00000001"
    )


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_look_through(text: str) -> None:
    assert all(key_from(str(key)) == key for key in keys_in([text, f"[[cite:{text}]]"]))
