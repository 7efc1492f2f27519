"""Creates the table of idempotency keys and its walls: a key belongs to the account that sent it."""

from django.db import migrations, models

import limen.foundation.ids

WALLS = """
alter table once_done enable row level security;
alter table once_done force row level security;
create policy mine on once_done to limen_app
    using (account_id = (select access.my_account())) with check (account_id = (select access.my_account()));
grant select, insert on once_done to limen_app;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Done",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("key", models.CharField(max_length=80)),
                ("asked", models.BinaryField()),
                ("status", models.SmallIntegerField()),
                ("location", models.CharField(default="", max_length=500)),
                ("body", models.BinaryField(default=b"")),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account_id", "key"), name="once_per_account_and_key")
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS,)],
    ]
