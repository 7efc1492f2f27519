"""Why something cannot be done with a document now. Pure questions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.documents.names import Area, Authenticity, Described, LookState, SealedFile, Translation
from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle
from limen.outside.looking.sniffing import NotTaken
from limen.reference.languages import is_language

LONGEST_TITLE = 200
MOST_REDACTED = 400  # pages: what is painted anew in some minutes
MOST_BUNDLED = 400  # pages: what one process binds in some minutes


def obstacles_to_working(*, is_worked_on: bool) -> list[Obstacle]:
    """Whoever only reads a case changes none of its documents."""
    if is_worked_on:
        return []
    return [Obstacle("reach", _("You can read this case but not write in it."))]


def obstacles_to_receiving(
    described: Described, *, compartment: str, on: date, is_worked_on: bool, by: Actor
) -> list[Obstacle]:
    """A document has a title, came on a day that has come, and lies in a compartment its keeper is cleared
    for."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on) + _described(described, on)
    if described.translation is Translation.DISPUTED:
        obstacles.append(Obstacle("translation", _("Receive the document first, then dispute it.")))
    if compartment not in by.clearances:
        obstacles.append(Obstacle("compartment", _("You are not cleared for this compartment.")))
    return obstacles


def obstacles_to_adding_version(
    file: SealedFile, *, digests: frozenset[str], is_set_aside: bool, is_worked_on: bool
) -> list[Obstacle]:
    """A version is another file than those before it, of a document that is in use."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on) + _in_use(is_set_aside)
    if file.digest in digests:
        obstacles.append(
            Obstacle("same", _("This very file is a version of the document already: nothing was added."))
        )
    return obstacles


def obstacles_to_describing(
    described: Described, *, was: Translation, on: date, is_set_aside: bool, is_worked_on: bool
) -> list[Obstacle]:
    """As when it was received; a dispute is raised by an act of its own, with a reason."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on) + _in_use(is_set_aside)
    obstacles += _described(described, on)
    if described.translation is Translation.DISPUTED and was is not Translation.DISPUTED:
        obstacles.append(Obstacle("translation", _("Say why, on the page for disputing a translation.")))
    return obstacles


def obstacles_to_disputing(
    *, why: str, was: Translation, is_set_aside: bool, is_worked_on: bool
) -> list[Obstacle]:
    """There is a translation, and somebody says what is wrong with it."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on) + _in_use(is_set_aside) + _reason(why)
    if was is Translation.DISPUTED:
        obstacles.append(Obstacle("disputed", _("The translation is disputed already.")))
    elif was is not Translation.THERE:
        obstacles.append(Obstacle("no_translation", _("There is no translation that could be disputed.")))
    return obstacles


def obstacles_to_weighing(
    *, authenticity: Authenticity, why: str, is_set_aside: bool, is_worked_on: bool
) -> list[Obstacle]:
    """A view has a reason, also the view that nothing speaks against it."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on) + _in_use(is_set_aside)
    return obstacles if authenticity is Authenticity.NOT_WEIGHED else obstacles + _reason(why)


def obstacles_to_setting_aside(*, why: str, is_set_aside: bool, is_worked_on: bool) -> list[Obstacle]:
    """Once, and with a reason."""
    return obstacles_to_working(is_worked_on=is_worked_on) + _in_use(is_set_aside) + _reason(why)


def obstacles_to_marking(
    *, page: int, area: Area | None, words: str, state: LookState, pages: int, is_worked_on: bool
) -> list[Obstacle]:
    """A mark says something, about a page that is shown."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if state is not LookState.SHOWN or not 1 <= page <= pages:
        obstacles.append(Obstacle("page", _("There is no such page to mark.")))
    if not words.strip():
        obstacles.append(Obstacle("words", _("Write what is to be seen there.")))
    if area is not None and not (0 <= area.left < area.right <= 1000 and 0 <= area.top < area.bottom <= 1000):
        obstacles.append(Obstacle("area", _("The marked part lies outside of the page.")))
    return obstacles


def obstacles_to_ending_mark(*, has_ended: bool, is_worked_on: bool) -> list[Obstacle]:
    """Once."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if has_ended:
        obstacles.append(Obstacle("ended", _("The mark was taken off already.")))
    return obstacles


