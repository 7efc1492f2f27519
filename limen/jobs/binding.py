"""Bundles that were asked for are made: pages out of the store, bound apart, and sealed.

Only copies go into a bundle, never an original. The worker knows no table; it is told of a bundle while that
waits. One that fails three times is given up, and its page says so.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate import JobContext
from procrastinate.contrib.django import app

from limen.domain.documents.events import BundleAsked
from limen.domain.documents.queries.binding import (
    Bound,
    BoundPage,
    ToBind,
    bundles_waiting,
    pages_to_bind,
    say_how_far,
    say_it_is_bound,
    take_bundle,
)
from limen.jobs.looking import QUEUE
from limen.outside.printing import Bundle, BundlePage, BundlePart, CannotPrint, Typesetter
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import Damaged, NotThere, Store

_log = structlog.get_logger("limen.jobs")
ASKING = frozenset({BundleAsked.kind})
AGAIN_AFTER = timedelta(minutes=20)  # longer than anybody binds one
MOST_TRIES = 3
SECONDS = 600
_TELL_EVERY = 20  # pages


@app.task(name="limen.make_bundles", queue=QUEUE, pass_context=True)
def make_bundles(context: JobContext) -> None:
    """Make what was just asked for."""
    make_waiting(store_of(settings.FILES), should_stop=context.should_abort)


@app.periodic(cron="*/5 * * * *")
@app.task(name="limen.make_bundles_again", queue=QUEUE, queueing_lock="limen.binding", pass_context=True)
def make_bundles_again(context: JobContext, timestamp: int) -> None:
    """Make what was left behind by a worker that was ended."""
    make_waiting(store_of(settings.FILES), should_stop=context.should_abort)


def make_waiting(store: Store, *, should_stop: Callable[[], bool]) -> int:
    """Make every bundle that waits; how many were settled."""
    settled = 0
    before = datetime.now(UTC) - AGAIN_AFTER
    for bundle_id in bundles_waiting(tried_before=before):
        if should_stop():
            break
        settled += make_one(bundle_id, store, tried_before=before)
    return settled


def make_one(bundle_id: UUID, store: Store, *, tried_before: datetime) -> bool:
    """Make one bundle; whether it is settled now."""
    with transaction.atomic():
        asked = take_bundle(bundle_id, tried_before=tried_before, at=datetime.now(UTC))
    if asked is None:
        return False
    bound: Bound | None = None
    try:
        bound = _bound(asked, store)
    except (NotThere, Damaged, CannotPrint) as error:
        _log.warning("bundle_not_made", why=type(error).__name__, tries=asked.tries)
        if asked.tries < MOST_TRIES:
            return False
    with transaction.atomic():
        is_said = say_it_is_bound(bundle_id, bound, at=datetime.now(UTC))
    if bound and not is_said:
        store.remove(bound.stored_as)
    return is_said


def _bound(asked: ToBind, store: Store) -> Bound:
    with translation.override(asked.language):
        made = Typesetter(seconds=SECONDS).bundle(_filled(asked, store))
    incoming = store.begin()
    incoming.write(made)
    incoming.keep()
    digest = hashlib.sha256(made).hexdigest()
    return Bound(stored_as=incoming.stored_as, key=incoming.key, size=len(made), digest=digest)


def _filled(asked: ToBind, store: Store) -> Bundle:
    """The bundle with its pages, in the language of whoever asked."""
    parts: list[BundlePart] = []
    done = 0
    for place, group in itertools.groupby(pages_to_bind(asked.id), key=lambda page: page.place):
        pages = list(group)
        mark = _("Document %(number)d") % {"number": place}
        bound: list[BundlePage] = []
        for page in pages:
            bound.append(_page(page, len(pages), mark, store))
            done += 1
            if done % _TELL_EVERY == 0:
                _tell(asked.id, done)
        parts.append(
            BundlePart(
                mark=mark,
                title=pages[0].title,
                day=formats.date_format(pages[0].received_on),
                about=str(pages[0].kind.label),
                pages=tuple(bound),
            )
        )
    _tell(asked.id, done)
    at = asked.asked_at.astimezone(ZoneInfo(asked.time_zone))
    count = len(parts)
    says = ngettext(
        "%(count)d document on %(pages)d pages.", "%(count)d documents on %(pages)d pages.", count
    )
    return Bundle(
        language=asked.language,
        title=asked.title,
        office=asked.office,
        reference=asked.reference,
        facts=(
            (_("Case"), asked.reference),
            (_("Put together by"), asked.by_name),
            (_("Put together on"), formats.date_format(at, "DATETIME_FORMAT")),
        ),
        index=_("Documents in this bundle"),
        heads=(_("Mark"), _("Document"), _("What it is"), _("Came on"), _("Page")),
        parts=tuple(parts),
        says=(says % {"count": count, "pages": done})
        + " "
        + _("Copies drawn by Limen. The originals are kept in the case."),
        printed_at=at,
    )


def _page(page: BoundPage, last: int, mark: str, store: Store) -> BundlePage:
    stamp = _("%(mark)s, page %(page)d of %(last)d") % {"mark": mark, "page": page.number, "last": last}
    picture = b"".join(store.read(page.picture, page.key)) if page.picture else b""
    return BundlePage(called=stamp, words=page.words, picture=picture)


def _tell(bundle_id: UUID, done: int) -> None:
    with transaction.atomic():
        say_how_far(bundle_id, done, at=datetime.now(UTC))
