"""Checks an exported journal of Limen: `python3 verifier.py export.zip`. Needs Python 3.9 and nothing else.

Written to be read from top to bottom by somebody who trusts neither the office nor its software. Limen itself
verifies its database with the same functions (`verifying.py`), so there is one truth about what is sound.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

SHOWN = 20  # faults that are told one by one; the rest is counted


class Fault(NamedTuple):
    """What is wrong, and where: a line of a chain, or (without a chain) the seal of this number."""

    stream: str
    seq: int
    what: str

    def __str__(self) -> str:
        where = f"chain {self.stream}, line {self.seq}" if self.stream else f"seal {self.seq}"
        return f"{where}: {self.what}"


class Findings:
    """What was counted and what was wrong. The first fault is the first in the order of the journal."""

    def __init__(self) -> None:
        self.lines = self.streams = self.seals = self.personal = self.erased = self.unsealed = self.faults = 0
        self.shown: list[Fault] = []
        self.keys: set[str] = set()
        self.last = "none"  # the last seal and its instant

    def add(self, stream: str, seq: int, what: str) -> None:
        self.faults += 1
        if len(self.shown) < SHOWN:
            self.shown.append(Fault(stream, seq, what))


# --- lines -----------------------------------------------------------------------------------------------
# A line is twelve texts: chain, number, act, kind, instant, person, system, session, organisation, case,
# compartment, facts. Its hash is SHA-256 over the hash of the line before it and these twelve as JSON.


def canonical(words: Sequence[object]) -> bytes:
    """The JSON array as PostgreSQL writes it: a comma and a space between, only what JSON demands escaped."""
    return json.dumps(words, ensure_ascii=False).encode()


class Mark(NamedTuple):
    """How far a chain had come when a seal was set."""

    stream: str
    seq: int
    hash: bytes
    seal: int


class Head(NamedTuple):
    """Where a chain says that it ends, and how far it says that it was sealed."""

    stream: str
    seq: int
    hash: bytes
    sealed: int


class _Queue:
    """Rows in the order of their chains, of which the next can be looked at before it is taken."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = iter(rows)
        self.next = next(self._rows, None)

    def advance(self) -> None:
        self.next = next(self._rows, None)

    def of(self, stream: object) -> Iterator[Any]:
        while self.next is not None and self.next[0] == stream:
            taken = self.next
            self.advance()
            yield taken


def walk(
    lines: Iterable[Sequence[Any]],
    heads: Iterable[Head],
    marks: Iterable[Mark],
    found: Findings,
    starts: dict[str, tuple[int, bytes]] | None = None,
) -> None:
    """Check every chain. All three come ordered by chain and number; a line is its twelve words, the hash
    before, its own hash, and its personal values (field, value, salt in hex) or None. Memory stays flat."""
    queues = _Queue(lines), _Queue(heads), _Queue(marks)
    while any(queue.next is not None for queue in queues):
        stream = min(queue.next[0] for queue in queues if queue.next is not None)
        of_lines, of_heads, of_marks = (queue.of(stream) for queue in queues)
        start = (starts or {}).get(stream, (0, b""))
        found.streams += 1
        end = _walk_chain(stream, of_lines, of_marks, start, found)
        _check_head(stream, list(of_heads), end, found)


def _walk_chain(
    stream: str,
    lines: Iterator[Sequence[Any]],
    marks: Iterator[Mark],
    start: tuple[int, bytes],
    found: Findings,
) -> tuple[int, bytes, int]:
    seq, last = start
    sealed, mark = seq, next(marks, None)
    for line in lines:
        found.lines += 1
        number, fault = int(line[1]), None
        if number != seq + 1:
            missing = f"line {seq + 1} is missing before it"
            fault = missing if number > seq else "there are two lines of this number"
        elif line[12] != last:
            fault = f"it does not follow line {seq}: the link between them was changed"
        elif hashlib.sha256(line[12] + canonical(line[:12])).digest() != line[13]:
            fault = "it was altered: its words no longer give its hash"
        else:
            fault = _personal_fault(line, found)
        while mark is not None and mark.seq <= number:
            if mark.seq == number and mark.hash != line[13]:
                fault = fault or f"it is not the line that seal {mark.seal} recorded"
            sealed, mark = mark.seq, next(marks, None)
        if fault:
            found.add(stream, number, fault)
        seq, last = number, line[13]
    while mark is not None:
        found.add(stream, seq + 1, f"it is missing: seal {mark.seal} recorded line {mark.seq} of this chain")
        sealed, mark = mark.seq, next(marks, None)
    found.unsealed += max(seq - sealed, 0)
    return seq, last, sealed


