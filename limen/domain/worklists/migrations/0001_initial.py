"""Creates the tables of worklists, their walls, and what keeps a row true in the transaction of a change."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A row is what this function says of a case. Of clocks and acts only those in no compartment count: a day or an hour
# in a list would tell that there is something. Triggers keep the row in the transaction of the change, so that a list
# is never behind; a job would be. They run as the warden, who alone may write here.
KEPT = """
grant select on cases_case, cases_assignment, deadlines_clock, journal_entry to limen_warden;
grant select, insert, update on worklists_row to limen_warden;

create function access.worklist_row_of(the_case uuid) returns public.worklists_row language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    kept public.worklists_row;
    next record;
begin
    select c.id, c.organisation_id, c.unit_id, c.reference, c.called, c.phase, c.opened_on, c.is_restricted, c.is_walled
        into kept.id, kept.organisation_id, kept.unit_id, kept.reference, kept.called, kept.phase,
            kept.opened_on, kept.is_restricted, kept.is_walled
        from public.cases_case c where c.id = the_case;
    select k.due_on, k.id, k.term_says into next from public.deadlines_clock k
        where k.case_id = the_case and k.state = 'running' and k.compartment = 'general'
        order by k.due_on, k.id limit 1;
    kept.due_order := coalesce(next.due_on, date '9999-12-31');
    kept.due_clock := next.id;
    kept.due_says := coalesce(next.term_says, '');
    kept.last_act_at := coalesce((select e.at from public.journal_entry e
            where e.stream_id = the_case and e.compartment = 'general' order by e.seq desc limit 1),
        kept.opened_on::timestamp at time zone 'UTC');
    kept.holders := coalesce((select array_agg(a.member_id order by a.since_at, a.id)
        from public.cases_assignment a where a.case_id = the_case and a.until_at is null), '{}');
    return kept;
end $$;

-- Writes only what differs; says whether it did.
create function access.renew_worklist_row(the_case uuid) returns boolean language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare is_new boolean;
begin
    insert into public.worklists_row as w select (access.worklist_row_of(the_case)).*
        on conflict (id) do update set organisation_id = excluded.organisation_id,
            unit_id = excluded.unit_id, reference = excluded.reference, called = excluded.called,
            phase = excluded.phase, opened_on = excluded.opened_on, is_restricted = excluded.is_restricted,
            is_walled = excluded.is_walled, due_order = excluded.due_order, due_clock = excluded.due_clock,
            due_says = excluded.due_says, last_act_at = excluded.last_act_at, holders = excluded.holders
        where w is distinct from excluded
        returning true into is_new;
    return coalesce(is_new, false);
end $$;

create function access.keep_worklist_row() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_table_name = 'cases_case' then
        perform access.renew_worklist_row(new.id);
    else
        perform access.renew_worklist_row(new.case_id);
    end if;
    return null;
end $$;

-- The latest line of the chain, and nothing else: every act of every case comes this way.
create function access.keep_last_act() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    update public.worklists_row set last_act_at = new.at where id = new.case_id;
    return null;
end $$;

create trigger keep_worklist_row after insert or update on cases_case
    for each row execute function access.keep_worklist_row();
create trigger keep_worklist_row after insert or update on cases_assignment
    for each row execute function access.keep_worklist_row();
create trigger keep_worklist_row after insert or update on deadlines_clock
    for each row when (new.compartment = 'general') execute function access.keep_worklist_row();
create trigger keep_last_act after insert on journal_entry
    for each row when (new.case_id is not null and new.compartment = 'general')
    execute function access.keep_last_act();

-- For the night: a page of cases is looked at again, and what differs is put right. How many differed is told, since
-- one is one too many.
create function access.mend_worklist(after_case uuid, at_most integer)
    returns table (last_case uuid, looked integer, mended integer) language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    one uuid;
begin
    looked := 0;
    mended := 0;
    for one in select c.id from public.cases_case c where c.id > after_case order by c.id limit at_most loop
        looked := looked + 1;
        last_case := one;
        if access.renew_worklist_row(one) then
            mended := mended + 1;
        end if;
    end loop;
    return next;
end $$;

