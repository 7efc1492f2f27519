"""Adds what sets seals over all chains and what erases personal values, each with the line that says so."""

from django.db import migrations, models

# How a seal is made. The list of chains is a Merkle tree (RFC 6962), so that one case can be proven to a court
# without naming any other. The functions are two, because the private key is not in the database: `draft_seal`
# writes the list, `set_seal` the signed seal over it, in one transaction that the deferred key holds together.
SEALS = """
create function journal.tree_of(leaves bytea[]) returns bytea language plpgsql immutable
    set search_path = pg_catalog, pg_temp as $$
declare level bytea[] := leaves;
begin
    while cardinality(level) > 1 loop
        select array_agg(case when of_two then sha256('\\x01'::bytea || pair) else pair end order by place)
            into level from (
                select (i - 1) / 2 as place, string_agg(hash, ''::bytea order by i) as pair, count(*) = 2 as of_two
                from unnest(level) with ordinality as u(hash, i) group by 1) pairs;
    end loop;
    return level[1];
end $$;

create function journal.instant(of_time timestamptz) returns text language sql immutable
    set search_path = pg_catalog, pg_temp as $$
    select to_char(of_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

create function journal.sealed_by(the_seal bigint, sealed_at timestamptz, key text) returns public.journal_seal
    language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
    seal public.journal_seal;
    before public.journal_seal;
begin
    select * into before from public.journal_seal where id = the_seal - 1;
    seal.id := the_seal;
    seal.at := sealed_at;
    seal.key_id := key;
    select count(*), coalesce(before.lines, 0) + sum(m.seq - coalesce(earlier.seq, 0)),
            journal.tree_of(array_agg(sha256('\\x00'::bytea || convert_to(jsonb_build_array(
                m.stream_id::text, m.seq::text, encode(m.hash, 'hex'))::text, 'UTF8')) order by m.stream_id))
        into seal.streams, seal.lines, seal.tree
        from public.journal_sealedhead m
        left join lateral (select s.seq from public.journal_sealedhead s
            where s.stream_id = m.stream_id and s.seal_id < the_seal order by s.seal_id desc limit 1) earlier on true
        where m.seal_id = the_seal;
    seal.root := sha256(coalesce(before.root, ''::bytea) || convert_to(jsonb_build_array(
        'limen-seal-1', the_seal::text, journal.instant(sealed_at), seal.lines::text, seal.streams::text,
        encode(seal.tree, 'hex'), key)::text, 'UTF8'));
    return seal;
end $$;

create function journal.draft_seal(sealed_at timestamptz, key text) returns public.journal_seal
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    number bigint;
    nothing public.journal_seal;
begin
    -- One sealer at a time. Numbers have no gaps, so that a seal that is gone is missed.
    perform pg_advisory_xact_lock(hashtextextended('limen journal seal', 0));
    select coalesce(max(id), 0) + 1 into number from public.journal_seal;
    -- A chain that is being written to at this moment waits for the next seal: so sealing never waits for anybody,
    -- and cannot be part of a deadlock.
    with grown as (
        select h.stream_id, h.seq, h.hash from public.journal_head h
        where h.seq > h.sealed_seq for update skip locked
    ), noted as (
        update public.journal_head h set sealed_seq = g.seq from grown g where h.stream_id = g.stream_id
        returning h.stream_id, g.seq, g.hash
    )
    insert into public.journal_sealedhead (seal_id, stream_id, seq, hash)
        select number, n.stream_id, n.seq, n.hash from noted n;
    if not found then
        return nothing;
    end if;
    return journal.sealed_by(number, sealed_at, key);
end $$;

create function journal.set_seal(number bigint, sealed_at timestamptz, key text, signed bytea) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare seal public.journal_seal := journal.sealed_by(number, sealed_at, key);
begin
    if seal.streams = 0 then
        raise exception 'seal % was not drafted', number;
    end if;
    insert into public.journal_seal (id, at, lines, streams, tree, root, key_id, signature)
        values (number, sealed_at, seal.lines, seal.streams, seal.tree, seal.root, key, signed);
end $$;

create index journal_sealed_stream on journal_sealedhead (stream_id, seal_id);
"""

