"""Lets an organisation say after how many days a case has stood too long; nothing is too long until it does."""

from django.db import migrations, models

SET = """
grant update (stage_days, quiet_days) on identity_organisation to limen_warden;

create function access.set_patience(in_a_stage integer, without_an_act integer) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not ('administrator' = any (access.my_roles())) then
        raise exception 'only an administrator may say so' using errcode = 'insufficient_privilege';
    end if;
    update public.identity_organisation o set stage_days = in_a_stage, quiet_days = without_an_act
        where o.id = access.my_organisation();
end $$;

grant execute on function access.set_patience(integer, integer) to limen_app;
alter function access.set_patience(integer, integer) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_calendars")]

    operations = [
        migrations.AddField("organisation", "stage_days", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("organisation", "quiet_days", models.PositiveSmallIntegerField(null=True)),
        migrations.RunSQL(SET, migrations.RunSQL.noop),
    ]
