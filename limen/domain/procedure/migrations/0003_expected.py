"""Adds how long the pack expected an application at a stage when it came there, and tells it to the night."""

from django.db import migrations, models

ASKED = """
set role limen_warden;
drop function access.stages_stood_at(uuid[]);
reset role;
create function access.stages_stood_at(the_cases uuid[]) returns table (
    case_id uuid, stage_id uuid, stage_says text, since_on date, expected_on date, expected_says text,
    expected_source text
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select s.case_id, s.id, s.stage_says::text, s.since_on, s.expected_on, s.expected_says::text,
            s.expected_source::text
        from public.procedure_casestage s
        where s.case_id = any (the_cases) and s.until_at is null and s.phase not in ('final', 'closed')
        order by s.case_id, s.since_on, s.id;
end $$;

grant execute on function access.stages_stood_at(uuid[]) to limen_jobs;
alter function access.stages_stood_at(uuid[]) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("procedure", "0002_standing")]

    operations = [
        migrations.AddField("casestage", "expected_on", models.DateField(null=True)),
        migrations.AddField(
            "casestage",
            "expected_says",
            models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            "casestage",
            "expected_source",
            models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.RunSQL(ASKED, migrations.RunSQL.noop),
    ]
