"""Why what was told of languages and interpreters cannot be kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from limen.domain.people.names import InterpreterRefused, InterpreterWish, LanguageTold, Told
from limen.domain.people.rules.told import too_long
from limen.foundation.refusals import Obstacle
from limen.reference.languages import is_language

LONGEST_DIALECT = 100
LONGEST_WISH = 500
LONGEST_WHO = 200


def obstacles_to_adding_language(told: LanguageTold) -> list[Obstacle]:
    """A language has a code, and a dialect says something or is left out."""
    obstacles = []
    if not is_language(told.language):
        obstacles.append(Obstacle("language", _("Choose a language from the list.")))
    if told.dialect is not None and not told.dialect.strip():
        obstacles.append(Obstacle("dialect", _("Enter the dialect, or leave it out.")))
    if told.dialect and len(told.dialect) > LONGEST_DIALECT:
        obstacles.append(too_long("dialect_too_long", LONGEST_DIALECT))
    return obstacles


def obstacles_to_adding_languages(told: tuple[LanguageTold, ...]) -> list[Obstacle]:
    """Each language and dialect once."""
    obstacles = [obstacle for one in told for obstacle in obstacles_to_adding_language(one)]
    if len({(one.language, one.dialect) for one in told}) < len(told):
        obstacles.append(Obstacle("language_twice", _("Enter each language and dialect once.")))
    return obstacles


def obstacles_to_wishing_interpreter(wish: InterpreterWish) -> list[Obstacle]:
    """A sex was asked for, or it is said why not; other words say something."""
    obstacles = []
    if (wish.sex_state == Told.TOLD) != (wish.sex is not None):
        says = _("Choose of which sex the interpreter shall be, or say why it is not known.")
        obstacles.append(Obstacle("interpreter_sex", says))
    if wish.others is not None and not wish.others.strip():
        obstacles.append(Obstacle("wishes", _("Enter the other wishes, or leave them out.")))
    if wish.others and len(wish.others) > LONGEST_WISH:
        obstacles.append(too_long("wishes_too_long", LONGEST_WISH))
    for one in wish.not_these:
        obstacles += obstacles_to_excluding_interpreter(one)
    return obstacles


def obstacles_to_excluding_interpreter(refused: InterpreterRefused) -> list[Obstacle]:
    """Whom, and why: without it, nobody knows whether it still holds."""
    obstacles = []
    if not refused.who.strip():
        obstacles.append(Obstacle("who", _("Enter the name or number of the interpreter.")))
    if not refused.why.strip():
        obstacles.append(Obstacle("why", _("Say why, in the words of the person.")))
    if len(refused.who) > LONGEST_WHO:
        obstacles.append(too_long("who_too_long", LONGEST_WHO))
    if len(refused.why) > LONGEST_WISH:
        obstacles.append(too_long("why_too_long", LONGEST_WISH))
    return obstacles