grant execute on function access.mend_worklist(uuid, integer) to limen_jobs;
alter function access.worklist_row_of(uuid) owner to limen_warden;
alter function access.renew_worklist_row(uuid) owner to limen_warden;
alter function access.keep_worklist_row() owner to limen_warden;
alter function access.keep_last_act() owner to limen_warden;
alter function access.mend_worklist(uuid, integer) owner to limen_warden;
"""

# A row is seen by whoever may read the file, not by whoever may only know of the case: it tells what is due and who
# holds it. A filter is its maker's, or of a unit whose files one reads.
WALLS = """
alter table worklists_row enable row level security;
alter table worklists_row force row level security;
alter table worklists_savedfilter enable row level security;
alter table worklists_savedfilter force row level security;
alter table worklists_look enable row level security;
alter table worklists_look force row level security;

create policy warden on worklists_row to limen_warden using (true) with check (true);
create policy seen on worklists_row for select to limen_app using (
    (unit_id = any ((select access.my_units(2))::uuid[]) and not is_restricted
        and (not is_walled or not id = any ((select access.my_walls())::uuid[])))
    or id = any ((select access.my_cases(2))::uuid[]));

create policy seen on worklists_savedfilter for select to limen_app
    using (member_id = (select access.my_account()) or unit_id = any ((select access.my_units(2))::uuid[]));
create policy saved on worklists_savedfilter for insert to limen_app
    with check (member_id = (select access.my_account()) and dropped_at is null
        and organisation_id = (select access.my_organisation())
        and (unit_id is null or unit_id = any ((select access.my_units(2))::uuid[])));
create policy dropped on worklists_savedfilter for update to limen_app
    using (member_id = (select access.my_account()));

create policy mine on worklists_look to limen_app
    using (id = (select access.my_account())) with check (id = (select access.my_account()));

grant select on worklists_row to limen_app;
grant select, insert on worklists_savedfilter, worklists_look to limen_app;
grant update (dropped_at) on worklists_savedfilter to limen_app;
grant update (entry_id, looked_at) on worklists_look to limen_app;

create trigger within_an_act before insert or update or delete on worklists_savedfilter
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on worklists_look
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("deadlines", "0001_initial"),
        ("identity", "0001_initial"),
        ("journal", "0005_many_lines"),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="identity.member",
                    ),
                ),
                ("entry_id", models.BigIntegerField()),
                ("looked_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Row",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                ("called", models.CharField(max_length=200)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("admissibility", "Admissibility"),
                            ("examination", "Examination"),
                            ("decided", "Decided"),
                            ("served", "Served"),
                            ("under_appeal", "Under appeal"),
                            ("final", "Final"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("is_restricted", models.BooleanField()),
                ("is_walled", models.BooleanField()),
                ("due_order", models.DateField()),
                ("due_clock", models.UUIDField(null=True)),
                ("due_says", models.CharField(max_length=300)),
                ("last_act_at", models.DateTimeField()),
                (
                    "holders",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("phase", "closed"), _negated=True),
                        fields=["unit", "due_order", "case"],
                        include=("is_restricted", "is_walled"),
                        name="worklists_by_due_order",
                    ),
                    models.Index(
                        condition=models.Q(("phase", "closed"), _negated=True),
                        fields=["unit", "last_act_at", "case"],
                        include=("is_restricted", "is_walled"),
                        name="worklists_by_last_act_at",
                    ),
                    models.Index(
                        condition=models.Q(("phase", "closed"), _negated=True),
                        fields=["unit", "opened_on", "case"],
                        include=("is_restricted", "is_walled"),
                        name="worklists_by_opened_on",
                    ),
                    models.Index(
                        condition=models.Q(("phase", "closed"), _negated=True),
                        fields=["unit", "reference", "case"],
                        include=("is_restricted", "is_walled"),
                        name="worklists_by_reference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("asked", models.CharField(max_length=500)),
                ("saved_at", models.DateTimeField()),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "member",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_at__isnull", True)),
                        fields=["unit"],
                        name="worklists_filters_of_unit",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True)),
                        fields=("member", "name"),
                        name="worklists_filter_once",
                    )
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (KEPT, WALLS)],
    ]
