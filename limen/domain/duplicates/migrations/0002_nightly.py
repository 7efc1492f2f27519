"""Adds what the nightly linkage may ask and say: two functions, for a role that signs in for nothing else."""

from django.db import migrations

# What is compared of a record, by key, page after page. No case, no unit, no nationality, no note: who looks at this
# learns names, days of birth and numbers, which is what it takes, and can do nothing with them but propose.
ASKED = """
grant select on people_place to limen_warden;
create policy warden on people_place to limen_warden using (true);

create function access.records_compared(after uuid, at_most integer) returns table (
    person_id uuid, organisation_id uuid, name text, also text[], born_from date, born_until date, is_exact boolean,
    sex text, numbers text[], place text
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select p.id, p.organisation_id, p.called::text,
            (select array_agg(n.written::text order by n.id) from public.people_name n
                where n.person_id = p.id and not n.is_main),
            p.birth_earliest, p.birth_latest,
            coalesce(p.birth_precision = 'exact' and p.birth_earliest = p.birth_latest, false),
            p.sex::text,
            (select array_agg(d.issuing_state || ' ' || d.number_key order by d.id)
                from public.people_persondocument d where d.person_id = p.id),
            (select coalesce(l.country, '') || ' ' || l.words from public.people_place l
                where l.person_id = p.id and l.kind = 'birth' and l.words is not null and l.ended_at is null
                order by l.version desc limit 1)
        from public.people_person p where p.id > after order by p.id limit at_most;
end $$;
"""

# Proposing, and nothing else. A pair that was answered is left alone, so is one that waits or is one already, and one
# on which somebody is writing at this moment: the next night has it. Two lines of the system, one in each chain.
SAID = """
grant insert on duplicates_proposal to limen_warden;
create policy warden on duplicates_proposal to limen_warden using (true) with check (true);

create function access.head_of_record(the_person uuid) returns uuid language plpgsql stable
    set search_path = pg_catalog, public, pg_temp as $$
declare
    head uuid := the_person;
    above uuid;
begin
    loop
        select m.kept_id into above from public.duplicates_merging m where m.gone_id = head and m.until_at is null;
        if not found then
            return head;
        end if;
        head := above;
    end loop;
end $$;

create function access.propose_duplicates(act uuid, found_at timestamptz, told jsonb) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    pair record;
    made uuid;
    written integer := 0;
begin
    perform set_config('limen.act', act::text, true);
    for pair in
        select least(f.one, f.other) as low, greatest(f.one, f.other) as high, f.grounds, p.organisation_id
            from jsonb_to_recordset(told) as f (one uuid, other uuid, grounds jsonb)
                join public.people_person p on p.id = least(f.one, f.other)
                join public.people_person q
                    on q.id = greatest(f.one, f.other) and q.organisation_id = p.organisation_id
            where f.one <> f.other order by 1, 2
    loop
        if exists (select from public.duplicates_proposal d
                where d.first_id = pair.low and d.second_id = pair.high and d.state <> 'withdrawn')
            or access.head_of_record(pair.low) = access.head_of_record(pair.high) then
            continue;
        end if;
        if (select count(*) from (select from public.journal_head h where h.stream_id in (pair.low, pair.high)
                    order by h.stream_id for update skip locked) free)
            < (select count(*) from public.journal_head h where h.stream_id in (pair.low, pair.high)) then
            continue;
        end if;
        insert into public.duplicates_proposal
            (id, organisation_id, first_id, second_id, origin, grounds, state, made_at, why)
            values (gen_random_uuid(), pair.organisation_id, pair.low, pair.high, 'nightly',
                (select coalesce(array_agg(g), '{}') from jsonb_array_elements_text(pair.grounds) g), 'open',
                found_at, '')
            on conflict do nothing returning id into made;
        if made is null then
            continue;
        end if;
        perform journal.append_to_person_by_system(act, 'duplicates.found', found_at, 'Limen', mine.here,
            format('{"grounds":%s,"other_person_id":"%s","proposal_id":"%s"}', pair.grounds, mine.there, made), '[]')
            from (values (pair.low, pair.high), (pair.high, pair.low)) as mine (here, there);
        written := written + 1;
    end loop;
    perform set_config('limen.act', '', true);
    return written;
end $$;
"""

OWNERS = """
grant execute on function access.records_compared(uuid, integer),
    access.propose_duplicates(uuid, timestamptz, jsonb) to limen_linkage;
grant execute on function access.head_of_record(uuid) to limen_warden;
alter function access.records_compared(uuid, integer) owner to limen_warden;
alter function access.propose_duplicates(uuid, timestamptz, jsonb) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("duplicates", "0001_initial"),
        ("people", "0002_told_further"),
        ("journal", "0004_lines_of_persons_by_system"),
    ]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (ASKED, SAID, OWNERS)]
