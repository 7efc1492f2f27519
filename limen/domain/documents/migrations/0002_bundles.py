"""Creates bundles: documents of a case in one file, each seen by whoever asked for it, and what the worker is
told of those that wait."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids
from limen.domain.identity.names import Compartment

# A bundle is its asker's alone, and only while they are cleared for every compartment of which there is a page in it.
WALLS = """
alter table documents_bundle enable row level security;
alter table documents_bundle force row level security;
alter table documents_bundlepart enable row level security;
alter table documents_bundlepart force row level security;

create policy seen on documents_bundle for select to limen_app
    using (asked_by_id = (select access.my_account())
        and compartments::text[] <@ (select access.my_clearances())::text[]
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy asked on documents_bundle for insert to limen_app
    with check (asked_by_id = (select access.my_account()) and state = 'waiting' and tries = 0 and done = 0
        and stored_as is null and compartments::text[] <@ (select access.my_clearances())::text[]
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on documents_bundlepart for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from documents_bundle b where b.id = bundle_id)
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy asked on documents_bundlepart for insert to limen_app
    with check (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from documents_bundle b where b.id = bundle_id and b.state = 'waiting'
            and b.case_id = documents_bundlepart.case_id
            and documents_bundlepart.compartment = any (b.compartments))
        and exists (select 1 from documents_version v where v.id = version_id
            and v.case_id = documents_bundlepart.case_id and v.compartment = documents_bundlepart.compartment)
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy warden on documents_bundle to limen_warden using (true);
create policy warden on documents_bundlepart for select to limen_warden using (true);
grant select on documents_bundle, documents_bundlepart, documents_page to limen_warden;
grant update (state, done, tries, tried_at, made_at, stored_as, file_key, size, digest)
    on documents_bundle to limen_warden;
grant select, insert on documents_bundle, documents_bundlepart to limen_app;

create trigger within_an_act before insert or update or delete on documents_bundle
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on documents_bundlepart
    for each statement execute function journal.within_an_act();
"""

# The worker is told of a bundle only while it waits: its cover, and the pages that are asked for.
MAKING = """
create function access.bundles_to_make(tried_before timestamptz) returns table (id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select b.id from public.documents_bundle b
        where b.state = 'waiting' and (b.tried_at is null or b.tried_at < tried_before)
        order by b.asked_at, b.id limit 100;
end $$;

create function access.take_bundle(act uuid, the_bundle uuid, tried_before timestamptz, taken_at timestamptz)
    returns table (title text, language text, time_zone text, by_name text, office text, reference text,
        asked_at timestamptz, tries integer)
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('limen.act', act::text, true);
    return query update public.documents_bundle b set tries = b.tries + 1, tried_at = taken_at, done = 0
        where b.id = the_bundle and b.state = 'waiting' and (b.tried_at is null or b.tried_at < tried_before)
        returning b.title::text, b.language::text, b.time_zone::text, b.by_name::text, b.office::text,
            b.reference::text, b.asked_at, b.tries::integer;
    perform set_config('limen.act', '', true);
end $$;

create function access.pages_of_bundle(the_bundle uuid)
    returns table (place integer, title text, kind text, received_on date, number integer, words text, picture uuid,
        copies_key bytea)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select t.place::integer, d.title::text, d.kind::text, d.received_on, p.number::integer,
            case when p.picture is null then p.text else '' end, p.picture, v.copies_key
        from public.documents_bundle b
            join public.documents_bundlepart t on t.bundle_id = b.id
            join public.documents_version v on v.id = t.version_id
            join public.documents_document d on d.id = v.document_id
            join public.documents_page p on p.version_id = v.id
        where b.id = the_bundle and b.state = 'waiting' and t.case_id = b.case_id
            and t.compartment = any (b.compartments)
        order by t.place, p.number;
end $$;

create function access.bundle_got_on(act uuid, the_bundle uuid, pages_done integer, at_time timestamptz)
    returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('limen.act', act::text, true);
    update public.documents_bundle b set done = least(pages_done, b.pages), tried_at = at_time
        where b.id = the_bundle and b.state = 'waiting';
    perform set_config('limen.act', '', true);
end $$;

-- How it ended, once. A file that was made has its line, as `journal.writing` writes it, in the compartment of the
-- line that asked for it.
create function access.bundle_ended(act uuid, the_bundle uuid, ended_at timestamptz, stored uuid, its_key bytea,
        its_size bigint, its_digest text)
    returns bigint language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    one public.documents_bundle;
    entry bigint := 0;
begin
    select * into one from public.documents_bundle b where b.id = the_bundle and b.state = 'waiting' for update;
    if one.id is null then
        return null;
    end if;
    perform set_config('limen.act', act::text, true);
    update public.documents_bundle b set state = case when stored is null then 'failed' else 'made' end,
            made_at = ended_at, stored_as = stored, file_key = its_key, size = its_size, digest = its_digest
        where b.id = the_bundle;
    if stored is not null then
        entry := journal.append_by_system(act, 'documents.bundle_made', ended_at, 'Limen',
            access.organisation_of(one.case_id), one.case_id,
            coalesce((select min(c) from unnest(one.compartments) c where c <> 'general'), 'general'),
            format('{"bundle_id":"%s","digest":"%s"}', one.id, its_digest), '[]');
    end if;
    perform set_config('limen.act', '', true);
    return entry;
end $$;
"""

OWNERS = """
grant execute on function access.bundles_to_make(timestamptz),
    access.take_bundle(uuid, uuid, timestamptz, timestamptz), access.pages_of_bundle(uuid),
    access.bundle_got_on(uuid, uuid, integer, timestamptz),
    access.bundle_ended(uuid, uuid, timestamptz, uuid, bytea, bigint, text) to limen_jobs;
alter function access.bundles_to_make(timestamptz) owner to limen_warden;
alter function access.take_bundle(uuid, uuid, timestamptz, timestamptz) owner to limen_warden;
alter function access.pages_of_bundle(uuid) owner to limen_warden;
alter function access.bundle_got_on(uuid, uuid, integer, timestamptz) owner to limen_warden;
alter function access.bundle_ended(uuid, uuid, timestamptz, uuid, bytea, bigint, text) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "compartments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=Compartment.choices, max_length=40), size=None
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=10)),
                ("time_zone", models.CharField(max_length=64)),
                ("by_name", models.CharField(max_length=200)),
                ("office", models.CharField(max_length=200)),
                ("reference", models.CharField(max_length=64)),
                ("pages", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being made"),
                            ("made", "Made"),
                            ("failed", "Could not be made"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                ("stored_as", models.UUIDField(null=True, unique=True)),
                ("file_key", models.BinaryField(null=True)),
                ("size", models.BigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, db_collation="C", default="", max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "-asked_at", "-id"], name="documents_bundles"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BundlePart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("compartment", models.CharField(choices=Compartment.choices, max_length=40)),
                ("place", models.PositiveIntegerField()),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="documents.bundle",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.version"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("bundle", "place"), name="documents_part_once"),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, MAKING, OWNERS)],
    ]
