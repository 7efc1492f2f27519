"""Writes the languages of cases that are there already, a thousand at a time."""

from django.db import migrations

FILL = """
set role limen_warden;
do $$
declare
    page record;
    after_case uuid := '00000000-0000-0000-0000-000000000000';
begin
    loop
        select * into page from access.mend_worklist(after_case, 1000);
        exit when page.looked = 0;
        after_case := page.last_case;
    end loop;
end $$;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("worklists", "0006_languages")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
