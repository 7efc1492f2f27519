"""A collection can be put away, and brought back."""

import django.db.models.deletion
from django.db import migrations, models

# Put away in one's own name; while it is away nothing else of it changes but that it is brought back.
WALLS = """
drop policy changed on country_collection;
create policy changed on country_collection for update to limen_app
    using ((select access.my_roles())::text[] && array['policy_lead']
        and organisation_id = (select access.my_organisation()))
    with check (put_away_by_id is null or put_away_by_id = (select access.my_account()));
drop policy made on country_collection;
create policy made on country_collection for insert to limen_app
    with check ((select access.my_roles())::text[] && array['policy_lead'] and put_away_by_id is null
        and organisation_id = (select access.my_organisation()) and made_by_id = (select access.my_account()));
grant update (put_away_by_id, put_away_at) on country_collection to limen_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("country", "0005_deliveries"),
        ("identity", "0006_acting"),
    ]

    operations = [
        migrations.AddField(
            model_name="collection",
            name="put_away_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="collection",
            name="put_away_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.member",
            ),
        ),
        migrations.AddConstraint(
            model_name="collection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("put_away_at__isnull", True), ("put_away_by__isnull", True)),
                    models.Q(("put_away_at__isnull", False), ("put_away_by__isnull", False)),
                    _connector="OR",
                ),
                name="country_put_away_by_somebody",
            ),
        ),
        migrations.RunSQL(WALLS),
    ]
