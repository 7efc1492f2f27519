"""What the door remembers besides credentials: who must wait, and what happened to each account's sign-in."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Brake(models.Model):
    """How many tries went wrong for one account, network or the whole house, and until when it must wait.

    Rows are named by a keyed hash: the table tells nobody which logins were tried, or from where.
    """

    name = models.CharField(max_length=80, primary_key=True)
    tries: models.FloatField[float, float] = models.FloatField(default=0)
    last_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    until: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["last_at"], name="sign_in_brake_last")]


class What(models.TextChoices):
    """What can happen to an account's sign-in, as its owner reads it."""

    SIGNED_IN = "signed_in", _("Signed in")
    REFUSED = "refused", _("Somebody typed a wrong password")
    CODE_REFUSED = "code_refused", _("Somebody typed a wrong code")
    INVITED = "invited", _("An administrator made a link to choose a password")
    CHOSEN = "chosen", _("A new password was chosen")
    TOTP_ADDED = "totp_added", _("An authenticator app was added")
    TOTP_REMOVED = "totp_removed", _("The authenticator app was removed")
    PASSKEY_ADDED = "passkey_added", _("A passkey was added")
    PASSKEY_REMOVED = "passkey_removed", _("A passkey was removed")
    CODES_MADE = "codes_made", _("New recovery codes were made")
    CODE_USED = "code_used", _("A recovery code was used")


class Happening(models.Model):
    """One thing that happened to somebody's sign-in, kept for them to notice what was not them."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    what = models.CharField(max_length=20, choices=What)
    device = models.CharField(max_length=200, default="")
    network = models.CharField(max_length=60, default="")
    is_new_device = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-at"], name="sign_in_happening_of")]
