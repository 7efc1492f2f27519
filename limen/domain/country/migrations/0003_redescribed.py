"""Lets what is said of a report be put right, and keeps what was said before."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# What is said of a report is put right by those who keep it; what was said before is seen with it, and never changed.
WALLS = """
alter table country_earlierdescription enable row level security;
alter table country_earlierdescription force row level security;
create policy seen on country_earlierdescription for select to limen_app
    using (report_id in (select r.id from country_report r));
create policy kept on country_earlierdescription for insert to limen_app
    with check ((select access.my_roles())::text[] && array['policy_lead']
        and replaced_by_id = (select access.my_account())
        and exists (select 1 from country_report r where r.id = report_id
            and r.organisation_id = (select access.my_organisation())));
create policy respoken on country_passage for update to limen_app
    using ((select access.my_roles())::text[] && array['policy_lead']
        and exists (select 1 from country_report r where r.id = report_id
            and r.organisation_id = (select access.my_organisation())))
    with check (exists (select 1 from country_report r where r.id = report_id
        and r.language = country_passage.language));
grant select, insert on country_earlierdescription to limen_app;
grant update (title, publisher, authors, kind, language, countries, topics, published_on, covers_from, covers_until,
    accessed_on, look_again_on, address, leans_on, source_who, source_what, source_why, source_when, source_how, version)
    on country_report to limen_app;
grant update (language) on country_passage to limen_app;
create trigger within_an_act before insert or update or delete on country_earlierdescription
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("country", "0002_faster"),
        ("identity", "0006_acting"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.CreateModel(
            name="EarlierDescription",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("said", models.JSONField()),
                ("replaced_at", models.DateTimeField()),
                (
                    "replaced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="country.report"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("report", "version"), name="country_description_once")
                ],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
