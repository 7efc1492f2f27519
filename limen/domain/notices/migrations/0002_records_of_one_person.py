"""Adds whom an answer about two records concerns: who proposed it; and who decided a link that was ended."""

from django.db import migrations

# Both chains have a line of each act; one of them is told of. What the notice says names nobody. Safe to call twice.
TELLING = """
grant select on duplicates_proposal to limen_warden;

create function access.tell_of_records(which bigint) returns integer language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    e public.journal_entry;
    told integer;
begin
    select * into e from public.journal_entry where id = which;
    if e.id is null or e.stream_id::text > (e.facts::jsonb ->> 'other_person_id') then
        return 0;
    end if;
    perform set_config('limen.act', e.act_id::text, true);
    insert into public.notices_notice (id, member_id, entry_id, kind, case_id, at)
        select gen_random_uuid(), who.member_id, e.id, e.kind, null, e.at
        from (
            select p.proposed_by_id as member_id from public.duplicates_proposal p
                where e.kind in ('duplicates.merged', 'duplicates.told_apart', 'duplicates.deferred')
                    and p.id = (e.facts::jsonb ->> 'proposal_id')::uuid and p.proposed_by_id is not null
            union
            select (e.facts::jsonb ->> role)::uuid from unnest(array['decided_by_id', 'proposed_by_id']) role
                where e.kind = 'duplicates.unmerged'
        ) who
        where who.member_id is distinct from e.by_id
        on conflict do nothing;
    get diagnostics told = row_count;
    perform set_config('limen.act', '', true);
    return told;
end $$;
grant execute on function access.tell_of_records(bigint) to limen_jobs;
alter function access.tell_of_records(bigint) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("duplicates", "0002_nightly"),
    ]

    operations = [migrations.RunSQL(TELLING, migrations.RunSQL.noop)]
