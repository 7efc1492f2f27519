"""Says the wall of worklists so that a list of a unit is read in the order of its index."""

from django.db import migrations

# The same as before, in other words. The database takes "in one of my units" and "in this unit" for two chances and
# multiplies them: of a large unit it expected a twentieth of the rows, and sorted all of them instead of reading fifty in
# order. What it cannot weigh it takes for true.
WALL = """
drop policy seen on worklists_row;
create policy seen on worklists_row for select to limen_app using (
    (array_position((select access.my_units(2))::uuid[], unit_id) is not null and not is_restricted
        and (not is_walled or not id = any ((select access.my_walls())::uuid[])))
    or id = any ((select access.my_cases(2))::uuid[]));
"""


class Migration(migrations.Migration):
    dependencies = [("worklists", "0010_once")]

    operations = [migrations.RunSQL(WALL, migrations.RunSQL.noop)]
