"""Which database role serves which table: credentials and sessions go through the door, nothing else does."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

_DOOR_APPS = frozenset({"account", "mfa", "sign_in"})
_DOOR_MODELS = frozenset({"identity.account", "identity.session"})


class Doors:
    """A Django database router. Both aliases are one database; they differ in what they may touch."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return "door" if _is_behind_the_door(model) else "default"

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return self.db_for_read(model)

    def allow_relation(self, left: Model, right: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        # The owner migrates everything through `default`.
        return db == "default"


def _is_behind_the_door(model: type[Model]) -> bool:
    return model._meta.app_label in _DOOR_APPS or model._meta.label_lower in _DOOR_MODELS
