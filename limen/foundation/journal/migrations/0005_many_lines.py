"""Adds the writing of many lines of one act at once. Each is written as a single one is, in their order."""

from django.db import migrations

APPEND = """
create function journal.append_each(
    act uuid, happened_at timestamptz, said_by uuid, kinds text[], cases uuid[], persons uuid[], compartments text[],
    facts text[], personal jsonb[]
) returns bigint[] language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    ids bigint[] := '{}';
begin
    for n in 1 .. cardinality(kinds) loop
        ids := ids || case when persons[n] is null
            then journal.append(act, kinds[n], happened_at, said_by, cases[n], compartments[n], facts[n], personal[n])
            else journal.append_to_person(act, kinds[n], happened_at, said_by, persons[n], facts[n], personal[n])
            end;
    end loop;
    return ids;
end $$;
grant execute on function
    journal.append_each(uuid, timestamptz, uuid, text[], uuid[], uuid[], text[], text[], jsonb[]) to limen_app;
alter function journal.append_each(uuid, timestamptz, uuid, text[], uuid[], uuid[], text[], text[], jsonb[])
    owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_lines_of_persons_by_system")]

    operations = [migrations.RunSQL(APPEND, migrations.RunSQL.noop)]
