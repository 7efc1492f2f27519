"""Creates the table of notices and its walls."""

import django.db.models.deletion
import limen.foundation.ids
from django.db import migrations, models

# A notice is seen by the one it is for. The worker writes it, on behalf of the one whose act it tells of.
WALLS = """
alter table notices_notice enable row level security;
alter table notices_notice force row level security;
create policy mine on notices_notice for select to limen_app
    using (member_id = (select access.my_account()));
create policy read on notices_notice for update to limen_app
    using (member_id = (select access.my_account()));
create policy warden on notices_notice to limen_warden using (true) with check (true);
grant select, insert on notices_notice to limen_warden;
grant select on notices_notice to limen_app;
grant update (read_at) on notices_notice to limen_app;
create trigger within_an_act before insert or update or delete on notices_notice
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("entry_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["member", "at"],
                        name="notices_unread",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "entry_id"), name="notices_once_per_entry")
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS,)],
    ]