# Erasure. The web server cannot do it, whosever ticket it holds: only the worker's role may, in the name of somebody
# who answers for the case's organisation. The line that says so is written here and not by the caller, so there is
# no erasing without it; it is the system's line, since nobody is signed in, and names who asked.
ERASURE = """
create function access.answers_for(who uuid, the_case uuid) returns boolean language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return exists (select 1 from public.identity_posting p
        join public.identity_account a on a.id = p.member_id and a.is_active
        where p.member_id = who and p.organisation_id = access.organisation_of(the_case)
            and p.role in ('supervisor', 'casework_supervisor', 'administrator')
            and p.since_at <= now() and (p.until_at is null or p.until_at > now()));
end $$;

-- A line by a system and not by a person: of a case, or of an organisation. Only the warden's own functions call it,
-- and whoever may become the warden; no web server can.
create function journal.append_by_system(
    act uuid, what text, happened_at timestamptz, system text, organisation uuid, the_case uuid,
    its_compartment text, its_facts text, personal jsonb
) returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    head public.journal_head;
    entry public.journal_entry;
    stream uuid := coalesce(the_case, organisation);
begin
    insert into public.journal_head (stream_id, seq, hash, sealed_seq) values (stream, 0, '', 0)
        on conflict do nothing;
    select * into head from public.journal_head where stream_id = stream for update;
    entry.stream_id := stream;
    entry.seq := head.seq + 1;
    entry.act_id := act;
    entry.kind := what;
    entry.at := happened_at;
    entry.by_system := system;
    entry.organisation_id := organisation;
    entry.case_id := the_case;
    entry.compartment := its_compartment;
    entry.facts := its_facts;
    entry.prev := head.hash;
    entry.hash := sha256(entry.prev || convert_to(journal.line(entry), 'UTF8'));
    entry.id := nextval(pg_get_serial_sequence('public.journal_entry', 'id'));
    insert into public.journal_entry values (entry.*);
    update public.journal_head set seq = entry.seq, hash = entry.hash where stream_id = stream;
    insert into public.journal_personalfact (entry_id, field, value, salt)
        select entry.id, p->>'field', p->>'value', decode(p->>'salt', 'hex') from jsonb_array_elements(personal) p;
    return entry.id;
end $$;

create function journal.erase(
    the_case uuid, only_entries bigint[], its_ground text, asked_by uuid, act uuid, erased_at timestamptz
) returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare gone bigint;
begin
    if the_case is null or not access.answers_for(asked_by, the_case) then
        raise exception 'only who answers for the organisation of the case may have it erased'
            using errcode = 'insufficient_privilege';
    end if;
    if its_ground is null or its_ground not in ('retention', 'request', 'court', 'mistake') then
        raise exception 'erasing needs a ground' using errcode = 'check_violation';
    end if;
    delete from public.journal_personalfact p using public.journal_entry e
        where e.id = p.entry_id and e.case_id = the_case
            and (only_entries is null or e.id = any (only_entries));
    get diagnostics gone = row_count;
    perform journal.append_by_system(act, 'journal.erased', erased_at, 'Limen', access.organisation_of(the_case),
        the_case, 'general', format('{"asked_by_id":"%s","count":%s,"ground":"%s"}', asked_by, gone, its_ground), '[]');
    return gone;
end $$;
"""

OWNERS = """
grant execute on function journal.tree_of(bytea[]), journal.instant(timestamptz),
    journal.sealed_by(bigint, timestamptz, text), access.answers_for(uuid, uuid) to limen_warden;
grant execute on function journal.instant(timestamptz), journal.draft_seal(timestamptz, text),
    journal.set_seal(bigint, timestamptz, text, bytea),
    journal.erase(uuid, bigint[], text, uuid, uuid, timestamptz) to limen_jobs;
alter function access.answers_for(uuid, uuid) owner to limen_warden;
alter function journal.draft_seal(timestamptz, text) owner to limen_warden;
alter function journal.set_seal(bigint, timestamptz, text, bytea) owner to limen_warden;
alter function journal.append_by_system(uuid, text, timestamptz, text, uuid, uuid, text, text, jsonb)
    owner to limen_warden;
alter function journal.erase(uuid, bigint[], text, uuid, uuid, timestamptz) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="seal", name="streams", field=models.BigIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            model_name="seal", name="tree", field=models.BinaryField(default=b""), preserve_default=False
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (SEALS, ERASURE, OWNERS)],
    ]
