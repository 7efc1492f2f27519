"""Finds what one person holds, and who speaks a language, without a look at every case of a unit."""

from django.db import migrations, models
from django.db.models import Q

# The wall of assignments is asked of each of them, so the database expects hardly any behind it and goes through the
# whole unit instead. Of one person's cases this gives those that the ticket may read, whose lists say who holds them;
# with `offset 0` each of them is looked up by its id, or the units of the reader would be gone through once more.
HELD = """
create function access.cases_held_by(holder uuid) returns uuid[] language sql stable
    security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(a.case_id), '{}') from public.cases_assignment a
        where a.member_id = holder and a.until_at is null
            and exists (select from access.readable_case r where r.id = a.case_id offset 0)
$$;
grant execute on function access.cases_held_by(uuid) to limen_app;
alter function access.cases_held_by(uuid) owner to limen_warden;
"""
COLUMNS = ("due_order", "last_act_at", "opened_on", "reference")


class Migration(migrations.Migration):
    dependencies = [("worklists", "0012_together")]

    operations = [
        migrations.RunSQL(HELD, migrations.RunSQL.noop),
        *(migrations.RemoveIndex("row", f"worklists_by_{column}") for column in COLUMNS),
        # The languages are included, so that those who speak one are found in the order of the index, from it alone.
        *(
            migrations.AddIndex(
                "row",
                models.Index(
                    fields=["unit", column, "case"],
                    include=["is_restricted", "is_walled", "languages"],
                    condition=~Q(phase="closed"),
                    name=f"worklists_by_{column}",
                ),
            )
            for column in COLUMNS
        ),
    ]
