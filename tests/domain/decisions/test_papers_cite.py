"""What a signed decision cites, read out of its PDF and its Word file: an argument, an answer of the legal
analysis, a passage of the library, a moment of a recording; in the language of the office."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import datetime
from typing import Any
from uuid import UUID

import docx
import pypdfium2
import pytest
from pypdf import PdfReader

from limen.domain.citations.names import AnswerKey, PassageKey, short, written
from limen.domain.decisions.commands import beginning, reviewing, signing, writing
from limen.domain.decisions.queries.reach import papers_of
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.identity.names import Compartment
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast
from tests.conftest import House
from tests.domain.assessments.analysed import ANALYSIS_ALONE, Analysed, analysed
from tests.domain.assessments.argued import SAYS, argue, cite
from tests.domain.citations.filed import confirm
from tests.domain.citations.heard_sound import moment_of, recorded
from tests.domain.country.shelves import COURTS, shelved
from tests.domain.people.conftest import nadia
from tests.jobs.nights import by_hand

__all__ = ["nadia"]
LINK = "https://limen.example.org/adjudication/practice/0198c0de/"  # a note is no evidence: its link is words


@pytest.fixture
def found(cast: Cast, nadia: UUID, now: datetime) -> Analysed:
    return analysed(cast, nadia, now, law=ANALYSIS_ALONE)


def signed(found: Analysed, nadia: UUID, text: str) -> UUID:
    """A decision with that text, read by Costa and signed by Berg."""
    on, costa = found.on, found.on.cast.costa.actor
    asker: Any = {"by": on.by, "at": on.now}
    decision = beginning.begin(
        on.case, pack="atlantis", person_ids=(nadia,), application_id=on.application, **asker
    ).decision_id
    writing.save_version(decision, section="why", text=text, version=0, on=ON, **asker)
    writing.set_outcome(decision, person_id=nadia, outcome="shelter_refused", on=ON, **asker)
    digest = reviewing.submit(decision, on=ON, **asker).digest
    reviewing.open_for_reading(decision, on=ON, by=costa, at=on.now)
    reviewing.approve(decision, digest=digest, says="", on=ON, by=costa, at=on.now)
    signing.sign(decision, digest=digest, on=ON, **asker)
    return decision


def papers(found: Analysed, decision: UUID) -> tuple[str, str]:
    """The texts of both files; that of the PDF as two readers of such files give it, since neither reads all
    joined letters of Arabic."""
    with acting_as(found.on.by):
        kept = papers_of(decision, by=found.on.by, at=found.on.now)
    read = [one.extract_text() for one in PdfReader(io.BytesIO(bytes(kept.pdf))).pages]
    read += [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(bytes(kept.pdf))]
    pdf = " ".join(" ".join(read).split())
    word = docx.Document(io.BytesIO(bytes(kept.word)))
    return unicodedata.normalize("NFKC", pdf), "\n".join(one.text for one in word.paragraphs)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_papers_say_what_is_cited(language: str, house: House, found: Analysed, nadia: UUID) -> None:
    on, cast = found.on, found.on.cast
    by_hand(house, "update identity_organisation set language = %s where id = %s", language, cast.authority)
    harm = found.answer_all()
    risk = found.question("at_risk", harm).answer
    assert risk is not None
    interview, sound = recorded(on.case, cast.berg, on.now, compartment=Compartment.GENERAL)
    confirm(interview, cast.berg, on.now)
    report = shelved(cast.lena, title="Sample report on courts").report_id
    passage = written(PassageKey(of=short(report), page=2, number=1))
    names = (cite(argue(on).piece_id), written(AnswerKey(of=short(risk.id))), passage, moment_of(sound, 42))
    text = f"He fears the water {' '.join(names)}. See {LINK}."
    decision = signed(found, nadia, text)
    pdf, word = papers(found, decision)
    with acting_as(on.by):
        sources = decision_sheet(decision, on=ON, by=on.by, at=on.now).sources
    assert [one.is_frozen for one in sources] == [True] * 4
    for source in sources:
        assert source.line in word
        assert f"({source.words}) [{source.number}]" in word
        for said in re.findall(r"[A-Za-z]{2,}|[0-9a-f]{64}", source.line):
            assert said in pdf, said
        assert set(unicodedata.normalize("NFKC", source.line)) - set(pdf) <= {" "}
    for paper in (pdf, word):
        assert SAYS.rstrip(".") in paper
        assert "The water comes back." in paper
        assert "Sample report on courts" in paper
        assert COURTS[:40] in paper
        assert "0:00:42" in paper
        assert "[[cite:" not in paper
    assert LINK in word
    assert LINK in pdf or language == "ar", "between Arabic words its parts are told in another order"
    assert ("Legal analysis" in word) is (language == "en")
