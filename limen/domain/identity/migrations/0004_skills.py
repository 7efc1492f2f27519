"""Lets an administrator record which languages somebody speaks and which countries they know well."""

import django.contrib.postgres.fields
from django.db import migrations, models

SET = """
create function access.set_skills(which uuid, spoken text[], known text[]) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not ('administrator' = any (access.my_roles())) or which = access.my_account() then
        raise exception 'only another, an administrator, may say so' using errcode = 'insufficient_privilege';
    end if;
    update public.identity_member m set languages = spoken, countries = known
        where m.id = which and m.organisation_id = access.my_organisation();
    return found;
end $$;

grant execute on function access.set_skills(uuid, text[], text[]) to limen_app;
alter function access.set_skills(uuid, text[], text[]) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_patience")]

    operations = [
        migrations.AddField(
            "member",
            name,
            django.contrib.postgres.fields.ArrayField(models.CharField(max_length=3), null=True),
        )
        for name in ("languages", "countries")
    ] + [migrations.RunSQL(SET, migrations.RunSQL.noop)]
