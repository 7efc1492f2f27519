"""The words of a case: its phases, why somebody may see it, and why somebody may not."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """Neutral phases; a pack names its own stages and maps them to these."""

    REGISTERED = "registered", _("Registered")
    ADMISSIBILITY = "admissibility", _("Admissibility")
    EXAMINATION = "examination", _("Examination")
    DECIDED = "decided", _("Decided")
    SERVED = "served", _("Served")
    UNDER_APPEAL = "under_appeal", _("Under appeal")
    FINAL = "final", _("Final")
    CLOSED = "closed", _("Closed")


class Openness(TextChoices):
    """Whether the reach of a unit applies to a case."""

    UNIT = "unit", _("open to its unit, as far as each posting reaches")
    NAMED = "named", _("closed to everybody but the people named for it")


class Part(TextChoices):
    """What an assigned person does in the case."""

    LEAD = "lead", _("Leads the case")
    CO_WORKER = "co_worker", _("Works on the case")
    REVIEWER = "reviewer", _("Reviews the case")


class PartyPart(TextChoices):
    """What a person is in a case. The first two are those whom a case is about."""

    APPLICANT = "applicant", _("Applicant")
    CLIENT = "client", _("Client")
    SPOUSE = "spouse", _("Spouse or partner")
    CHILD = "child", _("Child")
    FAMILY = "family", _("Other family")
    SPONSOR = "sponsor", _("Sponsor")


class WallGround(TextChoices):
    """Why somebody is kept away from a case."""

    DECLARED = "declared", _("Declared by the person")
    CLIENT_REQUEST = "client_request", _("Asked for by the applicant")
    FAMILY = "family", _("Family or household")
    COMMUNITY = "community", _("Same community")
    EARLIER_ROLE = "earlier_role", _("Earlier role in the case")
    OTHER = "other", _("Other")


class SharePurpose(TextChoices):
    """What a share is for. One share, one purpose."""

    REFERRAL = "referral", _("Referral")
    LEGAL_AID = "legal_aid", _("Legal aid")
    RECEPTION = "reception", _("Reception")
    HEALTH = "health", _("Health care")
    SUPERVISION = "supervision", _("Supervision of the authority")


class ShareBasis(TextChoices):
    """By what right a share is given."""

    CONSENT = "consent", _("The person's consent")
    LAW = "law", _("A legal basis")


class OpeningGround(TextChoices):
    """Why a case was opened in an emergency."""

    DANGER = "danger", _("Danger to life or health")
    TIME_LIMIT = "time_limit", _("A time limit is about to pass")
    PERSON_PRESENT = "person_present", _("The person is here and nobody assigned is")
    COURT = "court", _("A court or authority asks now")
