"""The fields of the Human Services Data Specification, version 3: names, kinds and what must be there.

Facts of the specification, written down by us; its own schema files are under another licence than Limen and
are not part of it. A word is `name`, `name!` (must be there), `name:kind`, `name:a|b` (one of these),
`name[]:object` (a list of objects) or `name{}:object` (one object).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/v3.0.1/"
_COMMON = " attributes[]:attribute metadata[]:metadata"
_PHYSICAL = "physical|postal|virtual"
_WRITTEN = {
    "organization": "id!:uuid name! alternate_name description! email:email website:uri"
    " additional_websites[]:url tax_status tax_id year_incorporated:number legal_status logo uri:uri"
    " parent_organization_id:uuid funding[]:funding contacts[]:contact phones[]:phone locations[]:location"
    " programs[]:program organization_identifiers[]:organization_identifier" + _COMMON,
    "program": "id!:uuid organization_id:uuid name! alternate_name description!" + _COMMON,
    "service": "id!:uuid organization_id:uuid program_id:uuid name! alternate_name description url:uri"
    " additional_urls[]:url email:email status!:active|inactive|defunct|temporarily_closed"
    " interpretation_services application_process fees_description wait_time fees accreditations"
    " eligibility_description minimum_age:number maximum_age:number assured_date assurer_email:email licenses"
    " alert last_modified:date-time phones[]:phone schedules[]:schedule service_areas[]:service_area"
    " service_at_locations[]:service_at_location languages[]:language organization{}:organization"
    " funding[]:funding cost_options[]:cost_option program{}:program required_documents[]:required_document"
    " contacts[]:contact capacities[]:service_capacity" + _COMMON,
    "attribute": "id!:uuid link_id:uuid taxonomy_term_id:uuid link_type link_entity value"
    " taxonomy_term{}:taxonomy_term metadata[]:metadata label",
    "service_at_location": "id!:uuid service_id:uuid location_id:uuid description"
    " service_areas[]:service_area contacts[]:contact phones[]:phone schedules[]:schedule"
    " location{}:location" + _COMMON,
    "location": f"id!:uuid location_type!:{_PHYSICAL} url:uri organization_id:uuid name alternate_name"
    " description transportation latitude:number longitude:number external_identifier"
    " external_identifier_type languages[]:language addresses[]:address contacts[]:contact"
    " accessibility[]:accessibility phones[]:phone schedules[]:schedule" + _COMMON,
    "phone": "id!:uuid location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid"
    " service_at_location_id:uuid number! extension:number type description languages[]:language" + _COMMON,
    "contact": "id!:uuid organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid"
    " name title department email:email phones[]:phone" + _COMMON,
    "address": "id!:uuid location_id:uuid attention address_1! address_2 city! region state_province!"
    f" postal_code! country! address_type!:{_PHYSICAL}" + _COMMON,
    "schedule": "id!:uuid service_id:uuid location_id:uuid service_at_location_id:uuid valid_from valid_to"
    " dtstart timezone:number until count:number wkst:MO|TU|WE|TH|FR|SA|SU freq:WEEKLY|MONTHLY"
    " interval:number byday byweekno bymonthday byyearday description opens_at closes_at schedule_link:uri"
    " attending_type notes" + _COMMON,
    "funding": "id!:uuid organization_id:uuid service_id:uuid source" + _COMMON,
    "service_area": "id!:uuid service_id:uuid service_at_location_id:uuid name description extent extent_type"
    " uri" + _COMMON,
    "required_document": "id!:uuid service_id:uuid document uri:uri" + _COMMON,
    "language": "id!:uuid service_id:uuid location_id:uuid phone_id:uuid name code note" + _COMMON,
    "accessibility": "id!:uuid location_id:uuid description details url:uri" + _COMMON,
    "taxonomy_term": "id!:uuid code name! description! parent_id:uuid taxonomy taxonomy_detail{}:taxonomy"
    " language taxonomy_id:uuid term_uri:uri metadata[]:metadata",
    "metadata": "id!:uuid resource_id:uuid resource_type last_action_date! last_action_type! field_name!"
    " previous_value! replacement_value! updated_by!",
    "cost_option": "id!:uuid service_id:uuid valid_from valid_to option currency amount:number"
    " amount_description" + _COMMON,
    "organization_identifier": "id!:uuid organization_id:uuid identifier_scheme identifier_type! identifier!"
    + _COMMON,
    "taxonomy": "id!:uuid name! description! uri:uri version metadata[]:metadata",
    "service_capacity": "id!:uuid service_id:uuid unit{}!:unit unit_id:uuid available!:number maximum:number"
    " description updated!:date-time" + _COMMON,
    "unit": "id!:uuid name! scheme identifier uri:uri" + _COMMON,
    "url": "id!:uuid label url!:uri organization_id:uuid service_id:uuid" + _COMMON,
}
# What an identifier that ends so leads to; other identifiers lead outside of a file.
LEADS_TO = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "service_at_location_id": "service_at_location",
    "program_id": "program",
    "contact_id": "contact",
    "phone_id": "phone",
    "taxonomy_term_id": "taxonomy_term",
    "taxonomy_id": "taxonomy",
    "unit_id": "unit",
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field: its kind ("string", "number", "uuid", "email", "uri", "date-time", "object", "list"), the
    words it may say, and the object it holds."""

    name: str
    kind: str = "string"
    is_required: bool = False
    words: tuple[str, ...] = ()
    of: str = ""


@cache
def fields_of(object_name: str) -> dict[str, Field]:
    """The fields of an object by name."""
    return {field.name: field for field in map(_field, _WRITTEN[object_name].split())}


def objects() -> tuple[str, ...]:
    """The names of all objects."""
    return tuple(_WRITTEN)


def _field(word: str) -> Field:
    name, _, kind = word.partition(":")
    is_required = name.endswith("!")
    name = name.removesuffix("!")
    if name.endswith(("[]", "{}")):
        return Field(
            name=name[:-2], kind="list" if name.endswith("[]") else "object", is_required=is_required, of=kind
        )
    if "|" in kind:
        words = tuple(one.replace("_", " ") for one in kind.split("|"))
        return Field(name=name, is_required=is_required, words=words)
    return Field(name=name, kind=kind or "string", is_required=is_required)
