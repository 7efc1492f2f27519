"""Creates the Word templates of an authority and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Everybody of the authority reads them, since a decision is written with one; its administrators keep them.
WALLS = """
alter table decisions_papertemplate enable row level security;
alter table decisions_papertemplate force row level security;
create policy seen on decisions_papertemplate for select to limen_app
    using (organisation_id = (select access.my_organisation()));
create policy kept on decisions_papertemplate for insert to limen_app
    with check (organisation_id = (select access.my_organisation())
        and kept_by_id = (select access.my_account()) and ended_at is null
        and (select access.my_roles())::text[] && array['administrator']);
create policy ended on decisions_papertemplate for update to limen_app
    using (organisation_id = (select access.my_organisation()) and ended_at is null
        and (select access.my_roles())::text[] && array['administrator'])
    with check (ended_by_id = (select access.my_account()));
grant select, insert on decisions_papertemplate to limen_app;
grant update (ended_by_id, ended_at) on decisions_papertemplate to limen_app;
create trigger within_an_act before insert or update or delete on decisions_papertemplate
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0002_on_application"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperTemplate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("called", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("names", models.JSONField()),
                ("kept_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "number"), name="decisions_template_numbered"
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
