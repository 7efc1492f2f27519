"""What must be noticed about tables, acts and events."""

from __future__ import annotations

from gate import checks
from gate.breaks.breaking import Break, add, change, house, module

MIGRATIONS, CHECK = checks.django()

BREAKS = [
    # the database
    Break(
        name="a model without its migration",
        path="limen/foundation/once/models.py",
        spoil=change(r"max_length=80", "max_length=81"),
        check=MIGRATIONS,
        must_say=r"Alter field key on done",
    ),
    Break(
        name="a page that is wired to nothing",
        path="limen/site/urls.py",
        spoil=add('\nurlpatterns += [path("planted/", include("limen.planted.urls"))]\n'),
        check=CHECK,
        must_say=r"No module named 'limen\.planted'",
    ),
    Break(
        name="a table without row security",
        path="limen/foundation/once/models.py",
        spoil=add("\n\nclass Planted(models.Model):\n    pass\n"),
        check=house("tables"),
        must_say="once_planted",
    ),
    Break(
        name="a foreign key that points up",
        path="limen/domain/identity/models.py",
        spoil=add(
            '\n\nclass Planted(models.Model):\n    up = models.ForeignKey("cases.Case", models.PROTECT)\n'
        ),
        check=house("tables"),
        must_say=r"identity\.Planted\.up points from",
    ),
    # acts and events
    Break(
        name="a command that is not told when",
        path="limen/domain/cases/commands/planted.py",
        spoil=module('@command("cases.spoil")\ndef spoil(*, by: Actor) -> Spoiled:\n    return Spoiled()\n'),
        check=house("acts"),
        must_say="spoil is not told `at`",
    ),
    Break(
        name="a command that is called otherwise than its permission",
        path="limen/domain/cases/commands/planted.py",
        spoil=module('@command("cases.break")\ndef spoil(*, by: A, at: B) -> C:\n    return C()\n'),
        check=house("acts"),
        must_say="spoil asks for the permission 'cases.break'",
    ),
    Break(
        name="a command that returns nothing",
        path="limen/domain/cases/commands/planted.py",
        spoil=module('@command("cases.spoil")\ndef spoil(*, by: A, at: B) -> None:\n    pass\n'),
        check=house("acts"),
        must_say=r"planted\.py:\d+: spoil",
    ),
    Break(
        name="an event that does not say what is personal",
        path="limen/domain/cases/events.py",
        spoil=add('\n\nclass Spoiled(CaseEvent):\n    kind = "cases.spoiled"\n    says = "x"\n'),
        check=house("acts"),
        must_say=r"Spoiled (lacks|must declare) `personal`",
    ),
]
