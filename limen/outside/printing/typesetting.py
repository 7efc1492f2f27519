"""The real thing: papers set by typst, in a process of its own with limits. Text never becomes markup."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import qrcode
from babel import dates
from qrcode.image.svg import SvgPathImage

from limen.outside.printing.boards import BoardPaper, board_told
from limen.outside.printing.bundles import Bundle, bundle_told
from limen.outside.printing.lettering import isolated, printable
from limen.outside.printing.port import CannotPrint, Letter, NextStep, Paper, Receipt, Record
from limen.outside.printing.records import written
from limen.outside.printing.sentences import Words, all_words, is_rtl

_HERE = Path(__file__).resolve().parent
_TEMPLATES = _HERE / "template"
_LIMIT = 10


class Typesetter:
    """Prints by typst. `seconds` is the time after which a page is given up."""

    def __init__(self, *, seconds: int = _LIMIT) -> None:
        self.seconds = seconds

    def receipt(self, receipt: Receipt) -> bytes:
        """The receipt of a registration, as PDF/UA-1."""
        return self._press(_TEMPLATES / "receipt.typ", told(receipt), at=receipt.printed_at)

    def paper(self, paper: Paper) -> bytes:
        """A paper of an authority, as PDF/A-2a and PDF/UA-1."""
        said = paper_told(paper)
        return self._press(_TEMPLATES / "paper.typ", said, at=paper.printed_at, standards=("a-2a", "ua-1"))

    def record(self, record: Record) -> bytes:
        """The record of an interview, as PDF/UA-1."""
        return self._press(_TEMPLATES / "record.typ", written(record), at=record.printed_at)

    def letter(self, letter: Letter) -> bytes:
        """A letter, as PDF/UA-1."""
        return self._press(_TEMPLATES / "letter.typ", letter_told(letter), at=letter.printed_at)

    def bundle(self, bundle: Bundle) -> bytes:
        """Documents of a case in one file, as PDF/UA-1."""
        said = bundle_told(bundle)
        return self._press(_TEMPLATES / "bundle.typ", said, at=bundle.printed_at, script="binder.py")

    def board(self, board: BoardPaper) -> bytes:
        """An evidence board with its legal analysis, as PDF/UA-1."""
        return self._press(_TEMPLATES / "board.typ", board_told(board), at=board.printed_at)

    def _press(
        self,
        template: Path,
        said: dict[str, Any],
        *,
        at: datetime,
        standards: tuple[str, ...] = ("ua-1",),
        script: str = "press.py",
    ) -> bytes:
        asked = {
            "standards": standards,
            "template": str(template),
            "root": str(template.parent),
            "fonts": str(_HERE / "fonts"),
            "nowhere": str(template.parent / "no-packages"),
            "told": said,
            "at": int(at.replace(tzinfo=at.tzinfo or UTC).timestamp()),
            "seconds": self.seconds,
        }
        found = pressed(script, asked, seconds=self.seconds)
        if not found.startswith(b"%PDF-"):
            raise CannotPrint(f"{template.name} was not set")
        return found


def pressed(script: str, asked: dict[str, Any], *, seconds: int) -> bytes:
    """What a press gave back: a process of its own, told everything on standard input. Raises
    `CannotPrint`."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_HERE / script)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={},
            cwd=_TEMPLATES,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotPrint(f"{script} took longer than {seconds} seconds") from error
    if done.returncode != 0:
        # The status alone: what was to be printed stays out of every log.
        raise CannotPrint(f"{script} gave up (status {done.returncode})")
    return done.stdout


def told(receipt: Receipt) -> dict[str, Any]:
    """A receipt as the template reads it: texts and numbers, and the square code as a drawing."""
    chosen = [all_words()[language] for language in receipt.languages]
    return {
        "title": printable(f"{chosen[0]['title']} {receipt.reference}"),
        "office": isolated(receipt.office),
        "reference": printable(receipt.reference),
        "printed": receipt.printed_at.strftime("%Y-%m-%d %H:%M"),
        "number": str(receipt.number),
        "code": _code(receipt.code),
        "code_says": chosen[0]["code_says"],
        "versions": [_version(receipt, words) for words in chosen],
    }


def paper_told(paper: Paper) -> dict[str, Any]:
    """A paper as the template reads it."""
    return {
        "title": printable(paper.title),
        "office": isolated(paper.office),
        "reference": printable(paper.reference),
        "language": paper.language,
        "is_rtl": is_rtl(paper.language),
        "facts": [{"name": printable(name), "value": isolated(value) or "–"} for name, value in paper.facts],
        "parts": [
            {
                "title": printable(part.title),
                "paragraphs": [printable(one) for one in part.paragraphs],
                "language": part.language,
                "is_rtl": is_rtl(part.language),
            }
            for part in paper.parts
        ],
        "notes_title": printable(paper.notes_title),
        "notes": [printable(one) for one in paper.notes],
        "signed": printable(paper.signed),
    }


def letter_told(letter: Letter) -> dict[str, Any]:
    """A letter as the template reads it."""
    return {
        "language": letter.language,
        "is_rtl": is_rtl(letter.language),
        "title": printable(letter.title),
        "name_of_file": printable(letter.title or letter.reference),
        "office": isolated(letter.office),
        "reference": printable(letter.reference),
        "name": isolated(letter.name),
        "paragraphs": [printable(one) for one in letter.paragraphs],
        "items": [isolated(one) for one in letter.items],
        "printed": letter.printed_at.strftime("%Y-%m-%d %H:%M"),
    }


def _version(receipt: Receipt, words: Words) -> dict[str, Any]:
    rows = [
        (words["name"], receipt.name),
        (words["reference"], receipt.reference),
        (words["registered_on"], _day(receipt.registered_on, words)),
        (words["office"], f"{receipt.office}\n{receipt.place}" if receipt.place else receipt.office),
    ]
    if receipt.next_step:
        rows += [
            (words["appointment"], _step(receipt.next_step, words)),
            (words["at_place"], receipt.next_step.place),
        ]
    sentences = [words["keep"], words["wrong"]]
    if receipt.next_step is None:
        sentences.insert(0, words["no_appointment"])
    return {
        "language": words.language,
        "is_rtl": words.is_rtl,
        "title": words["title"],
        "not_a_decision": words["not_a_decision"],
        "rows": [{"name": name, "value": isolated(value)} for name, value in rows],
        "sentences": sentences,
        "copy": f"{words['copy']} {receipt.number}" if receipt.number > 1 else None,
        "unread": words["unread"],
    }


def _step(step: NextStep, words: Words) -> str:
    clock = dates.format_time(step.starts_at.time(), "HH:mm", locale=words.language)
    day = dates.format_date(step.starts_at.date(), "EEEE d MMMM y", locale=words.language)
    purpose = words.purposes.get(step.purpose, words.purposes["other"])
    said = f"{purpose}: {step.says}" if step.says else purpose
    return f"{day}, {clock}\n{said}"


def _day(day: date, words: Words) -> str:
    return dates.format_date(datetime.combine(day, time()), "d MMMM y", locale=words.language)


def _code(text: str) -> str:
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2)
    made.add_data(text)
    made.make(fit=True)
    drawn = io.BytesIO()
    made.make_image(image_factory=SvgPathImage).save(drawn)
    return drawn.getvalue().decode()
