"""Having a file looked at by a process of its own, and hearing what it says. What it says is not trusted:
every frame has a limit, pictures have the head of a picture, and it is ended when its time is over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from limen.outside.looking.port import (
    END,
    LEAF,
    LONGEST_TEXT,
    MOST_PAGES,
    PICTURE,
    THUMBNAIL,
    Fault,
    Leaf,
    Noticed,
    Outcome,
)

LONGEST_SECONDS = 900.0
LARGEST_FRAME = 16 * 1024 * 1024
LARGEST_LEAF = LONGEST_TEXT * 12 + 1024  # a letter may need twelve bytes in JSON


class Silent(Exception):
    """The process ended without a last word: it crashed, took too long, or spoke nonsense."""


@contextmanager
def in_memory(pieces: Iterable[bytes]) -> Iterator[IO[bytes]]:
    """A file that never touches a disk where the machine can do that, else one without a name."""
    with _nameless() as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        file.seek(0)
        yield file


def _nameless() -> IO[bytes]:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("document"), "w+b")
    return tempfile.TemporaryFile()


def words_in(
    file: IO[bytes], media_type: str, language: str, *, read_at_most: int, seconds: float
) -> tuple[list[Leaf], Fault | None]:
    """The words of a file page by page, and why there are none. So many pages of a PDF that have no text are
    read by machine where one is installed. Raises `Silent`."""
    leaves: list[Leaf] = []
    for said in look_at(file, media_type, language, seconds=seconds, words=(str(read_at_most),)):
        if isinstance(said, Outcome):
            return ([], said.fault) if said.fault else (leaves, None)
        leaves.append(said)
    raise Silent("without a last word")


def look_at(
    file: IO[bytes],
    media_type: str,
    language: str,
    *,
    seconds: float = LONGEST_SECONDS,
    words: tuple[str, ...] = (),
) -> Iterator[Leaf | Outcome]:
    """The pages of a file one by one, and at last how it ended. Raises `Silent`."""
    descriptor = file.fileno()
    told = [str(descriptor), media_type, language, *words]
    child = subprocess.Popen(
        [sys.executable, "-I", "-m", "limen.outside.looking.child", *told],
        env={},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=[descriptor],
        start_new_session=True,
    )
    alarm = threading.Timer(seconds, child.kill)
    alarm.start()
    try:
        if child.stdout is None:
            raise Silent("no pipe")
        yield from _heard(child.stdout)
    finally:
        alarm.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def said_apart(module: str, file: IO[bytes], *, seconds: float) -> bytes:
    """All that another of our processes says of a file. Raises `Silent`."""
    descriptor = file.fileno()
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", module, str(descriptor)],
            env={},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=[descriptor],
            start_new_session=True,
            timeout=seconds,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise Silent(type(error).__name__) from error
    return done.stdout


def _heard(said: IO[bytes]) -> Iterator[Leaf | Outcome]:
    for _number in range(MOST_PAGES + 1):
        kind, about = _frame(said)
        if kind == END:
            yield _outcome(about)
            return
        picture, thumbnail = _frame(said), _frame(said)
        if kind != LEAF or picture[0] != PICTURE or thumbnail[0] != THUMBNAIL:
            raise Silent("frames out of order")
        yield _leaf(about, picture[1], thumbnail[1])
    raise Silent("without end")


def _frame(said: IO[bytes]) -> tuple[bytes, bytes]:
    head = said.read(5)
    length = int.from_bytes(head[1:], "big")
    if len(head) != 5 or length > (LARGEST_LEAF if head[:1] in (LEAF, END) else LARGEST_FRAME):
        raise Silent("cut off")
    content = said.read(length)
    if len(content) != length:
        raise Silent("cut off")
    return head[:1], content


def _leaf(about: bytes, picture: bytes, thumbnail: bytes) -> Leaf:
    try:
        told = json.loads(about)
        leaf = Leaf(
            text=str(told["text"])[:LONGEST_TEXT].replace("\x00", ""),
            is_read_by_machine=bool(told["is_read_by_machine"]),
            width=min(int(told["width"]), 10_000),
            height=min(int(told["height"]), 10_000),
            picture=picture,
            thumbnail=thumbnail,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Silent("not a page") from error
    if any(one and (one[:4] != b"RIFF" or one[8:12] != b"WEBP") for one in (picture, thumbnail)):
        raise Silent("not a picture")
    return leaf


def _outcome(about: bytes) -> Outcome:
    try:
        told = json.loads(about)
        return Outcome(
            fault=Fault(told["fault"]) if told["fault"] else None,
            noticed=tuple(map(Noticed, told["noticed"])),
            is_apart=bool(told["is_apart"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Silent("not an end") from error
