"""Finds who cites a report by an index of the reports that a version names, and not by reading every text."""

from django.db import migrations

# The last eight digits of the id of each report that a text names (ADR 0015), each once. It looks at nothing but the
# text, so that an index can hold what it gives.
NAMED = """
create function access.reports_named(content text) returns text[] language sql immutable parallel safe
    set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct found[1]), '{}')
        from regexp_matches(content, 'country/([0-9a-f]{8})/p', 'g') found
$$;
revoke all on function access.reports_named(text) from public;
grant execute on function access.reports_named(text) to limen_app, limen_warden;
create index decisions_version_names_reports on decisions_version
    using gin (access.reports_named(content::text)) with (fastupdate = off);
create index assessments_version_names_reports on assessments_version
    using gin (access.reports_named(content::text)) with (fastupdate = off);
"""

# As before, but by that index: versions that name the report are found first, and then what they are of.
TELLING = """
set role limen_warden;
create or replace function access.tell_of_library(which bigint) returns integer language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    e public.journal_entry;
    cited text;
    told integer;
begin
    select * into e from public.journal_entry where id = which;
    if e.id is null then
        return 0;
    end if;
    perform set_config('limen.act', e.act_id::text, true);
    cited := right(case e.kind when 'country.withdrawn' then e.facts::jsonb ->> 'report_id'
        when 'country.kept' then e.facts::jsonb ->> 'follows' end, 8);
    insert into public.notices_notice (id, member_id, entry_id, kind, case_id, at)
        select gen_random_uuid(), who.member_id, e.id, e.kind, who.case_id, e.at
        from (
            select i.asked_by_id as member_id, null::uuid as case_id from public.country_inquiry i
                where e.kind = 'country.reviewed' and i.id = (e.facts::jsonb ->> 'inquiry_id')::uuid
            union
            select a.member_id, a.case_id from (
                    select d.case_id, d.compartment from (
                            select v.decision_id, v.number from public.decisions_version v
                                where access.reports_named(v.content::text) @> array[cited] offset 0) v
                        join public.decisions_decision d on d.id = v.decision_id and d.number = v.number
                        where d.state in ('draft', 'with_reader', 'returned', 'approved')
                    union
                    select p.case_id, p.compartment from (
                            select v.piece_id, v.number from public.assessments_version v
                                where access.reports_named(v.content::text) @> array[cited] offset 0) v
                        join public.assessments_piece p on p.id = v.piece_id and p.number = v.number
                        where p.withdrawn_at is null
                ) work
                join public.cases_assignment a on a.case_id = work.case_id and a.until_at is null
                where cited is not null
                    and (work.compartment = 'general' or exists (select from public.identity_clearance k
                        where k.member_id = a.member_id and k.compartment = work.compartment and k.since_at <= now()
                            and (k.until_at is null or k.until_at > now())))
                    and not exists (select from public.cases_wall w
                        where w.case_id = a.case_id and w.member_id = a.member_id and w.until_at is null)
                    and exists (select from public.identity_posting p where p.member_id = a.member_id
                        and p.role not in ('administrator', 'auditor', 'policy_lead', 'interpreter')
                        and p.since_at <= now() and (p.until_at is null or p.until_at > now()))
        ) who
        where who.member_id is distinct from e.by_id
        on conflict do nothing;
    get diagnostics told = row_count;
    perform set_config('limen.act', '', true);
    return told;
end $$;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_library"),
        ("decisions", "0003_templates"),
        ("assessments", "0003_arguments"),
    ]

    operations = [
        migrations.RunSQL(NAMED, migrations.RunSQL.noop),
        migrations.RunSQL(TELLING, migrations.RunSQL.noop),
    ]
