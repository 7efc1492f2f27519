"""Why what was told of a person cannot be kept now. Pure questions."""

from __future__ import annotations

from limen.domain.people.rules.needs import (
    obstacles_to_guaranteeing,
    obstacles_to_observing_need,
    obstacles_to_reviewing_need,
)
from limen.domain.people.rules.pictures import LONGEST_SIDE, obstacles_to_adding_picture, unusable
from limen.domain.people.rules.registering import obstacles_to_registering, received_before
from limen.domain.people.rules.speaking import (
    obstacles_to_adding_language,
    obstacles_to_adding_languages,
    obstacles_to_excluding_interpreter,
    obstacles_to_wishing_interpreter,
)
from limen.domain.people.rules.told import (
    LONGEST_NAME,
    LONGEST_REASON,
    SHORTEST_SEARCH,
    has_ended_already,
    is_sound_zone,
    obstacles_to_adding_document,
    obstacles_to_adding_name,
    obstacles_to_adding_nationality,
    obstacles_to_answering_gender,
    obstacles_to_answering_sex,
    obstacles_to_correcting,
    obstacles_to_correcting_birth,
    obstacles_to_ending,
    obstacles_to_ending_nationality,
    obstacles_to_giving_no_reason,
    obstacles_to_recording_fate,
    obstacles_to_searching,
    obstacles_to_telling_birth,
    obstacles_to_telling_place,
    only_seen,
    too_long,
)

__all__ = [
    "LONGEST_NAME",
    "LONGEST_REASON",
    "LONGEST_SIDE",
    "SHORTEST_SEARCH",
    "has_ended_already",
    "is_sound_zone",
    "obstacles_to_adding_document",
    "obstacles_to_adding_language",
    "obstacles_to_adding_languages",
    "obstacles_to_adding_name",
    "obstacles_to_adding_nationality",
    "obstacles_to_adding_picture",
    "obstacles_to_answering_gender",
    "obstacles_to_answering_sex",
    "obstacles_to_correcting",
    "obstacles_to_correcting_birth",
    "obstacles_to_ending",
    "obstacles_to_ending_nationality",
    "obstacles_to_excluding_interpreter",
    "obstacles_to_giving_no_reason",
    "obstacles_to_guaranteeing",
    "obstacles_to_observing_need",
    "obstacles_to_recording_fate",
    "obstacles_to_registering",
    "obstacles_to_reviewing_need",
    "obstacles_to_searching",
    "obstacles_to_telling_birth",
    "obstacles_to_telling_place",
    "obstacles_to_wishing_interpreter",
    "only_seen",
    "received_before",
    "too_long",
    "unusable",
]
