"""Bringing a folder in: file by file, each in an act of its own, so that it can be broken off and begun
again. A file that is there already is passed over; one that fails takes none of the others with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from django.conf import settings
from django.utils import translation

from limen.domain.country.commands.keeping import keep
from limen.domain.country.names import Archived, PageText, TextState, text_state
from limen.domain.country.queries.catalogues import Unreadable, about
from limen.domain.country.queries.reach import is_kept
from limen.domain.identity.queries.entering import Person, entering
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused
from limen.foundation.rows import showing
from limen.foundation.tickets import hash_of, new_session_key, ticket_for
from limen.outside.looking.parent import Silent, words_in
from limen.outside.looking.sniffing import HEAD, sniffed
from limen.outside.storage.chosen import store_of
from limen.site.library.catalogue import catalogue_in

LONGEST_SECONDS, READ_AT_MOST = 600.0, 40
_PIECE = 1024 * 1024
_PURPOSE = "bringing reports into the library"


@dataclass
class Brought:
    """What came of a folder: reports kept, files that were there already, failures with their reasons, and
    reports of which some page or none has text."""

    kept: int = 0
    pages: int = 0
    passages: int = 0
    already: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    without_text: list[str] = field(default_factory=list)


def bring_in(folder: Path, catalogue: Path, ticket: str, say: Callable[[str], None]) -> Brought:
    """Keep every report of a catalogue. Raises `Unreadable` when there is no such catalogue."""
    lines, brought = catalogue_in(catalogue), Brought()
    for name, row in lines.items():
        say(name)
        try:
            _bring(folder, name, row, ticket, brought)
        except Refused as error:
            brought.failures += [(name, obstacle.says) for obstacle in error.obstacles]
        except (Unreadable, Silent, OSError) as error:
            brought.failures.append((name, str(error) or type(error).__name__))
    for path in sorted(folder.iterdir()):
        if path.is_file() and path != catalogue and path.name not in lines:
            brought.failures.append((path.name, "the catalogue says nothing of it"))
    return brought


def _bring(folder: Path, name: str, row: Mapping[str, Any], ticket: str, brought: Brought) -> None:
    said = about(row)
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise Unreadable("it lies outside the folder")
    digest, head = _digest(path)
    with _entered(ticket) as (person, _at):
        if is_kept(digest, by=person.actor):
            brought.already += 1
            return
    found = sniffed(head, name)
    if found.not_taken:
        raise Unreadable(f"such a file is not taken: {found.not_taken}")
    with path.open("rb") as opened:
        leaves, fault = words_in(
            opened, found.media_type, said.language, read_at_most=READ_AT_MOST, seconds=LONGEST_SECONDS
        )
    if fault:
        raise Unreadable(f"it cannot be opened: {fault}")
    pages = [PageText(text=leaf.text, is_read_by_machine=leaf.is_read_by_machine) for leaf in leaves]
    file = _archived(path, name, found.media_type, digest)
    try:
        with _entered(ticket) as (person, at):
            on = at.astimezone(ZoneInfo(person.time_zone)).date()
            event = keep(said, file=file, pages=pages, on=on, by=person.actor, at=at)
    except BaseException:
        store_of(settings.FILES).remove(file.stored_as)
        raise
    brought.kept += 1
    brought.pages += event.pages
    brought.passages += event.passages
    if text_state(pages) is not TextState.READ:
        brought.without_text.append(name)


def _digest(path: Path) -> tuple[str, bytes]:
    made, head = hashlib.sha256(), b""
    with path.open("rb") as opened:
        while piece := opened.read(_PIECE):
            head = head or piece[:HEAD]
            made.update(piece)
    return made.hexdigest(), head


def _archived(path: Path, name: str, media_type: str, digest: str) -> Archived:
    incoming = store_of(settings.FILES).begin()
    with path.open("rb") as opened:
        while piece := opened.read(_PIECE):
            incoming.write(piece)
    incoming.keep()
    return Archived(
        stored_as=incoming.stored_as,
        key=incoming.key,
        file_name=name,
        media_type=media_type,
        size=path.stat().st_size,
        digest=digest,
    )


@contextmanager
def _entered(ticket: str) -> Iterator[tuple[Person, datetime]]:
    with showing(ticket):
        person = entering(ticket, quietly=True)
        if person is None:
            raise Unreadable("the session of whoever brings them in has ended")
        with translation.override(person.language):
            yield person, datetime.now(UTC)


@contextmanager
def session_of(login: str, admin_dsn: str) -> Iterator[str]:
    """The ticket of a session for one who keeps the library, opened by whoever may administer the server of
    the database; they see it among their sessions. It is closed at the end. Raises `Unreadable`."""
    ticket = ticket_for(new_session_key())
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        found = admin.execute("select id from identity_account where login = %s", [login]).fetchone()
        if found is None:
            raise Unreadable(f"nobody signs in as {login}")
        session: UUID = new_id()
        admin.execute(
            "insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network,"
            " purpose, made_at, seen_at, idle_until, expires_at) values (%s, %s, %s, 'two_factor', '',"
            " 'limen country', '', %s, now(), now(), now() + interval '1 day', now() + interval '1 day')",
            [session, hash_of(ticket), found[0], _PURPOSE],
        )
        try:
            yield ticket
        finally:
            admin.execute("update identity_session set revoked_at = now() where id = %s", [session])
