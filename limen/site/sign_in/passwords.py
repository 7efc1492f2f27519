"""What a password may be: long, not guessable from the person, and no pattern. Nothing about symbols."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHORTEST, LONGEST = 15, 1000


class PasswordField(forms.CharField):
    """A password as it was typed, spaces included, in one Unicode form: keyboards disagree about accents."""

    def __init__(self, *, label: Any, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
        super().__init__(label=label, strip=False, max_length=LONGEST, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        """What was typed, composed."""
        return unicodedata.normalize("NFC", super().to_python(value) or "")


class NewPasswordForm(forms.Form):
    """A new password, typed twice: without scripts nobody can look at what they typed."""

    password = PasswordField(
        label=gettext_lazy("New password"),
        autocomplete="new-password",
        help_text=gettext_lazy(
            "At least 15 characters. A sentence is good; spaces and any script are fine. "
            "You may paste it from a password manager."
        ),
    )
    again = PasswordField(label=gettext_lazy("The same password again"), autocomplete="new-password")

    def __init__(self, *args: Any, account: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._account = account
        # The door does not see names; the validators look for this one.
        self._account.name = name

    def clean_password(self) -> str:
        """Refuse what is too short, common, or about the person."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self._account)
        return password

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        cleaned = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        return cleaned


class LongEnough:
    """Fifteen characters, as people count them: an emoji made of several code points is one."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` when it is shorter."""
        counted = sum(1 for c in password if not unicodedata.combining(c) and c not in "\u200d\ufe0f")
        if counted < SHORTEST:
            raise ValidationError(
                _("This has %(counted)s characters. Use at least %(shortest)s: a sentence is easy to keep.")
                % {"counted": counted, "shortest": SHORTEST},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("At least %(shortest)s characters.") % {"shortest": SHORTEST}


class NotAboutThePerson:
    """Not the login, the name, or Limen's own, with a little added."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` when most of it is a word that everybody knows about the person."""
        typed = _letters(password)
        known = [str(getattr(user, "login", "")), str(getattr(user, "name", "")), "limen"]
        words = [word for text in known for word in (*text.split(), text) if len(_letters(word)) >= 3]
        left = typed
        for word in sorted({_letters(word) for word in words}, key=len, reverse=True):
            left = left.replace(word, "")
        alike = any(SequenceMatcher(a=typed, b=_letters(word)).ratio() >= 0.8 for word in words)
        if words and (alike or len(left) < len(typed) / 2):
            raise ValidationError(
                _("This is mostly your name, your login, or Limen's name. Somebody could guess it."),
                code="password_too_similar",
            )

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("Not your name or your login.")


class NotAPattern:
    """Not one short piece over and over, and not a row of neighbours such as 123456 or abcdef."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` when it is such a pattern."""
        if _is_repeated(password.casefold()) or _is_a_row(password.casefold()):
            raise ValidationError(
                _("This repeats itself or counts up. Choose words that do not follow from each other."),
                code="password_is_a_pattern",
            )

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("Not one piece repeated.")


def _letters(text: str) -> str:
    """Letters and digits only, without accents or case: José-1 and JOSE1 are the same guess."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def _is_repeated(text: str) -> bool:
    """Whether the text is a short piece again and again, the last time perhaps cut short."""
    sizes = range(1, min(len(text) // 2 + 1, SHORTEST))
    return any(text == (text[:size] * (len(text) // size + 1))[: len(text)] for size in sizes)


def _is_a_row(text: str) -> bool:
    """Whether nearly every character is the neighbour of the one before it."""
    steps = [ord(b) - ord(a) for a, b in pairwise(text)]
    return bool(steps) and sum(step in (-1, 0, 1) for step in steps) > len(steps) * 0.7
