"""The database roles of ARCHITECTURE.md, by name, and the variable that holds each one's address."""

from __future__ import annotations

from enum import StrEnum


class DatabaseRole(StrEnum):
    """A role that signs in. The warden is not here: nobody signs in as the warden."""

    APP = "limen_app"
    DOOR = "limen_door"
    OWNER = "limen_owner"
    JOBS = "limen_jobs"
    REPORTS = "limen_reports"
    BACKUP = "limen_backup"
    LINKAGE = "limen_linkage"

    @property
    def variable(self) -> str:
        """The environment variable with this role's address."""
        return "DATABASE_URL" if self is DatabaseRole.APP else f"LIMEN_{self.name}_URL"


WARDEN = "limen_warden"
