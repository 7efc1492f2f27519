"""Adds what the nightly look asks of clocks: which of these cases have one that is over."""

from django.db import migrations

# The same effects as `queries.due.OVERDUE`. A limit is over when the hourly look noticed it, in the zone of its calendar;
# of the others the day counts where the organisation sits.
ASKED = """
create function access.clocks_overdue(the_cases uuid[], asked_at timestamptz) returns table (
    case_id uuid, clock_id uuid, compartment text, term_says text, about text, effect text, due_on date, source text
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select k.case_id, k.id, k.compartment::text, k.term_says::text, k.about::text, k.effect::text, k.due_on,
            coalesce(k.ruling ->> 'source', '')
        from public.deadlines_clock k
            join public.cases_case c on c.id = k.case_id
            join public.identity_organisation o on o.id = c.organisation_id
        where k.case_id = any (the_cases) and k.state = 'running'
            and k.effect in ('limit', 'target', 'review', 'storage')
            and (k.missed_at is not null or k.due_on < (asked_at at time zone o.time_zone)::date)
        order by k.case_id, k.due_on, k.id;
end $$;

grant execute on function access.clocks_overdue(uuid[], timestamptz) to limen_jobs;
alter function access.clocks_overdue(uuid[], timestamptz) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_nightly")]

    operations = [migrations.RunSQL(ASKED, migrations.RunSQL.noop)]
