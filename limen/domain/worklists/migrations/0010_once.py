"""Makes the row of a case once where it was made once for each of its columns."""

from django.db import migrations

# `(f(x)).*` asks the function once for every column.
KEPT = """
set role limen_warden;
create or replace function access.renew_worklist_row(the_case uuid) returns boolean language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare is_new boolean;
begin
    insert into public.worklists_row as w select r.* from access.worklist_row_of(the_case) r
        on conflict (id) do update set organisation_id = excluded.organisation_id,
            unit_id = excluded.unit_id, reference = excluded.reference, called = excluded.called,
            phase = excluded.phase, opened_on = excluded.opened_on, is_restricted = excluded.is_restricted,
            is_walled = excluded.is_walled, due_order = excluded.due_order, due_clock = excluded.due_clock,
            due_says = excluded.due_says, last_act_at = excluded.last_act_at, holders = excluded.holders,
            languages = excluded.languages
        where w is distinct from excluded
        returning true into is_new;
    return coalesce(is_new, false);
end $$;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("worklists", "0009_figures")]

    operations = [migrations.RunSQL(KEPT, migrations.RunSQL.noop)]
