"""Who may touch the queue: the application adds to it, the worker works it off, nobody else sees it."""

from django.db import migrations

# The queue holds numbers and names of reactions, never a word about a person: it has grants, no row security.
GRANTS = """
grant insert on procrastinate_jobs, procrastinate_events to limen_app;
grant select (id) on procrastinate_jobs to limen_app;
grant usage on sequence procrastinate_jobs_id_seq, procrastinate_events_id_seq to limen_app;
grant execute on function procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[]) to limen_app;

grant select, insert, update, delete
    on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers to limen_jobs;
grant usage on sequence procrastinate_jobs_id_seq, procrastinate_events_id_seq,
    procrastinate_periodic_defers_id_seq, procrastinate_workers_id_seq to limen_jobs;
do $$
declare f regprocedure;
begin
    for f in select p.oid::regprocedure from pg_proc p where p.proname like 'procrastinate\\_%' loop
        execute format('grant execute on function %s to limen_jobs', f);
    end loop;
end $$;

create policy jobs on identity_session for update to limen_jobs
    using (expires_at < now()) with check (expires_at < now());
create policy jobs_look on identity_session for select to limen_jobs using (expires_at < now());
grant select, update (data) on identity_session to limen_jobs;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
        ("notices", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [migrations.RunSQL(GRANTS, migrations.RunSQL.noop)]
