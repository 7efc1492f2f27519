"""Creates the figures of units: what each row of a worklist counts for, kept as it changes, and folded by a job."""

import django.db.models.deletion
from django.db import migrations, models

# A row counts once in its phase, on the day it is due, in the month it was opened, and for whoever holds it; also when
# it is over, on the day it came in. That it is decided counts once, on the day on which that was told here. What
# changes is added, and never changed: nobody waits for anybody. A job folds the lines of a figure into one. What only
# named people see counts apart.
KEPT = """
alter table worklists_tally enable row level security;
alter table worklists_tally force row level security;
create policy warden on worklists_tally to limen_warden using (true) with check (true);
grant select, insert, delete on worklists_tally to limen_warden;
grant usage on sequence worklists_tally_id_seq to limen_warden;

create function access.counts_for(one public.worklists_row) returns table (kind text, key text) language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if one.is_restricted then
        return query select 'restricted', '' where one.phase <> 'closed';
        return;
    end if;
    return query select 'came_in', one.opened_on::text;
    if one.phase <> 'closed' then
        return query select 'phase', one.phase::text
            union all select 'due', one.due_order::text
            union all select 'opened', to_char(one.opened_on, 'YYYY-MM')
            union all select 'held', h.member::text from unnest(one.holders) h (member)
            union all select 'held', '' where cardinality(one.holders) = 0;
    end if;
end $$;

create function access.keep_figures() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into public.worklists_tally (unit_id, kind, key, count)
        select c.unit_id, c.kind, c.key, sum(c.n) from (
            select new.unit_id, n.kind, n.key, 1 as n from access.counts_for(new) n
            union all
            select old.unit_id, o.kind, o.key, -1 from access.counts_for(old) o where tg_op = 'UPDATE'
        ) c group by 1, 2, 3 having sum(c.n) <> 0;
    if tg_op = 'UPDATE' and new.phase = 'decided' and old.phase <> 'decided' and not new.is_restricted then
        insert into public.worklists_tally (unit_id, kind, key, count)
            values (new.unit_id, 'decided', current_date::text, 1);
    end if;
    return null;
end $$;
create trigger figures_of_new after insert on worklists_row
    for each row execute function access.keep_figures();
create trigger figures_of_changed after update on worklists_row for each row
    when ((old.unit_id, old.phase, old.due_order, old.opened_on, old.holders, old.is_restricted)
        is distinct from (new.unit_id, new.phase, new.due_order, new.opened_on, new.holders, new.is_restricted))
    execute function access.keep_figures();

-- For those who allocate in the unit and read its files. The cases that a wall keeps from whoever asks do not count: the
-- figures are those of the list that they see, and tell of no wall.
create function access.figures_of(the_unit uuid) returns table (kind text, key text, count bigint)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not the_unit = any (access.my_units(2))
            or not access.my_roles() && array['supervisor', 'casework_supervisor'] then
        return;
    end if;
    return query select f.kind::text, f.key::text, sum(f.n)::bigint from (
            select t.kind, t.key, t.count::bigint as n from public.worklists_tally t where t.unit_id = the_unit
            union all
            select c.kind, c.key, -1 from public.worklists_row r, access.counts_for(r) c
                where r.id = any (access.my_walls()) and r.unit_id = the_unit
        ) f group by 1, 2 having sum(f.n) > 0;
end $$;

-- Lines of one figure become one line. Two at once wait for each other, and readers see the old or the new.
create function access.fold_figures() returns integer language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    folded integer;
begin
    perform pg_advisory_xact_lock(hashtext('worklists.fold_figures'));
    with many as (
        select t.unit_id, t.kind, t.key from public.worklists_tally t group by 1, 2, 3 having count(*) > 1
    ), gone as (
        delete from public.worklists_tally t using many m
            where t.unit_id = m.unit_id and t.kind = m.kind and t.key = m.key
            returning t.unit_id, t.kind, t.key, t.count
    ), kept as (
        insert into public.worklists_tally (unit_id, kind, key, count)
            select g.unit_id, g.kind, g.key, sum(g.count) from gone g group by 1, 2, 3 having sum(g.count) <> 0
    )
    select count(*) into folded from gone;
    return folded;
end $$;

grant execute on function access.figures_of(uuid) to limen_app;
grant execute on function access.fold_figures() to limen_jobs;
alter function access.counts_for(public.worklists_row) owner to limen_warden;
alter function access.keep_figures() owner to limen_warden;
alter function access.figures_of(uuid) owner to limen_warden;
alter function access.fold_figures() owner to limen_warden;

-- What is there already. Of what was decided before nothing is known here.
set role limen_warden;
insert into worklists_tally (unit_id, kind, key, count)
    select r.unit_id, c.kind, c.key, count(*) from worklists_row r, access.counts_for(r) c group by 1, 2, 3;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("worklists", "0008_words")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=40)),
                ("count", models.IntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["unit", "kind", "key"], include=["count"], name="worklists_figures_of_unit"
                    )
                ],
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
