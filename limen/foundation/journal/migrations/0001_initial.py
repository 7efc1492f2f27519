"""Creates the journal and its walls: who may read nothing yet, who writes only through functions, nobody edits."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# Nobody and nothing: the answers of the access model before anyone has an account. `identity` and `cases`
# replace these functions with real ones; until then every policy that asks them shows no row.
ACCESS = """
alter default privileges revoke execute on functions from public;
grant usage, create on schema access, journal to limen_warden;
grant usage on schema public to limen_warden;
create function access.my_account() returns uuid language sql stable
    set search_path = pg_catalog, pg_temp as $$ select null::uuid $$;
create function access.my_session() returns uuid language sql stable
    set search_path = pg_catalog, pg_temp as $$ select null::uuid $$;
create function access.my_organisation() returns uuid language sql stable
    set search_path = pg_catalog, pg_temp as $$ select null::uuid $$;
create function access.organisation_of(the_case uuid) returns uuid language sql stable
    set search_path = pg_catalog, pg_temp as $$ select null::uuid $$;
"""

APPEND_ONLY = """
create function journal.is_append_only() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    -- Erasure is the one exception, and it has a function of its own (journal.erase), owned by the warden.
    if tg_table_name = 'journal_personalfact' and tg_op = 'DELETE' and current_user = 'limen_warden' then
        return null;
    end if;
    if tg_table_name = 'journal_head' and tg_op = 'UPDATE' and current_user = 'limen_warden' then
        return null;
    end if;
    raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on journal_entry
    for each statement execute function journal.is_append_only();
create trigger append_only before update or delete or truncate on journal_personalfact
    for each statement execute function journal.is_append_only();
create trigger append_only before update or delete or truncate on journal_head
    for each statement execute function journal.is_append_only();
create trigger append_only before update or delete or truncate on journal_seal
    for each statement execute function journal.is_append_only();
create trigger append_only before update or delete or truncate on journal_sealedhead
    for each statement execute function journal.is_append_only();
create trigger append_only before update or delete or truncate on journal_reading
    for each statement execute function journal.is_append_only();
create trigger append_only before update or delete or truncate on journal_denial
    for each statement execute function journal.is_append_only();
"""

WALLS = """
alter table journal_entry enable row level security;
alter table journal_entry force row level security;
alter table journal_personalfact enable row level security;
alter table journal_personalfact force row level security;
alter table journal_head enable row level security;
alter table journal_head force row level security;
alter table journal_seal enable row level security;
alter table journal_seal force row level security;
alter table journal_sealedhead enable row level security;
alter table journal_sealedhead force row level security;
alter table journal_reading enable row level security;
alter table journal_reading force row level security;
alter table journal_denial enable row level security;
alter table journal_denial force row level security;

create policy warden on journal_entry to limen_warden using (true) with check (true);
create policy warden on journal_personalfact to limen_warden using (true) with check (true);
create policy warden on journal_head to limen_warden using (true) with check (true);
create policy warden on journal_seal to limen_warden using (true) with check (true);
create policy warden on journal_sealedhead to limen_warden using (true) with check (true);
create policy warden on journal_reading to limen_warden using (true) with check (true);
create policy warden on journal_denial to limen_warden using (true) with check (true);

grant select, insert on journal_entry, journal_reading, journal_denial, journal_seal, journal_sealedhead
    to limen_warden;
grant select, insert, delete on journal_personalfact to limen_warden;
grant select, insert, update on journal_head to limen_warden;
grant usage on all sequences in schema public to limen_warden;

-- `identity` adds the policy for lines of an organisation, `cases` the one for lines of a case.
create policy with_its_entry on journal_personalfact for select to limen_app
    using (exists (select 1 from journal_entry e where e.id = entry_id));
grant select on journal_entry, journal_personalfact, journal_denial to limen_app;
"""

FUNCTIONS = """
create function journal.within_an_act() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if coalesce(current_setting('limen.act', true), '') = '' then
        raise exception 'table % changes only within an act', tg_table_name
            using hint = 'Write through a command: it says who and when and leaves a line in the journal.';
    end if;
    return null;
end $$;