def obstacles_to_bundling(
    *, title: str, documents: int, is_all_shown: bool, pages: int, is_worked_on: bool
) -> list[Obstacle]:
    """A bundle has a title and documents that can be shown, not more pages than are bound at once."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if not title.strip() or len(title) > LONGEST_TITLE:
        obstacles.append(Obstacle("title", _("Give the bundle a title. It stands on the cover.")))
    if not documents:
        obstacles.append(Obstacle("documents", _("Choose at least one document.")))
    elif not is_all_shown:
        says = _("One of the documents cannot be shown, or no longer. Look at the list again.")
        obstacles.append(Obstacle("not_shown", says))
    if pages > MOST_BUNDLED:
        says = _("These documents have %(pages)d pages; a bundle holds %(most)d. Make two of them.")
        obstacles.append(Obstacle("pages", says % {"pages": pages, "most": MOST_BUNDLED}))
    return obstacles


def obstacles_to_drawing_box(
    *, page: int, area: Area, needs_words: bool, words: str, state: LookState, pages: int, is_worked_on: bool
) -> list[Obstacle]:
    """A box covers a part of a page that is shown, for a reason."""
    obstacles = obstacles_to_marking(
        page=page, area=area, words="-", state=state, pages=pages, is_worked_on=is_worked_on
    )
    if needs_words and not words.strip():
        obstacles.append(Obstacle("why", _("Write down the reason.")))
    return obstacles


def obstacles_to_redacting(
    *, title: str, seen: frozenset[UUID], there: frozenset[UUID], pages: int, drawn: int, is_worked_on: bool
) -> list[Obstacle]:
    """Every page has a picture, and whoever asks has seen the very boxes that there are. `drawn`: pages with
    a picture."""
    obstacles = obstacles_to_working(is_worked_on=is_worked_on)
    if not title.strip() or len(title) > LONGEST_TITLE:
        obstacles.append(Obstacle("title", _("Give the copy a title. It says nothing that was removed.")))
    if not there:
        obstacles.append(Obstacle("boxes", _("Draw a box first, on a page, around what is to be removed.")))
    elif seen != there:
        says = _("The boxes are others than those you looked at. Look at the pages again.")
        obstacles.append(Obstacle("changed", says))
    if not pages or drawn != pages:
        says = _("Not every page of this file is a picture. Ask for it as PDF, or print and scan it.")
        obstacles.append(Obstacle("pictures", says))
    if pages > MOST_REDACTED:
        says = _("This file has %(pages)d pages; at most %(most)d are redacted at once.")
        obstacles.append(Obstacle("pages", says % {"pages": pages, "most": MOST_REDACTED}))
    return obstacles


def _described(described: Described, on: date) -> list[Obstacle]:
    obstacles = []
    if not described.title.strip() or len(described.title) > LONGEST_TITLE:
        obstacles.append(Obstacle("title", _("Give the document a title that others will know it by.")))
    if described.received_on > on:
        obstacles.append(Obstacle("received_on", _("It cannot have come on a day in the future.")))
    if described.language and not is_language(described.language):
        obstacles.append(Obstacle("language", _("Choose the language from the list.")))
    return obstacles


def _in_use(is_set_aside: bool) -> list[Obstacle]:
    if not is_set_aside:
        return []
    return [Obstacle("set_aside", _("The document was set aside. It can only be read."))]


def _reason(why: str) -> list[Obstacle]:
    return [] if why.strip() else [Obstacle("why", _("Write down the reason."))]


def changed_meanwhile() -> str:
    """Somebody else said something about the document since the page was opened."""
    return _(
        "Somebody else changed this document meanwhile. Read what it says now in another window; what you"
        " typed is still here. Send it again to keep yours."
    )


def not_taken(why: NotTaken, file_name: str) -> Obstacle:
    """Why a file is not received at all, and what to do."""
    says = {
        NotTaken.EMPTY: _("%(name)s is empty. Choose it again, or ask for another copy."),
        NotTaken.PROGRAM: _("%(name)s is a program, not a document. It was not received."),
        NotTaken.ARCHIVE: _("%(name)s holds other files. Unpack it, and send the documents themselves."),
        NotTaken.OLD_OFFICE: _("%(name)s is of an old kind of office file. Save it as PDF and send that."),
        NotTaken.WEB_PAGE: _("%(name)s is a web page. Print it as PDF and send that."),
        NotTaken.HEIC: _("%(name)s is a picture in HEIC. Save it as JPEG and send that."),
        NotTaken.UNKNOWN: _("%(name)s is of no kind that can be shown. Send it as PDF or as a picture."),
    }
    return Obstacle(f"file_{why.value}", says[why] % {"name": file_name})


def too_large(file_name: str, limit: int) -> Obstacle:
    """A file beyond what this installation takes; `limit` in bytes."""
    says = _("%(name)s is larger than %(count)d MB. Divide it, or scan it with less detail.")
    return Obstacle("file_too_large", says % {"name": file_name, "count": limit // (1024 * 1024)})
