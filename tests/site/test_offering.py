"""The invented services of the demonstration: sixty, in the published form, five in a hidden place."""

from __future__ import annotations

from limen.domain.directory.names.checking import faults_of, ids_in
from limen.domain.directory.queries.exchange import exported
from limen.foundation.rows import acting_as
from limen.site.demo.offering import offer_services
from tests.cast import AT, Cast
from tests.conftest import House
from tests.domain.directory.samples import made_head


def test_sixty_services_are_kept_in_the_published_form(cast: Cast, house: House) -> None:
    head = made_head(house, cast.dina)
    assert offer_services({"miriam": head.actor, "amadou": head.actor}, now=AT) == 60
    with acting_as(head.actor):
        services = exported(by=head.actor)
    assert len(services) == 60
    assert sum("service_at_locations" not in one for one in services) == 5
    assert [faults_of(one, ids=ids_in([one])) for one in services] == [[]] * 60
