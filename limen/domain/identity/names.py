"""The words of identity: roles, kinds of organisation, compartments, and how surely somebody signed in."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    AUTHORITY = "authority", _("Authority")
    AGENCY = "agency", _("Support agency")


class Role(TextChoices):
    """What somebody does in a unit. What a role may do is in `roles.py`; packs may rename, not widen."""

    CASE_OFFICER = "case_officer", _("Case officer")
    SUPERVISOR = "supervisor", _("Supervisor")
    REGISTRATION_CLERK = "registration_clerk", _("Registration clerk")
    CASEWORKER = "caseworker", _("Caseworker")
    CASEWORK_SUPERVISOR = "casework_supervisor", _("Casework supervisor")
    POLICY_LEAD = "policy_lead", _("Policy lead")
    INTERPRETER = "interpreter", _("Interpreter")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Compartment(TextChoices):
    """Parts of a file that only people cleared for them may know of. `GENERAL` is the rest of the file."""

    GENERAL = "general", _("General")
    CHILD = "child", _("Child")
    GBV = "gbv", _("Gender-based violence")
    TRAFFICKING = "trafficking", _("Trafficking")
    MEDICAL = "medical", _("Medical")
    SECURITY = "security", _("Security check")
    PROTECTED_IDENTITY = "protected_identity", _("Protected identity")
    LEGAL_PRIVILEGE = "legal_privilege", _("Legal privilege")


class Assurance(TextChoices):
    """How surely we know who holds a session. Only the last three open the house; the database checks."""

    NONE = "none", _("Not signed in")
    PASSWORD = "password", _("Password only")
    TWO_FACTOR = "two_factor", _("Password and code")
    PASSKEY = "passkey", _("Passkey")
    DEMO = "demo", _("Demonstration")


class Theme(TextChoices):
    AUTO = "auto", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
