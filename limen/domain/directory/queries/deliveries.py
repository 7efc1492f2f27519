"""Files of services that were sent: what a look at each service says, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.directory.models import Delivery, Place, Service
from limen.domain.directory.names.checking import faults_of, ids_in, is_uuid, shown
from limen.domain.directory.names.parts import kept_under, put_back, put_together, taken_apart
from limen.domain.directory.names.reading import made_whole, without_nothing
from limen.domain.directory.names.words import Level, Line, LineState, Said
from limen.domain.directory.queries.cards import DeliveryCard, FileLine
from limen.domain.directory.queries.reach import deliveries_within, places_within, services_within
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

MOST = 50


def looked_at(services: Sequence[Any], *, by: Actor) -> list[Line]:
    """What would become of each service of a file, and why not more. Two queries."""
    whole = made_whole([without_nothing(one) for one in services])
    ids = ids_in(whole)
    kept = _kept(whole, by)
    lines, first = [], dict[UUID, int]()
    for number, service in enumerate(whole, 1):
        whys = [shown(fault) for fault in faults_of(service, ids=ids)]
        known_as = _key(service)
        if known_as and first.setdefault(known_as, number) != number:
            says = _("The very same service stands at place %(number)d of the file.")
            whys.append(says % {"number": first[known_as]})
        state = LineState.WRONG if whys else _state(service, kept)
        name = str(service.get("name") or "") if isinstance(service, dict) else ""
        said = service if isinstance(service, dict) else {"": service}
        lines.append(
            Line(number=number, name=name[:300], known_as=known_as, state=state, whys=tuple(whys), said=said)
        )
    return lines


def deliveries(*, by: Actor) -> list[DeliveryCard]:
    """The last that were sent, the newest first; 50 at most. Two queries."""
    rows = list(deliveries_within(by).order_by("-sent_at", "-id")[:MOST])
    names = names_of({row.sent_by_id for row in rows}, by=by)
    return [_card(row, names.get(row.sent_by_id, "")) for row in rows]


def delivery(delivery_id: UUID, *, by: Actor) -> DeliveryCard:
    """One of them. Raises `Hidden`. Two queries."""
    row = deliveries_within(by).filter(pk=delivery_id).first()
    if row is None:
        raise Hidden(f"delivery {delivery_id}")
    return _card(row, names_of({row.sent_by_id}, by=by).get(row.sent_by_id, ""))


def written_line(line: Line) -> Said:
    """A line as it is kept."""
    return {
        "number": line.number,
        "name": line.name,
        "state": line.state.value,
        "whys": list(line.whys),
        "said": line.said,
    }


def said_in(delivery_id: UUID, states: Sequence[LineState], *, by: Actor) -> list[Said]:
    """What the services in these states say, as they came. Raises `Hidden`."""
    row = deliveries_within(by).filter(pk=delivery_id).first()
    if row is None:
        raise Hidden(f"delivery {delivery_id}")
    return [line["said"] for line in row.lines if line["state"] in states]


def _state(service: Said, kept: dict[UUID, Said]) -> LineState:
    parts = taken_apart(service)
    before = kept.get(parts.known_as)
    if before is None:
        return LineState.NEW
    places = [(place.said, place.offer) for place in parts.places]
    now = put_together(parts.said, parts.provider, places, [site.said for site in parts.sites])
    return LineState.HERE if before == now else LineState.CHANGED


def _kept(services: Sequence[Any], by: Actor) -> dict[UUID, Said]:
    """Those of the house that the file names, as they are kept: with what is confidential, which the sender
    of the file may know."""
    keys = [key for key in map(_key, services) if key]
    own = services_within(by).filter(organisation_id=by.organisation_id, withdrawn_at=None)
    rows = list(own.filter(known_as__in=keys).select_related("provider"))
    providers = [row.provider_id for row in rows]
    places = list(
        places_within(by)
        .filter(organisation_id=by.organisation_id, ended_at=None, provider_id__in=providers)
        .order_by("number", "id")
    )
    return {row.known_as: _whole(row, places) for row in rows}


def _whole(row: Service, places: Sequence[Place]) -> Said:
    here = [place for place in places if place.service_id == row.pk]
    sites = [place for place in places if place.service_id is None and place.provider_id == row.provider_id]
    said, provider = row.said, row.provider.said
    of_service = kept_under("service", row.pk, "said")
    of_provider = kept_under("provider", row.provider_id, "said")
    for place in [*here, *sites]:
        said = put_back(said, place.kept_back.get(of_service, {}))
        provider = put_back(provider, place.kept_back.get(of_provider, {}))
    return put_together(
        said, provider, [(place.said, place.offer) for place in here], [site.said for site in sites]
    )


def _key(service: Any) -> UUID | None:
    known_as = service.get("id") if isinstance(service, dict) else None
    return UUID(known_as) if is_uuid(known_as) and isinstance(known_as, str) else None


def _card(row: Delivery, sent_by: str) -> DeliveryCard:
    return DeliveryCard(
        id=row.pk,
        file_name=row.file_name,
        level=Level(row.level),
        sent_by=sent_by,
        sent_at=row.sent_at,
        taken_at=row.taken_at,
        lines=tuple(
            FileLine(
                number=line["number"],
                name=line["name"],
                state=LineState(line["state"]),
                whys=tuple(line["whys"]),
            )
            for line in row.lines
        ),
    )