def _personal_fault(line: Sequence[Any], found: Findings) -> str | None:
    """A personal value that is gone was erased, which may be. One that is there must be the one of then."""
    if line[14] is None and '"sealed":' not in line[11]:
        return None
    facts = json.loads(line[11])
    promised = {
        name: fact["sealed"]
        for name, fact in facts.items()
        if isinstance(fact, dict) and set(fact) == {"sealed"}
    }
    for field, value, salt in line[14] or ():
        if hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest() != promised.pop(field, None):
            return f"the personal value kept for `{field}` is not the one of this line"
        found.personal += 1
    found.erased += len(promised)
    return None


def _check_head(stream: str, heads: list[Head], end: tuple[int, bytes, int], found: Findings) -> None:
    seq, last, sealed = end
    if len(heads) != 1:
        found.add(stream, seq, "the chain has no head" if not heads else "the chain has two heads")
        return
    head = heads[0]
    if head.seq > seq:
        found.add(stream, seq + 1, f"the chain was cut: its head counts {head.seq} lines, and {seq} are here")
    elif head.seq < seq or head.hash != last:
        found.add(stream, seq, f"the head was changed: it names line {head.seq}, with a hash not the last")
    if head.sealed != sealed:
        found.add(stream, head.sealed, f"the head says sealed to line {head.sealed}, the seals say {sealed}")


# --- seals -----------------------------------------------------------------------------------------------
# A seal lists the chains that grew, with their last hashes, as leaves of a Merkle tree (RFC 6962), so that
# one case can be proven without naming another. Its root is over the root before it, and is signed.


class Seal(NamedTuple):
    """One seal; `lines` counts all lines that seals cover so far, `streams` the chains in this one."""

    number: int
    at: str
    lines: int
    streams: int
    tree: bytes
    root: bytes
    key: str
    signature: bytes


SIGNED = b"limen seal v1\n"


def leaf(mark: Mark) -> bytes:
    return hashlib.sha256(b"\0" + canonical([mark.stream, str(mark.seq), mark.hash.hex()])).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def tree_of(leaves: Iterable[bytes]) -> tuple[int, bytes]:
    """How many leaves, and the root above them; one that has no neighbour moves up as it is."""
    count = 0
    peaks: list[tuple[int, bytes]] = []
    for one in leaves:
        count += 1
        peak = 0, one
        while peaks and peaks[-1][0] == peak[0]:
            peak = peak[0] + 1, node(peaks.pop()[1], peak[1])
        peaks.append(peak)
    above = peaks.pop()[1] if peaks else b""
    while peaks:
        above = node(peaks.pop()[1], above)
    return count, above


def root_by_path(one: bytes, index: int, count: int, path: Sequence[bytes]) -> bytes:
    """The root that follows from one leaf and its neighbours on the way up; empty when the path is wrong."""
    rest, last = list(path), count - 1
    while last > 0:
        if (index % 2 or index < last) and not rest:
            return b""
        if index % 2:
            one = node(rest.pop(0), one)
        elif index < last:
            one = node(one, rest.pop(0))
        index, last = index // 2, last // 2
    return b"" if rest or index else one


def root_of(seal: Seal, before: bytes) -> bytes:
    counts = [str(seal.lines), str(seal.streams)]
    words = ["limen-seal-1", str(seal.number), seal.at, *counts, seal.tree.hex(), seal.key]
    return hashlib.sha256(before + canonical(words)).digest()


