"""The numbers on the first page of a workspace: each counted honestly, and the way to its list."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from limen.domain.cases.queries.lists import Count, count_assigned_to_me, count_in_unit, count_shared_with_us
from limen.domain.cases.queries.sheets import openings_to_review
from limen.domain.decisions.queries.mine import COUNTED_UP_TO as TO_READ_UP_TO
from limen.domain.decisions.queries.mine import count_to_read
from limen.domain.duplicates.queries.proposals import count_proposals
from limen.domain.identity.queries.choosing import FEW
from limen.domain.identity.queries.people import my_units
from limen.domain.notices.queries import COUNTED_UP_TO, count_unread
from limen.domain.worklists.queries.releases import count_answered, count_to_answer
from limen.foundation.actors import Reach
from limen.web.casefile.due import due_doors
from limen.web.casefile.frame import address, here, may
from limen.web.choosing import own_of
from limen.web.components import NumberDoor
from limen.web.requests import Request


def doors(request: Request) -> list[NumberDoor]:
    """My cases, what is due, each unit's cases, those shared with us, what waits for my review or reading."""
    by, at = request.actor, request.at
    found = [_door(request, count_assigned_to_me(by=by, at=at), _("my cases"), "my_cases")]
    found += due_doors(request)
    found += _units(request)
    if by.units_within(Reach.READ):
        found.append(_door(request, count_shared_with_us(by=by, at=at), _("shared with us"), "shared_cases"))
    if may(request, "duplicates.tell_apart"):
        found.append(_duplicates(request))
    if may(request, "cases.review_opening"):
        waiting = Count(found=len(openings_to_review(by=by, at=at)), is_more=False)
        found.append(_door(request, waiting, _("emergency openings to review"), "openings"))
    if may(request, "worklists.answer_release"):
        waiting = count_to_answer(by=by, at=at)
        found.append(_door(request, waiting, _("lists to let out"), "releases"))
    if may(request, "worklists.ask_release"):
        found += _answered(request)
    if here(request) == "adjudication" and may(request, "decisions.approve"):
        found.append(_to_read(request))
    unread = count_unread(by)
    heard = Count(found=min(unread, COUNTED_UP_TO), is_more=unread > COUNTED_UP_TO)
    found.append(_door(request, heard, _("unread notices"), "notices"))
    return found


def _units(request: Request) -> list[NumberDoor]:
    """Each unit whose cases I may list; of many, those that are mine, and how many there are in all."""
    by = request.actor
    reached = by.units_within(Reach.LIST)
    doors = [
        _door(request, count_in_unit(unit.id, by=by), unit.name, "unit_cases", unit.id)
        for unit in my_units(by, among=own_of(by, reached))
    ]
    if len(reached) > FEW:
        doors.append(_door(request, Count(found=len(reached), is_more=False), _("units"), "units"))
    return doors


def _answered(request: Request) -> list[NumberDoor]:
    """Lists that I asked for and a second person answered, as long as that holds; most days there is none."""
    count = count_answered(by=request.actor, at=request.at)
    return [_door(request, count, _("answers about my lists"), "releases")] if count.found else []


def _duplicates(request: Request) -> NumberDoor:
    """Pairs of records that may be one person, of which one reads both."""
    pairs = count_proposals(by=request.actor, at=request.at)
    waiting = Count(found=min(pairs, COUNTED_UP_TO), is_more=pairs > COUNTED_UP_TO)
    return _door(request, waiting, _("pairs of records to compare"), "duplicates")


def _to_read(request: Request) -> NumberDoor:
    """Decisions of colleagues that wait for a second reader."""
    waiting = count_to_read(by=request.actor, at=request.at)
    count = Count(found=min(waiting, TO_READ_UP_TO), is_more=waiting > TO_READ_UP_TO)
    return _door(request, count, _("decisions to read as second reader"), "decisions_to_read")


def _door(request: Request, count: Count, label: str, name: str, *args: object) -> NumberDoor:
    number = number_format(count.found, force_grouping=True)
    said = f"{number}+" if count.is_more else number
    return NumberDoor(number=said, label=label, url=address(request, name, *args))
