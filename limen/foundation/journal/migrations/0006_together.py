"""Asks once who acts where it was asked three times, and writes the many lines of one act together."""

from django.db import migrations

# Who acts, in which session, for which organisation: nobody, until `identity` replaces the function. For the functions
# of the warden alone, in whose rights it runs.
ACTING = """
create function access.acting(out account uuid, out session uuid, out organisation uuid) language plpgsql stable
    set search_path = pg_catalog, pg_temp as $$
begin
end $$;
grant execute on function access.acting() to limen_warden;
"""

# A line as before, by fewer questions: the session is looked up once, and a chain that is there is not begun anew.
ONE = """
set role limen_warden;
create or replace function journal.append(
    act uuid, what text, happened_at timestamptz, said_by uuid, the_case uuid, its_compartment text,
    its_facts text, personal jsonb
) returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    who record := access.acting();
begin
    if who.account is null or who.account is distinct from said_by then
        raise exception 'the journal does not know who is acting' using errcode = 'insufficient_privilege';
    end if;
    if the_case is not null and access.organisation_of(the_case) is distinct from who.organisation then
        raise exception 'the case is not of the acting organisation' using errcode = 'insufficient_privilege';
    end if;
    return journal.chain(row(null, coalesce(the_case, who.organisation), null, act, what, happened_at, who.account, '',
        who.session, who.organisation, the_case, its_compartment, its_facts, null, null)::public.journal_entry, personal);
end $$;

create or replace function journal.append_to_person(
    act uuid, what text, happened_at timestamptz, said_by uuid, the_person uuid, its_facts text, personal jsonb
) returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    who record := access.acting();
begin
    if who.account is null or who.account is distinct from said_by then
        raise exception 'the journal does not know who is acting' using errcode = 'insufficient_privilege';
    end if;
    if access.organisation_of_person(the_person) is distinct from who.organisation then
        raise exception 'the person is not of the acting organisation' using errcode = 'insufficient_privilege';
    end if;
    return journal.chain(row(null, the_person, null, act, what, happened_at, who.account, '', who.session,
        who.organisation, null, 'general', its_facts, null, null)::public.journal_entry, personal);
end $$;
reset role;
"""

# The end of a chain is locked until the act is committed: that makes its numbers contiguous. The warden's functions
# alone may chain what they have looked at.
CHAIN = """
create function journal.chain(entry public.journal_entry, personal jsonb) returns bigint language plpgsql volatile
    set search_path = pg_catalog, public, pg_temp as $$
declare
    head public.journal_head;
begin
    select * into head from public.journal_head where stream_id = entry.stream_id for update;
    if not found then
        insert into public.journal_head (stream_id, seq, hash, sealed_seq) values (entry.stream_id, 0, '', 0)
            on conflict do nothing;
        select * into head from public.journal_head where stream_id = entry.stream_id for update;
    end if;
    entry.seq := head.seq + 1;
    entry.prev := head.hash;
    entry.hash := sha256(entry.prev || convert_to(journal.line(entry), 'UTF8'));
    entry.id := nextval('public.journal_entry_id_seq');
    insert into public.journal_entry values (entry.*);
    update public.journal_head set seq = entry.seq, hash = entry.hash where stream_id = entry.stream_id;
    if personal <> '[]' then
        insert into public.journal_personalfact (entry_id, field, value, salt)
            select entry.id, p->>'field', p->>'value', decode(p->>'salt', 'hex')
            from jsonb_array_elements(personal) p;
    end if;
    return entry.id;
end $$;
grant execute on function journal.chain(public.journal_entry, jsonb) to limen_warden;
"""

# Many lines: who acts and whose the cases and persons are is asked once for all; the ends of all chains are locked in
# the order of their identifiers, so that two acts never wait for each other in a circle; each line follows the one
# before it in its chain; and all are written together. Their numbers are in the order in which they were told.
MANY = """
drop function journal.append_each(uuid, timestamptz, uuid, text[], uuid[], uuid[], text[], text[], jsonb[]);
create function journal.append_each(act uuid, happened_at timestamptz, said_by uuid, lines json) returns bigint[]
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    who record := access.acting();
    ids bigint[] := array(select nextval('public.journal_entry_id_seq')
        from generate_series(1, json_array_length(lines)));
    chains uuid[];
    told record;
    entry public.journal_entry;
    written public.journal_entry[] := '{}';
    place integer := 0;
begin
    if who.account is null or who.account is distinct from said_by then
        raise exception 'the journal does not know who is acting' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from (select distinct t.the_case as id from json_to_recordset(lines) t (the_case uuid, person uuid)
                where t.person is null and t.the_case is not null) c
            where access.organisation_of(c.id) is distinct from who.organisation) then
        raise exception 'the case is not of the acting organisation' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from (select distinct t.person as id from json_to_recordset(lines) t (person uuid)
                where t.person is not null) p
            where access.organisation_of_person(p.id) is distinct from who.organisation) then
        raise exception 'the person is not of the acting organisation' using errcode = 'insufficient_privilege';
    end if;
    select array_agg(distinct coalesce(t.person, t.the_case, who.organisation)) into chains
        from json_to_recordset(lines) t (the_case uuid, person uuid);
    insert into public.journal_head (stream_id, seq, hash, sealed_seq)
        select c, 0, '', 0 from unnest(chains) c
            where not exists (select from public.journal_head h where h.stream_id = c) order by c
        on conflict do nothing;
    perform from public.journal_head h where h.stream_id = any (chains) order by h.stream_id for update;
    for told in
        select t.kind, t.the_case, t.person, t.compartment, t.facts, t.number, h.stream_id, h.seq, h.hash
            from rows from (json_to_recordset(lines)
                    as (kind text, the_case uuid, person uuid, compartment text, facts text))
                with ordinality t (kind, the_case, person, compartment, facts, number)
            join public.journal_head h on h.stream_id = coalesce(t.person, t.the_case, who.organisation)
            order by h.stream_id, t.number
    loop
        if entry.stream_id is distinct from told.stream_id then
            entry := row(null, told.stream_id, told.seq, act, null, happened_at, who.account, '', who.session,
                who.organisation, null, null, null, null, told.hash)::public.journal_entry;
        end if;
        entry.id := ids[told.number];
        entry.seq := entry.seq + 1;
        entry.kind := told.kind;
        entry.case_id := case when told.person is null then told.the_case end;
        entry.compartment := case when told.person is null then told.compartment else 'general' end;
        entry.facts := told.facts;
        entry.prev := entry.hash;
        entry.hash := sha256(entry.prev || convert_to(journal.line(entry), 'UTF8'));
        place := place + 1;
        written[place] := entry;
    end loop;
    if place <> cardinality(ids) then
        raise exception 'a line has no chain';
    end if;
    insert into public.journal_entry select w.* from unnest(written) w order by w.id;
    update public.journal_head h set seq = e.seq, hash = e.hash
        from (select distinct on (w.stream_id) w.stream_id, w.seq, w.hash from unnest(written) w
            order by w.stream_id, w.seq desc) e
        where h.stream_id = e.stream_id;
    insert into public.journal_personalfact (entry_id, field, value, salt)
        select ids[t.number], p->>'field', p->>'value', decode(p->>'salt', 'hex')
        from rows from (json_to_recordset(lines) as (personal json)) with ordinality t (personal, number),
            json_array_elements(t.personal) p;
    return ids;
end $$;
grant execute on function journal.append_each(uuid, timestamptz, uuid, json) to limen_app;
alter function journal.append_each(uuid, timestamptz, uuid, json) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0005_many_lines")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (ACTING, CHAIN, ONE, MANY)]