def check_seals(
    seals: Iterable[Seal],
    tree_fault: Callable[[Seal], str | None],
    found: Findings,
    is_signed: Callable[[str, bytes, bytes], bool],
    trusted: set[str] | None = None,
    before: tuple[int, bytes] = (0, b""),
) -> None:
    """Check the chain of seals. `tree_fault` is asked, in order, what is wrong with a seal's list."""
    number, root = before
    for seal in seals:
        found.seals += 1
        found.keys.add(seal.key)
        found.last = f"number {seal.number}, of {seal.at}"
        fault = tree_fault(seal)
        if seal.number != number + 1:
            fault = f"seal {number + 1} is missing before it"
        elif root_of(seal, root) != seal.root:
            fault = fault or "its root does not follow from its words and the seal before it"
        elif trusted is not None and seal.key not in trusted:
            fault = fault or f"it is signed with a key that is not known: {seal.key}"
        elif not is_signed(seal.key, seal.signature, SIGNED + seal.root):
            fault = fault or "its signature is wrong"
        if fault:
            found.add("", seal.number, fault)
        number, root = seal.number, seal.root


def check_anchor(anchor: dict[str, Any], seal: Seal | None, found: Findings) -> None:
    """Compare a seal with the copy that was kept elsewhere: what only this can show is an exchanged past."""
    if seal is None:
        missing = "an anchor was kept of it, and it is missing: the journal is older, or was cut"
        found.add("", int(anchor["number"]), missing)
    elif (seal.root.hex(), seal.key) != (anchor["root"], anchor["key"]):
        found.add("", seal.number, "it is not the seal of which the anchor was kept: the past was exchanged")


# --- Ed25519 (RFC 8032, section 5.1.7), as it stands there; slow and plain -------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(number: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _add(total, point)
        point, number = _add(point, point), number >> 1
    return total


def _point(text: bytes) -> Point | None:
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if len(text) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key: str, signature: bytes, message: bytes) -> bool:
    """Whether the signature is of this key. The key's name is its algorithm and the whole public key."""
    algorithm, _, text = key.partition(":")
    try:
        public = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        return False
    whose, said, s = _point(public), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if algorithm != "ed25519" or len(signature) != 64 or s >= ORDER:
        return False
    if BASE is None or whose is None or said is None:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = _times(s, BASE), _add(said, _times(k, whose))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


# --- an export -------------------------------------------------------------------------------------------


