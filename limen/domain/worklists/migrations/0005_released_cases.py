"""Adds which cases a second person let out, how long that holds, and one's own list; and their walls."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now

import limen.foundation.ids

# A case that was let out is seen by whoever sees the release and may read the file. Only who answered writes it, of
# cases they may read themselves: nobody lets out what they may not see. One's own list is asked for in any unit one
# works in, since it holds cases given by name.
WALLS = """
alter table worklists_releasedcase enable row level security;
alter table worklists_releasedcase force row level security;

create policy seen on worklists_releasedcase for select to limen_app
    using (exists (select 1 from worklists_release r where r.id = release_id)
        and exists (select 1 from worklists_row w where w.id = case_id));
create policy let_out on worklists_releasedcase for insert to limen_app
    with check (exists (select 1 from worklists_release r where r.id = release_id and r.is_agreed
            and r.taken_at is null and r.answered_by_id = (select access.my_account()))
        and exists (select 1 from worklists_row w where w.id = case_id));
grant select, insert on worklists_releasedcase to limen_app;
create trigger within_an_act before insert or update or delete on worklists_releasedcase
    for each statement execute function journal.within_an_act();

drop policy asked on worklists_release;
create policy asked on worklists_release for insert to limen_app
    with check (member_id = (select access.my_account()) and answered_at is null and taken_at is null
        and organisation_id = (select access.my_organisation())
        and (unit_id = any ((select access.my_units(2))::uuid[])
            or is_own and unit_id = any ((select access.my_units(0))::uuid[])));
grant update (until_at) on worklists_release to limen_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_parties"),
        ("worklists", "0004_looked_at"),
    ]

    operations = [
        migrations.AddField("release", "is_own", models.BooleanField(default=False)),
        # What was asked for before ends at once: nobody had said how long it holds.
        migrations.AddField("release", "until_at", models.DateTimeField(db_default=Now())),
        migrations.AlterField("release", "until_at", models.DateTimeField()),
        migrations.CreateModel(
            name="ReleasedCase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="worklists.release"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("release", "case"), name="worklists_released_once")
                ],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
