"""Which rows of each table belong to a scene."""

from __future__ import annotations

from tests.security.applications_of_scene import BELONGS_OF_APPLICATIONS
from tests.security.assessments_of_scene import BELONGS_OF_ASSESSMENTS
from tests.security.country_of_scene import BELONGS_OF_COUNTRY
from tests.security.decisions_of_scene import BELONGS_OF_DECISIONS
from tests.security.directory_of_scene import BELONGS_OF_DIRECTORY
from tests.security.documents_of_scene import DOCUMENTS
from tests.security.duplicates_of_scene import BELONGS_OF_DUPLICATES
from tests.security.families_of_scene import BELONGS_OF_FAMILIES
from tests.security.hall_of_scene import HALL
from tests.security.interviews_of_scene import BELONGS_OF_INTERVIEWS
from tests.security.kept_of_scene import KEPT
from tests.security.plans_of_scene import BELONGS_OF_PLANS
from tests.security.practice_of_scene import BELONGS_OF_PRACTICE
from tests.security.screenings_of_scene import BELONGS_OF_SCREENINGS
from tests.security.templates_of_scene import BELONGS_OF_TEMPLATES
from tests.security.work_of_scene import WORK

_OF_PERSONS = "person_id in (select id from people_person where organisation_id = any (%(o)s))"
_OF_DRAFTS = "draft_id in (select id from registration_draft where member_id = any (%(p)s))"
# Each table, and how its rows belong to a scene: by its organisations (o), people (p), cases (c) or entries.
BELONGS = {
    "identity_organisation": "id = any (%(o)s)",
    "identity_unit": "organisation_id = any (%(o)s)",
    "identity_account": "id = any (%(p)s)",
    "identity_member": "organisation_id = any (%(o)s)",
    "identity_posting": "organisation_id = any (%(o)s)",
    "identity_clearance": "organisation_id = any (%(o)s)",
    "cases_case": "organisation_id = any (%(o)s)",
    "cases_assignment": "case_id = any (%(c)s)",
    "cases_party": "case_id = any (%(c)s)",
    "people_person": "organisation_id = any (%(o)s)",
    "people_earlierbirth": _OF_PERSONS,
    "people_name": _OF_PERSONS,
    "people_namekey": _OF_PERSONS,
    "people_nationality": _OF_PERSONS,
    "people_persondocument": _OF_PERSONS,
    **dict.fromkeys(KEPT, _OF_PERSONS),
    **BELONGS_OF_ASSESSMENTS,
    **BELONGS_OF_COUNTRY,
    **BELONGS_OF_PRACTICE,
    **BELONGS_OF_SCREENINGS,
    **BELONGS_OF_DIRECTORY,
    **BELONGS_OF_PLANS,
    **BELONGS_OF_DECISIONS,
    **BELONGS_OF_TEMPLATES,
    **BELONGS_OF_APPLICATIONS,
    **BELONGS_OF_DUPLICATES,
    **BELONGS_OF_FAMILIES,
    "cases_wall": "case_id = any (%(c)s)",
    "cases_share": "case_id = any (%(c)s)",
    "cases_opening": "case_id = any (%(c)s)",
    "notes_note": "case_id = any (%(c)s)",
    "notes_earliertext": "case_id = any (%(c)s)",
    "notes_draft": "case_id = any (%(c)s)",
    "policy_edition": "organisation_id = any (%(o)s)",
    "policy_adoption": "organisation_id = any (%(o)s)",
    "deadlines_clock": "case_id = any (%(c)s)",
    "deadlines_stop": "case_id = any (%(c)s)",
    "deadlines_extension": "case_id = any (%(c)s)",
    "deadlines_difference": "case_id = any (%(c)s)",
    "deadlines_trial": "organisation_id = any (%(o)s)",
    **DOCUMENTS,
    **HALL,
    **BELONGS_OF_INTERVIEWS,
    **WORK,
    "registration_draft": "member_id = any (%(p)s)",
    "registration_draftpicture": _OF_DRAFTS,
    "registration_series": "organisation_id = any (%(o)s)",
    "imports_import": "organisation_id = any (%(o)s)",
    **dict.fromkeys(
        ("imports_row", "imports_taken"),
        "listing_id in (select id from imports_import where organisation_id = any (%(o)s))",
    ),
    "imports_file": "id in (select id from imports_import where organisation_id = any (%(o)s))",
    "imports_savedmapping": "organisation_id = any (%(o)s)",
    "notices_notice": "member_id = any (%(p)s)",
    "once_done": "account_id = any (%(p)s)",
    "journal_entry": "organisation_id = any (%(o)s)",
    "journal_personalfact": "entry_id in (select id from journal_entry where organisation_id = any (%(o)s))",
    "journal_denial": "organisation_id = any (%(o)s)",
}
