"""Adds what the nightly look asks of the procedure: at which stages the applications of these cases stand."""

from django.db import migrations

ASKED = """
create policy warden on procedure_casestage for select to limen_warden using (true);
grant select on procedure_casestage to limen_warden;

create function access.stages_stood_at(the_cases uuid[]) returns table (
    case_id uuid, stage_id uuid, stage_says text, since_on date
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select s.case_id, s.id, s.stage_says::text, s.since_on
        from public.procedure_casestage s
        where s.case_id = any (the_cases) and s.until_at is null and s.phase not in ('final', 'closed')
        order by s.case_id, s.since_on, s.id;
end $$;

grant execute on function access.stages_stood_at(uuid[]) to limen_jobs;
alter function access.stages_stood_at(uuid[]) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("procedure", "0001_initial")]

    operations = [migrations.RunSQL(ASKED, migrations.RunSQL.noop)]
