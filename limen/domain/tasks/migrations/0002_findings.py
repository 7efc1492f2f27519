"""Lets the nightly look write tasks of its own, say why, and close them when they are no longer true."""

from django.db import migrations, models
from django.db.models import Q

# The worker says what it found in a page of cases; whatever else was found there before is over. A finding that somebody
# has marked as done is not written to them again. It is a report and no act on the case, so it leaves no line.
KEPT = """
create policy warden on tasks_task to limen_warden using (true) with check (true);
grant select, insert on tasks_task to limen_warden;
grant update (says, because, done_at) on tasks_task to limen_warden;

create function access.keep_findings(act uuid, kept_at timestamptz, the_cases uuid[], told jsonb)
    returns table (written integer, closed integer) language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('limen.act', act::text, true);
    update public.tasks_task t set done_at = kept_at
        from (select x.id from public.tasks_task x
            where x.origin = 'found' and x.done_at is null and x.case_id = any (the_cases)
                and not exists (select from jsonb_to_recordset(told) as f ("case" uuid, member uuid, finding text)
                    where f."case" = x.case_id and f.member = x.for_member_id and f.finding = x.finding)
            order by x.id for no key update of x skip locked) held
        where t.id = held.id;
    get diagnostics closed = row_count;
    insert into public.tasks_task as t (id, organisation_id, case_id, compartment, says, because, due_on,
            for_member_id, origin, finding, given_at, put_off_why)
        select gen_random_uuid(), c.organisation_id, c.id, f.compartment, f.says, f.because, f.due_on, m.id, 'found',
                f.finding, kept_at, ''
            from jsonb_to_recordset(told) as f ("case" uuid, member uuid, compartment text, finding text, says text,
                    because text, due_on date)
                join public.cases_case c on c.id = f."case" and c.id = any (the_cases)
                join public.identity_member m on m.id = f.member and m.organisation_id = c.organisation_id
            where not exists (select from public.tasks_task d where d.case_id = c.id and d.for_member_id = m.id
                and d.finding = f.finding and d.done_by_id is not null)
    on conflict (case_id, for_member_id, finding) where origin = 'found' and done_at is null
        do update set says = excluded.says, because = excluded.because
        where (t.says, t.because) is distinct from (excluded.says, excluded.because);
    get diagnostics written = row_count;
    perform set_config('limen.act', '', true);
    return next;
end $$;

grant execute on function access.keep_findings(uuid, timestamptz, uuid[], jsonb) to limen_jobs;
alter function access.keep_findings(uuid, timestamptz, uuid[], jsonb) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]

    operations = [
        migrations.AddField("task", "because", models.CharField(max_length=1000, default="", blank=True)),
        migrations.RemoveConstraint("task", "tasks_done_by_somebody"),
        migrations.AddConstraint(
            "task",
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False)
                | Q(done_at__isnull=False, origin="found"),
                name="tasks_done_by_somebody",
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["case"],
                include=["compartment"],
                condition=Q(origin="found", done_at__isnull=True),
                name="tasks_found_in_case",
            ),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
