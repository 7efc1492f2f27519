"""Adds lines of a person: a chain of its own, since a person may be party to several cases or to a hidden one."""

from django.db import migrations

# Whose person an id is: nobody's, until `people` replaces the function. Not to the application, as with cases.
ACCESS = """
create function access.organisation_of_person(the_person uuid) returns uuid language sql stable
    set search_path = pg_catalog, pg_temp as $$ select null::uuid $$;
grant execute on function access.organisation_of_person(uuid) to limen_warden;
"""

APPEND = """
create function journal.append_to_person(
    act uuid, what text, happened_at timestamptz, said_by uuid, the_person uuid, its_facts text, personal jsonb
) returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    head public.journal_head;
    entry public.journal_entry;
begin
    entry.by_id := access.my_account();
    if entry.by_id is null or entry.by_id is distinct from said_by then
        raise exception 'the journal does not know who is acting' using errcode = 'insufficient_privilege';
    end if;
    entry.organisation_id := access.my_organisation();
    if access.organisation_of_person(the_person) is distinct from entry.organisation_id then
        raise exception 'the person is not of the acting organisation' using errcode = 'insufficient_privilege';
    end if;
    insert into public.journal_head (stream_id, seq, hash, sealed_seq) values (the_person, 0, '', 0)
        on conflict do nothing;
    select * into head from public.journal_head where stream_id = the_person for update;

    entry.stream_id := the_person;
    entry.seq := head.seq + 1;
    entry.act_id := act;
    entry.kind := what;
    entry.at := happened_at;
    entry.by_system := '';
    entry.session_id := access.my_session();
    entry.compartment := 'general';
    entry.facts := its_facts;
    entry.prev := head.hash;
    entry.hash := sha256(entry.prev || convert_to(journal.line(entry), 'UTF8'));
    entry.id := nextval(pg_get_serial_sequence('public.journal_entry', 'id'));

    insert into public.journal_entry values (entry.*);
    update public.journal_head set seq = entry.seq, hash = entry.hash where stream_id = the_person;
    insert into public.journal_personalfact (entry_id, field, value, salt)
        select entry.id, p->>'field', p->>'value', decode(p->>'salt', 'hex') from jsonb_array_elements(personal) p;
    return entry.id;
end $$;
grant execute on function journal.append_to_person(uuid, text, timestamptz, uuid, uuid, text, jsonb) to limen_app;
alter function journal.append_to_person(uuid, text, timestamptz, uuid, uuid, text, jsonb) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_seals_and_erasure")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (ACCESS, APPEND)]
