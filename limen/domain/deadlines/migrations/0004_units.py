"""Writes the unit beside each clock, so that what is due in a unit is read in the order of its days."""

import django.db.models.deletion
from django.db import migrations, models

# The unit of a clock is that of its case, now. The database keeps it in the transaction in which a clock is started or
# a case is handed to another unit, and nobody else writes it. It finds rows and lets nobody see one: the walls of
# clocks still ask the case. A clock that is closed stays with the unit in which it was closed: nothing of it changes.
KEPT = """
grant update (unit_id) on deadlines_clock to limen_warden;

create function access.give_clock_its_unit() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    new.unit_id := (select c.unit_id from public.cases_case c where c.id = new.case_id);
    return new;
end $$;

create function access.take_clocks_along() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    update public.deadlines_clock set unit_id = new.unit_id
        where case_id = new.id and state in ('running', 'stopped');
    return null;
end $$;

create trigger give_clock_its_unit before insert on deadlines_clock
    for each row execute function access.give_clock_its_unit();
create trigger take_clocks_along after update of unit_id on cases_case
    for each row when (old.unit_id <> new.unit_id) execute function access.take_clocks_along();
alter function access.give_clock_its_unit() owner to limen_warden;
alter function access.take_clocks_along() owner to limen_warden;
"""

# The same as before, in other words: of `exists` the database makes the whole set of cases that somebody may read as soon
# as it expects some thousands of rows. This it can only look up, and expects to be true.
WALL = """
drop policy seen on deadlines_clock;
create policy seen on deadlines_clock for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and (select r.id from access.readable_case r where r.id = case_id) is not null);
"""

# What is there already. The rows of worklists do not change by it.
FILLED = """
alter table deadlines_clock disable trigger user;
set role limen_warden;
update deadlines_clock k set unit_id = c.unit_id from cases_case c where c.id = k.case_id;
reset role;
set constraints all immediate;
alter table deadlines_clock enable trigger user;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_parties"),
        ("deadlines", "0003_overdue"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "clock",
            "unit",
            models.ForeignKey(
                "identity.Unit",
                django.db.models.deletion.PROTECT,
                db_index=False,
                editable=False,
                null=True,
                related_name="+",
            ),
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (KEPT, WALL, FILLED)],
        migrations.AlterField(
            "clock",
            "unit",
            models.ForeignKey(
                "identity.Unit",
                django.db.models.deletion.PROTECT,
                db_index=False,
                editable=False,
                related_name="+",
            ),
        ),
        migrations.AddIndex(
            "clock",
            models.Index(
                condition=models.Q(("state", "running")),
                fields=["unit", "due_on", "id"],
                name="deadlines_running_of_unit",
            ),
        ),
    ]
