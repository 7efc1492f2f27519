"""Makes the rows of many cases in one statement, and once for each statement that changes what they say."""

from django.db import migrations

# The one place that says what a row is, for as many cases as are asked for; in the order of the table's columns.
ROWS = """
create function access.worklist_rows_of(the_cases uuid[]) returns setof public.worklists_row language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query
        select c.id, c.reference, c.called, c.phase, c.opened_on, c.is_restricted, c.is_walled,
            coalesce(k.due_on, date '9999-12-31'), k.id, coalesce(k.term_says, '')::varchar(300),
            coalesce((select e.at from public.journal_entry e
                    where e.stream_id = c.id and e.compartment = 'general' order by e.seq desc limit 1),
                c.opened_on::timestamp at time zone 'UTC'),
            coalesce((select array_agg(a.member_id order by a.since_at, a.id) from public.cases_assignment a
                where a.case_id = c.id and a.until_at is null), '{}'),
            c.organisation_id, c.unit_id,
            coalesce((select array_agg(distinct l.language order by l.language) from public.cases_party p
                join public.people_language l on l.person_id = p.person_id and l.ended_at is null
                where p.case_id = c.id and p.until_at is null and (l.is_preferred
                    or l.speaking in ('speaks', 'signs') and not exists (select 1 from public.people_language o
                        where o.person_id = p.person_id and o.ended_at is null and o.is_preferred))), '{}')::varchar(3)[]
        from public.cases_case c
        left join lateral (select d.due_on, d.id, d.term_says from public.deadlines_clock d
            where d.case_id = c.id and d.state = 'running' and d.compartment = 'general'
            order by d.due_on, d.id limit 1) k on true
        where c.id = any (the_cases);
end $$;

-- Writes only what differs; says how many did. In the order of the identifiers, so that nobody waits in a circle.
create function access.renew_worklist_rows(the_cases uuid[]) returns integer language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    differed integer;
begin
    insert into public.worklists_row as w select r.* from access.worklist_rows_of(the_cases) r order by r.id
        on conflict (id) do update set organisation_id = excluded.organisation_id,
            unit_id = excluded.unit_id, reference = excluded.reference, called = excluded.called,
            phase = excluded.phase, opened_on = excluded.opened_on, is_restricted = excluded.is_restricted,
            is_walled = excluded.is_walled, due_order = excluded.due_order, due_clock = excluded.due_clock,
            due_says = excluded.due_says, last_act_at = excluded.last_act_at, holders = excluded.holders,
            languages = excluded.languages
        where w is distinct from excluded;
    get diagnostics differed = row_count;
    return differed;
end $$;

set role limen_warden;
create or replace function access.renew_worklist_row(the_case uuid) returns boolean language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return access.renew_worklist_rows(array[the_case]) > 0;
end $$;

create or replace function access.mend_worklist(after_case uuid, at_most integer)
    returns table (last_case uuid, looked integer, mended integer) language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    these uuid[] := array(select c.id from public.cases_case c where c.id > after_case order by c.id limit at_most);
begin
    looked := cardinality(these);
    last_case := these[looked];
    mended := access.renew_worklist_rows(these);
    return next;
end $$;
reset role;
"""

# What a statement changed is looked at when it is done, however many rows that were.
KEPT = """
create function access.keep_worklist_rows() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    touched uuid[];
begin
    case tg_table_name
        when 'cases_case' then
            touched := array(select f.id from fresh f);
        when 'people_language' then
            touched := array(select distinct p.case_id from fresh f
                join public.cases_party p on p.person_id = f.person_id and p.until_at is null);
        when 'deadlines_clock' then
            touched := array(select distinct f.case_id from fresh f where f.compartment = 'general');
        else
            touched := array(select distinct f.case_id from fresh f);
    end case;
    if touched <> '{}' then
        perform access.renew_worklist_rows(touched);
    end if;
    return null;
end $$;

drop trigger keep_worklist_row on cases_case;
drop trigger keep_worklist_row on cases_assignment;
drop trigger keep_worklist_row on deadlines_clock;
drop trigger keep_spoken on cases_party;
drop trigger keep_spoken on people_language;
drop function access.keep_worklist_row();
drop function access.keep_spoken();
drop function access.worklist_row_of(uuid);
"""
TABLES = ("cases_case", "cases_assignment", "deadlines_clock", "cases_party", "people_language")
TRIGGERS = """
create trigger keep_rows_of_new after insert on {table} referencing new table as fresh
    for each statement execute function access.keep_worklist_rows();
create trigger keep_rows_of_changed after update on {table} referencing new table as fresh
    for each statement execute function access.keep_worklist_rows();
"""
OWNERS = """
alter function access.worklist_rows_of(uuid[]) owner to limen_warden;
alter function access.renew_worklist_rows(uuid[]) owner to limen_warden;
alter function access.keep_worklist_rows() owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("worklists", "0011_read_in_order")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (ROWS, KEPT, *(TRIGGERS.format(table=table) for table in TABLES), OWNERS)
    ]
