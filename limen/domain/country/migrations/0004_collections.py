"""Adds collections: what belongs to a profile of claims, laid together by those who keep the library."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A collection is seen as far as its level lets it out, and what is in it with the report; it is kept by the policy leads
# of its organisation. What was taken out stays so.
WALLS = """
alter table country_collection enable row level security;
alter table country_collection force row level security;
alter table country_collected enable row level security;
alter table country_collected force row level security;
create policy seen on country_collection for select to limen_app
    using ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor', 'policy_lead']
        and (level = 'installation' or organisation_id = (select access.my_organisation())
            and (level = 'organisation' or (select access.my_roles())::text[] && array['policy_lead'])));
create policy made on country_collection for insert to limen_app
    with check ((select access.my_roles())::text[] && array['policy_lead']
        and organisation_id = (select access.my_organisation()) and made_by_id = (select access.my_account()));
create policy changed on country_collection for update to limen_app
    using ((select access.my_roles())::text[] && array['policy_lead']
        and organisation_id = (select access.my_organisation()));
create policy seen on country_collected for select to limen_app
    using (collection_id in (select c.id from country_collection c)
        and report_id in (select r.id from country_report r));
create policy put_in on country_collected for insert to limen_app
    with check ((select access.my_roles())::text[] && array['policy_lead']
        and put_in_by_id = (select access.my_account()) and taken_out_by_id is null and taken_out_at is null
        and exists (select 1 from country_collection c where c.id = collection_id
            and c.organisation_id = (select access.my_organisation()))
        and report_id in (select r.id from country_report r)
        and (passage_id is null or exists (select 1 from country_passage p where p.id = passage_id
            and p.report_id = country_collected.report_id)));
create policy taken_out on country_collected for update to limen_app
    using ((select access.my_roles())::text[] && array['policy_lead'] and taken_out_at is null
        and exists (select 1 from country_collection c where c.id = collection_id
            and c.organisation_id = (select access.my_organisation())))
    with check (taken_out_by_id = (select access.my_account()) and taken_out_at is not null);
grant select, insert on country_collection, country_collected to limen_app;
grant update (level, called, country, claim, note, look_again_on, version) on country_collection to limen_app;
grant update (taken_out_by_id, taken_out_at) on country_collected to limen_app;
create trigger within_an_act before insert or update or delete on country_collection
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on country_collected
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("country", "0003_redescribed"),
        ("identity", "0006_acting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Collection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("installation", "Everybody who works on cases here, in every organisation"),
                            ("organisation", "Everybody who works on cases in this organisation"),
                            ("keepers", "Only those who keep the library of this organisation"),
                        ],
                        default="organisation",
                        max_length=20,
                    ),
                ),
                ("called", models.CharField(max_length=200)),
                ("country", models.CharField(max_length=3)),
                ("claim", models.CharField(max_length=200)),
                ("note", models.TextField(blank=True, default="")),
                ("look_again_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
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
            ],
        ),
        migrations.CreateModel(
            name="Collected",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("put_in_at", models.DateTimeField()),
                ("taken_out_at", models.DateTimeField(null=True)),
                (
                    "passage",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="country.passage",
                    ),
                ),
                (
                    "put_in_by",
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
                (
                    "taken_out_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="country.collection"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "collected",
            },
        ),
        migrations.AddIndex(
            model_name="collection",
            index=models.Index(fields=["organisation", "country", "called"], name="country_collections"),
        ),
        migrations.AddConstraint(
            model_name="collected",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_out_at__isnull", True)),
                fields=("collection", "report", "passage"),
                name="country_collected_once",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
