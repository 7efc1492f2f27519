"""Adds what the nightly look asks of worklists: the open cases in pages, and who is told of what is found."""

from django.db import migrations

# Who is told: whoever holds the case and has a post; of a case that nobody holds, those who allocate in its unit. Nobody
# from whom a wall keeps it. A case that is over comes along as long as a finding is open in it.
ASKED = """
create function access.cases_to_look_at(after_case uuid, at_most integer, asked_at timestamptz) returns table (
    case_id uuid, organisation_id uuid, is_over boolean, language text, today date, last_act_on date,
    stage_days integer, quiet_days integer, told uuid[]
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query
        with page as (
            select r.* from public.worklists_row r
            where r.id > after_case and (r.phase not in ('final', 'closed') or exists (select from public.tasks_task t
                where t.case_id = r.id and t.origin = 'found' and t.done_at is null))
            order by r.id limit at_most
        )
        select p.id, p.organisation_id, p.phase in ('final', 'closed'), o.language::text,
            (asked_at at time zone o.time_zone)::date, (p.last_act_at at time zone o.time_zone)::date,
            o.stage_days::integer, o.quiet_days::integer,
            coalesce(nullif(array(select h from unnest(p.holders) h
                where exists (select from public.identity_posting g where g.member_id = h and g.since_at <= asked_at
                        and (g.until_at is null or g.until_at > asked_at))
                    and not exists (select from public.cases_wall w
                        where w.case_id = p.id and w.member_id = h and w.until_at is null)
                order by h), '{}'::uuid[]),
            array(select distinct g.member_id from public.identity_posting g
                where g.unit_id = p.unit_id and g.role in ('supervisor', 'casework_supervisor') and g.reach >= 2
                    and not p.is_restricted and g.since_at <= asked_at
                    and (g.until_at is null or g.until_at > asked_at)
                    and not exists (select from public.cases_wall w
                        where w.case_id = p.id and w.member_id = g.member_id and w.until_at is null)
                order by g.member_id))
        from page p join public.identity_organisation o on o.id = p.organisation_id
        order by p.id;
end $$;

grant execute on function access.cases_to_look_at(uuid, integer, timestamptz) to limen_jobs;
alter function access.cases_to_look_at(uuid, integer, timestamptz) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0003_patience"),
        ("tasks", "0002_findings"),
        ("worklists", "0003_release"),
    ]

    operations = [migrations.RunSQL(ASKED, migrations.RunSQL.noop)]
