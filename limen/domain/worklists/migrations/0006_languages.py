"""Adds to the row of a case the languages in which one speaks with its people, kept as the rest is."""

import django.contrib.postgres.fields
from django.db import migrations, models

# The languages that its people prefer for interpreting; of somebody who prefers none, those they speak or sign.
# Whoever sees a row may read the file, and so whom it is about: nobody learns a language here that the file would
# not tell them.
KEPT = """
grant select on people_language, cases_party to limen_warden;
create policy warden on people_language to limen_warden using (true);

set role limen_warden;
create or replace function access.worklist_row_of(the_case uuid) returns public.worklists_row language plpgsql stable
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
    kept.languages := coalesce((select array_agg(distinct l.language order by l.language)
        from public.cases_party p join public.people_language l on l.person_id = p.person_id and l.ended_at is null
        where p.case_id = the_case and p.until_at is null and (l.is_preferred
            or l.speaking in ('speaks', 'signs') and not exists (select 1 from public.people_language o
                where o.person_id = p.person_id and o.ended_at is null and o.is_preferred))), '{}');
    return kept;
end $$;

create or replace function access.renew_worklist_row(the_case uuid) returns boolean language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare is_new boolean;
begin
    insert into public.worklists_row as w select (access.worklist_row_of(the_case)).*
        on conflict (id) do update set organisation_id = excluded.organisation_id,
            unit_id = excluded.unit_id, reference = excluded.reference, called = excluded.called,
            phase = excluded.phase, opened_on = excluded.opened_on, is_restricted = excluded.is_restricted,
            is_walled = excluded.is_walled, due_order = excluded.due_order, due_clock = excluded.due_clock,
            due_says = excluded.due_says, last_act_at = excluded.last_act_at, holders = excluded.holders,
            languages = excluded.languages
        where w is distinct from excluded
        returning true into is_new;
    return coalesce(is_new, false);
end $$;
reset role;

-- A language is of a person, and so of every case they are part of now.
create function access.keep_spoken() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_table_name = 'cases_party' then
        perform access.renew_worklist_row(new.case_id);
    else
        perform access.renew_worklist_row(p.case_id) from public.cases_party p
            where p.person_id = new.person_id and p.until_at is null;
    end if;
    return null;
end $$;
create trigger keep_spoken after insert or update on cases_party
    for each row execute function access.keep_spoken();
create trigger keep_spoken after insert or update on people_language
    for each row execute function access.keep_spoken();
alter function access.keep_spoken() owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_told_further"),
        ("worklists", "0005_released_cases"),
    ]

    operations = [
        migrations.AddField(
            "row",
            "languages",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=3), default=list, size=None
            ),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
