"""Creates the table of lists that are too long for one person to take out, and its walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Whoever asked sees it, and whoever reads the files of the unit. Somebody else than who asked answers, once; who asked
# takes the list out, once, and only what was agreed to.
WALLS = """
alter table worklists_release enable row level security;
alter table worklists_release force row level security;

create policy seen on worklists_release for select to limen_app
    using (member_id = (select access.my_account()) or unit_id = any ((select access.my_units(2))::uuid[]));
create policy asked on worklists_release for insert to limen_app
    with check (member_id = (select access.my_account()) and answered_at is null and taken_at is null
        and organisation_id = (select access.my_organisation())
        and unit_id = any ((select access.my_units(2))::uuid[]));
create policy answered on worklists_release for update to limen_app
    using (answered_at is null and not member_id = (select access.my_account())
        and unit_id = any ((select access.my_units(2))::uuid[])
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor'])
    with check (answered_by_id = (select access.my_account()));
create policy taken on worklists_release for update to limen_app
    using (member_id = (select access.my_account()) and is_agreed and taken_at is null)
    with check (member_id = (select access.my_account()) and is_agreed and taken_at is not null);

grant select, insert on worklists_release to limen_app;
grant update (answered_by_id, answered_at, is_agreed, answer_why, taken_at) on worklists_release to limen_app;

create trigger within_an_act before insert or update or delete on worklists_release
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
        ("worklists", "0002_fill"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked", models.CharField(max_length=500)),
                ("count", models.IntegerField()),
                ("why", models.CharField(max_length=500)),
                ("asked_at", models.DateTimeField()),
                ("is_agreed", models.BooleanField(null=True)),
                ("answer_why", models.CharField(blank=True, default="", max_length=500)),
                ("answered_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("taken_at__isnull", True)),
                        fields=["unit", "asked_at"],
                        name="worklists_release_of_unit",
                    ),
                    models.Index(
                        condition=models.Q(("taken_at__isnull", True)),
                        fields=["member", "asked_at"],
                        name="worklists_release_of_mine",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            ("answered_by__isnull", True),
                            ("is_agreed__isnull", True),
                        )
                        | models.Q(
                            ("answered_at__isnull", False),
                            ("answered_by__isnull", False),
                            ("is_agreed__isnull", False),
                        ),
                        name="worklists_release_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answered_by", models.F("member")), _negated=True)
                        | models.Q(("answered_by__isnull", True)),
                        name="worklists_release_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken_at__isnull", True)) | models.Q(("is_agreed", True)),
                        name="worklists_release_taken",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
