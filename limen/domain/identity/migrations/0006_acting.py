"""Tells the journal in one answer who acts, in which session and for which organisation."""

from django.db import migrations

ACTING = """
create or replace function access.acting(out account uuid, out session uuid, out organisation uuid) language plpgsql
    stable set search_path = pg_catalog, public, pg_temp as $$
declare
    found public.identity_session := access.session();
begin
    account := found.account_id;
    session := found.id;
    organisation := (select m.organisation_id from public.identity_member m where m.id = account);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("identity", "0005_interpreters"), ("journal", "0006_together")]

    operations = [migrations.RunSQL(ACTING, migrations.RunSQL.noop)]