class Export:
    """The files of an export. Lines are read one by one; only the heads named by seals are held, packed."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.about: dict[str, Any] = json.loads(archive.read("export.json"))
        self._marks: dict[str, bytearray] = {}

    def rows(self, name: str) -> Iterator[Any]:
        """What a file of JSON lines says; nothing when it was left out."""
        if name in self._archive.namelist():
            with self._archive.open(name) as file:
                for line in file:
                    yield json.loads(line)

    def lines(self) -> Iterator[Sequence[Any]]:
        personal = _Queue(self.rows("personal.jsonl"))
        for row in self.rows("lines.jsonl"):
            words, values = row["line"], []
            while personal.next is not None and personal.next[:2] == words[:2]:
                values.append(personal.next[2:])
                personal.advance()
            yield (*words, bytes.fromhex(row["prev"]), bytes.fromhex(row["hash"]), values or None)
        if personal.next is not None:
            raise ValueError(f"a personal value of no line, or out of order: {personal.next[:3]}")

    def heads(self) -> Iterator[Head]:
        for row in self.rows("heads.jsonl"):
            yield Head(row["stream"], int(row["seq"]), bytes.fromhex(row["hash"]), int(row["sealed"]))

    def seals(self) -> Iterator[Seal]:
        for row in self.rows("seals.jsonl"):
            tree, root, signature = (bytes.fromhex(row[name]) for name in ("tree", "root", "signature"))
            counts = int(row["lines"]), int(row["streams"])
            yield Seal(int(row["number"]), row["at"], *counts, tree, root, row["key"], signature)

    def trees(self) -> Callable[[Seal], str | None]:
        """What is wrong with the list of a seal: a whole one gives the tree, a part has a path for each."""
        whole = self.about["of"] == "all"
        rows = _Queue((int(row["seal"]), row) for row in self.rows("sealed.jsonl"))

        def tree_fault(seal: Seal) -> str | None:
            if rows.next is not None and rows.next[0] < seal.number:
                raise ValueError(f"sealed.jsonl speaks of a seal {rows.next[0]} that is not there")
            leaves = []
            proven = True
            for _, row in rows.of(seal.number):
                mark = Mark(row["stream"], int(row["seq"]), bytes.fromhex(row["hash"]), seal.number)
                packed = mark.seq.to_bytes(8, "big") + mark.hash + mark.seal.to_bytes(8, "big")
                self._marks.setdefault(mark.stream, bytearray()).extend(packed)
                leaves.append(leaf(mark))
                if not whole:
                    path = [bytes.fromhex(one) for one in row["path"]]
                    proven &= root_by_path(leaves[-1], row["index"], seal.streams, path) == seal.tree
            if whole:
                proven = tree_of(leaves) == (seal.streams, seal.tree)
            return None if proven else "its list of chains was altered"

        return tree_fault

    def marks(self) -> Iterator[Mark]:
        """What the seals recorded, by chain. Asked for after the seals were read."""
        for stream in sorted(self._marks):
            packed = self._marks[stream]
            for at in range(0, len(packed), 48):
                seq, seal = packed[at : at + 8], packed[at + 40 : at + 48]
                yield Mark(
                    stream,
                    int.from_bytes(seq, "big"),
                    bytes(packed[at + 8 : at + 40]),
                    int.from_bytes(seal, "big"),
                )


def check_export(path: str, keys: set[str] | None, anchors: list[dict[str, Any]]) -> tuple[Findings, Any]:
    """Check everything in an export. A file that cannot even be read is a fault as well."""
    seals_found, found, about = Findings(), Findings(), None
    try:
        with zipfile.ZipFile(path) as archive:
            export = Export(archive)
            about = export.about
            check_seals(export.seals(), export.trees(), seals_found, is_signed, keys)
            for anchor in anchors:
                named = (seal for seal in export.seals() if seal.number == int(anchor["number"]))
                check_anchor(anchor, next(named, None), seals_found)
            walk(export.lines(), export.heads(), export.marks(), found)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        zipfile.BadZipFile,
    ) as error:
        found.add("", 0, f"the export cannot be read to its end ({type(error).__name__}: {error})")
    found.seals, found.keys, found.last = seals_found.seals, seals_found.keys, seals_found.last
    found.faults += seals_found.faults
    found.shown = (found.shown + seals_found.shown)[:SHOWN]
    return found, about


def told(found: Findings) -> Iterator[str]:
    """The findings in sentences."""
    yield f"{found.lines} lines in {found.streams} chains"
    yield f"{found.personal} personal values are those of their lines; {found.erased} are not here"
    yield f"{found.seals} seals, signed with: {', '.join(sorted(found.keys)) or 'nothing'}"
    yield f"the last seal: {found.last}"
    yield f"{found.unsealed} lines are newer than the last seal of their chain: no seal speaks for them yet"
    for fault in found.shown:
        yield f"  WRONG  {fault}"
    if found.faults:
        yield f"{found.faults} faults. THE JOURNAL WAS TAMPERED WITH, or is damaged."
    else:
        yield "Nothing is wrong."


def main() -> int:
    """Check the export that the command line names. 0: nothing is wrong; 1: something is."""
    parser = argparse.ArgumentParser(description="Check an exported journal of Limen.")
    parser.add_argument("export")
    parser.add_argument(
        "--key", action="append", help="a public key that you know from elsewhere (ed25519:...)"
    )
    parser.add_argument(
        "--anchor", action="append", default=[], help="an anchor file that was kept elsewhere"
    )
    options = parser.parse_args()
    anchors = []
    for name in options.anchor:
        anchors.append(json.loads(Path(name).read_text(encoding="utf-8")))
    found, about = check_export(options.export, set(options.key) if options.key else None, anchors)
    if about:
        sys.stdout.write(f"an export of {about.get('of')}, made {about.get('made_at')}\n")
    sys.stdout.write("".join(f"{sentence}\n" for sentence in told(found)))
    if not options.key:
        sys.stdout.write(
            "No --key was given: compare the key above with the one that the office published.\n"
        )
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
