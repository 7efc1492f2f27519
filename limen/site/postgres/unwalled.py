"""What stands outside the walls, each with its reason. `limen check` refuses whatever is not listed here."""

from __future__ import annotations

_LIBRARY = "made by Django for its own bookkeeping; names of tables and migrations, of no person"
_DOOR = "credentials, before anybody is signed in: there is no ticket yet; only limen_door is let in"
_QUEUE = "the queue of jobs: numbers of journal entries and names of tasks; its rows carry no person"
_ANSWER = "asks for the ticket itself, and gives nothing but the numbers of cases or persons that it opens"

# Tables without forced row security.
TABLES = {
    "public.django_migrations": _LIBRARY,
    "public.django_content_type": _LIBRARY,
    "public.auth_permission": "names of Django's permissions, which Limen does not use",
    "public.auth_group": "Django's groups, which Limen does not use; stays empty",
    "public.auth_group_permissions": "Django's groups, which Limen does not use; stays empty",
    "public.account_emailaddress": _DOOR,
    "public.account_emailconfirmation": _DOOR,
    "public.mfa_authenticator": _DOOR,
    "public.procrastinate_events": _QUEUE,
    "public.procrastinate_jobs": _QUEUE,
    "public.procrastinate_periodic_defers": _QUEUE,
    "public.procrastinate_workers": _QUEUE,
}

# Of these the application reads and writes nothing, walls or no walls.
BEHIND_THE_DOOR = frozenset(name for name, reason in TABLES.items() if reason == _DOOR) | {
    "public.identity_account",
    "public.identity_session",
}

# Views that do not ask as the one who looks, but as their owner, the warden.
VIEWS = {
    "access.listable_case": _ANSWER,
    "access.listable_person": _ANSWER,
    "access.new_person": _ANSWER,
    "access.readable_case": _ANSWER,
    "access.readable_person": _ANSWER,
    "access.writable_case": _ANSWER,
    "access.writable_person": _ANSWER,
}

# Functions with their owner's rights, other than the warden's in the schemas access and journal.
FUNCTIONS: dict[str, str] = {}
