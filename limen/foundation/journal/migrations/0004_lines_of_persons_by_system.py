"""Adds lines of a person that a system wrote: what the worker did, told where whoever reads the person reads."""

from django.db import migrations

# As `append_by_system`, in the chain of a person. Only the warden's own functions call it.
APPEND = """
create function journal.append_to_person_by_system(
    act uuid, what text, happened_at timestamptz, system text, the_person uuid, its_facts text, personal jsonb
) returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    head public.journal_head;
    entry public.journal_entry;
begin
    entry.organisation_id := access.organisation_of_person(the_person);
    if entry.organisation_id is null then
        raise exception 'there is no such person' using errcode = 'insufficient_privilege';
    end if;
    insert into public.journal_head (stream_id, seq, hash, sealed_seq) values (the_person, 0, '', 0)
        on conflict do nothing;
    select * into head from public.journal_head where stream_id = the_person for update;
    entry.stream_id := the_person;
    entry.seq := head.seq + 1;
    entry.act_id := act;
    entry.kind := what;
    entry.at := happened_at;
    entry.by_system := system;
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
alter function journal.append_to_person_by_system(uuid, text, timestamptz, text, uuid, text, jsonb)
    owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_lines_of_persons")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (APPEND,)]
