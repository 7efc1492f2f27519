"""Adds deliveries: catalogues that were sent with their files, to be added line by line."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A delivery is of the policy leads of its organisation, and of nobody else; its lines are seen and changed with it.
# A line is settled once, and holds no way to a file from then on; what was ended stays so.
WALLS = """
alter table country_delivery enable row level security;
alter table country_delivery force row level security;
alter table country_deliveryline enable row level security;
alter table country_deliveryline force row level security;
create policy seen on country_delivery for select to limen_app
    using ((select access.my_roles())::text[] && array['policy_lead']
        and organisation_id = (select access.my_organisation()));
create policy sent on country_delivery for insert to limen_app
    with check ((select access.my_roles())::text[] && array['policy_lead']
        and organisation_id = (select access.my_organisation()) and sent_by_id = (select access.my_account())
        and ended_at is null);
create policy ended on country_delivery for update to limen_app
    using ((select access.my_roles())::text[] && array['policy_lead']
        and organisation_id = (select access.my_organisation()) and ended_at is null)
    with check (ended_at is not null);
create policy seen on country_deliveryline for select to limen_app
    using (delivery_id in (select d.id from country_delivery d));
create policy sent on country_deliveryline for insert to limen_app
    with check (report_id is null and delivery_id in (select d.id from country_delivery d
        where d.sent_by_id = (select access.my_account()) and d.ended_at is null));
create policy settled on country_deliveryline for update to limen_app
    using (state = 'ready' and delivery_id in (select d.id from country_delivery d))
    with check (state <> 'ready' and stored_as is null and file_key = '');
grant select, insert on country_delivery, country_deliveryline to limen_app;
grant update (ended_at) on country_delivery to limen_app;
grant update (state, whys, stored_as, file_key, report_id) on country_deliveryline to limen_app;
create trigger within_an_act before insert or update or delete on country_delivery
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on country_deliveryline
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("country", "0004_collections"),
        ("identity", "0006_acting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("catalogue", models.CharField(max_length=200)),
                ("sent_at", models.DateTimeField()),
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
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
            },
        ),
        migrations.CreateModel(
            name="DeliveryLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("file_name", models.CharField(max_length=200)),
                ("said", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "Can be added"),
                            ("added", "Added"),
                            ("here", "In the library already"),
                            ("wrong", "Cannot be added"),
                            ("left", "Left out"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "whys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("media_type", models.CharField(blank=True, default="", max_length=100)),
                ("size", models.BigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, db_collation="C", default="", max_length=64)),
                ("stored_as", models.UUIDField(null=True, unique=True)),
                ("file_key", models.BinaryField(default=bytes)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="country.delivery",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="country.report",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["organisation", "-sent_at", "-id"], name="country_sent"),
        ),
        migrations.AddConstraint(
            model_name="deliveryline",
            constraint=models.UniqueConstraint(fields=("delivery", "number"), name="country_line_once"),
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