create function journal.line(the_entry public.journal_entry) returns text language sql immutable
    set search_path = pg_catalog, pg_temp as $$
    select jsonb_build_array(
        the_entry.stream_id::text, the_entry.seq::text, the_entry.act_id::text, the_entry.kind,
        to_char(the_entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        coalesce(the_entry.by_id::text, ''), the_entry.by_system, coalesce(the_entry.session_id::text, ''),
        the_entry.organisation_id::text, coalesce(the_entry.case_id::text, ''), the_entry.compartment,
        the_entry.facts)::text $$;

create function journal.append(
    act uuid, what text, happened_at timestamptz, said_by uuid, the_case uuid, its_compartment text,
    its_facts text, personal jsonb
) returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    head public.journal_head;
    entry public.journal_entry;
    stream uuid;
begin
    entry.by_id := access.my_account();
    if entry.by_id is null or entry.by_id is distinct from said_by then
        raise exception 'the journal does not know who is acting' using errcode = 'insufficient_privilege';
    end if;
    entry.organisation_id := access.my_organisation();
    if the_case is not null and access.organisation_of(the_case) is distinct from entry.organisation_id then
        raise exception 'the case is not of the acting organisation' using errcode = 'insufficient_privilege';
    end if;
    stream := coalesce(the_case, entry.organisation_id);
    insert into public.journal_head (stream_id, seq, hash, sealed_seq) values (stream, 0, '', 0)
        on conflict do nothing;
    select * into head from public.journal_head where stream_id = stream for update;

    entry.stream_id := stream;
    entry.seq := head.seq + 1;
    entry.act_id := act;
    entry.kind := what;
    entry.at := happened_at;
    entry.by_system := '';
    entry.session_id := access.my_session();
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

create function journal.note_reading(cases uuid[], page text, seen_at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := access.my_account();
begin
    if me is null then
        raise exception 'the reading log does not know who is reading' using errcode = 'insufficient_privilege';
    end if;
    insert into public.journal_reading (at, by_id, session_id, organisation_id, what, case_ids)
        values (seen_at, me, access.my_session(), access.my_organisation(), page, cases);
end $$;

create function journal.note_denial(page text, asked_for text, reason text, denied_at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into public.journal_denial (at, by_id, session_id, organisation_id, what, target, why)
        values (denied_at, access.my_account(), access.my_session(), access.my_organisation(),
                page, asked_for, reason);
end $$;
"""

OWNERS = """
grant execute on function access.my_account(), access.my_session(), access.my_organisation()
    to limen_app, limen_jobs, limen_warden;
-- Not to the application: whose case an id is, is itself an answer.
grant execute on function access.organisation_of(uuid) to limen_warden;
grant execute on function journal.line(public.journal_entry), journal.within_an_act() to limen_warden, limen_app;
grant execute on function journal.within_an_act(), journal.is_append_only() to limen_jobs, limen_door;
grant execute on function journal.is_append_only() to limen_app, limen_warden;
grant execute on function
    journal.append(uuid, text, timestamptz, uuid, uuid, text, text, jsonb),
    journal.note_reading(uuid[], text, timestamptz),
    journal.note_denial(text, text, text, timestamptz) to limen_app;
create index journal_reading_cases on journal_reading using gin (case_ids);
alter function journal.append(uuid, text, timestamptz, uuid, uuid, text, text, jsonb) owner to limen_warden;
alter function journal.note_reading(uuid[], text, timestamptz) owner to limen_warden;
alter function journal.note_denial(text, text, text, timestamptz) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Denial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by_id", models.UUIDField(null=True)),
                ("session_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField(null=True)),
                ("what", models.CharField(max_length=80)),
                ("target", models.CharField(max_length=80)),
                ("why", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("stream_id", models.UUIDField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("hash", models.BinaryField()),
                ("sealed_seq", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by_id", models.UUIDField()),
                ("session_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField()),
                ("what", models.CharField(max_length=80)),
                (
                    "case_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("lines", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("key_id", models.CharField(max_length=64)),
                ("signature", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stream_id", models.UUIDField()),
                ("seq", models.BigIntegerField()),
                ("act_id", models.UUIDField()),
                ("kind", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("by_id", models.UUIDField(null=True)),
                ("by_system", models.CharField(default="", max_length=80)),
                ("session_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField()),
                ("case_id", models.UUIDField(null=True)),
                ("compartment", models.CharField(default="general", max_length=40)),
                ("facts", models.TextField()),
                ("prev", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["act_id"], name="journal_entry_act")],
                "constraints": [
                    models.UniqueConstraint(fields=("stream_id", "seq"), name="journal_entry_in_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=80)),
                ("value", models.TextField()),
                ("salt", models.BinaryField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal_facts",
                        to="journal.entry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "field"), name="journal_personal_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stream_id", models.UUIDField()),
                ("seq", models.BigIntegerField()),
                ("hash", models.BinaryField()),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="heads", to="journal.seal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("seal", "stream_id"), name="journal_sealed_once")
                ],
            },
        ),
        *[
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (ACCESS, APPEND_ONLY, WALLS, FUNCTIONS, OWNERS)
        ],
    ]
