"""Adds whom the safety of a person concerns: the supervisors of the case, who are told that a colleague needs them."""

from django.db import migrations

# Supervisors hear of it whether or not they are cleared for the compartment: the notice says nothing but that they are
# needed in the case. Those who read files of the unit of a case that is not restricted, those to whom it was given by
# name, and nobody behind a wall. Safe to call twice.
TELLING = """
create function access.tell_of_safety(which bigint) returns integer language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    e public.journal_entry;
    told integer;
begin
    select * into e from public.journal_entry where id = which;
    if e.id is null or e.kind <> 'screenings.matter_opened' then
        return 0;
    end if;
    perform set_config('limen.act', e.act_id::text, true);
    insert into public.notices_notice (id, member_id, entry_id, kind, case_id, at)
        select gen_random_uuid(), who.member_id, e.id, e.kind, e.case_id, e.at
        from (
            select p.member_id from public.identity_posting p
                join public.cases_case c on c.id = e.case_id
                where p.role in ('supervisor', 'casework_supervisor')
                    and p.since_at <= now() and (p.until_at is null or p.until_at > now())
                    and (p.unit_id = c.unit_id and p.reach >= 2 and not c.is_restricted
                        or exists (select from public.cases_assignment a where a.case_id = c.id
                            and a.member_id = p.member_id and a.until_at is null))
        ) who
        where who.member_id is distinct from e.by_id
            and not exists (select from public.cases_wall w
                where w.case_id = e.case_id and w.member_id = who.member_id and w.until_at is null)
        on conflict do nothing;
    get diagnostics told = row_count;
    perform set_config('limen.act', '', true);
    return told;
end $$;
revoke all on function access.tell_of_safety(bigint) from public;
grant execute on function access.tell_of_safety(bigint) to limen_jobs;
alter function access.tell_of_safety(bigint) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_found_by_index")]

    operations = [migrations.RunSQL(TELLING, migrations.RunSQL.noop)]
