"""Creates redactions: boxes on pages, the copies that are made without what lies under them, and what the worker
is told of those that wait."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids
from limen.domain.identity.names import Compartment

# Boxes, and what a copy was made of, stay in the house, as marks do.
WALLS = """
alter table documents_box enable row level security;
alter table documents_box force row level security;
alter table documents_redaction enable row level security;
alter table documents_redaction force row level security;

create policy seen on documents_box for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy drawn on documents_box for insert to limen_app
    with check (drawn_by_id = (select access.my_account()) and ended_at is null
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from documents_version v where v.id = version_id
            and v.case_id = documents_box.case_id and v.compartment = documents_box.compartment)
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy ended on documents_box for update to limen_app
    using (ended_at is null and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check (ended_by_id = (select access.my_account())
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

-- No box is named that is not on this very file, or was taken off.
create policy seen on documents_redaction for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy asked on documents_redaction for insert to limen_app
    with check (asked_by_id = (select access.my_account()) and state = 'waiting' and tries = 0 and copy_id is null
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from documents_version v where v.id = version_id
            and v.case_id = documents_redaction.case_id and v.compartment = documents_redaction.compartment)
        and cardinality(boxes) > 0
        and cardinality(boxes) = (select count(*) from documents_box b where b.id = any (boxes)
            and b.version_id = documents_redaction.version_id and b.ended_at is null)
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy warden on documents_box for select to limen_warden using (true);
create policy warden on documents_redaction to limen_warden using (true);
create policy copied on documents_document for insert to limen_warden with check (true);
grant select on documents_box, documents_redaction to limen_warden;
grant update (state, tries, tried_at, made_at, copy_id) on documents_redaction to limen_warden;
grant insert on documents_document, documents_version to limen_warden;
grant select, insert on documents_box, documents_redaction to limen_app;
grant update (ended_by_id, ended_at) on documents_box to limen_app;

create trigger within_an_act before insert or update or delete on documents_box
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on documents_redaction
    for each statement execute function journal.within_an_act();
"""

# The worker is told of a copy only while it waits: the pictures of its pages, and what is painted over.
MAKING = """
create function access.redactions_to_make(tried_before timestamptz) returns table (id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select r.id from public.documents_redaction r
        where r.state = 'waiting' and (r.tried_at is null or r.tried_at < tried_before)
        order by r.asked_at, r.id limit 100;
end $$;

create function access.take_redaction(act uuid, the_redaction uuid, tried_before timestamptz, taken_at timestamptz)
    returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    tried integer;
begin
    perform set_config('limen.act', act::text, true);
    update public.documents_redaction r set tries = r.tries + 1, tried_at = taken_at
        where r.id = the_redaction and r.state = 'waiting' and (r.tried_at is null or r.tried_at < tried_before)
        returning r.tries into tried;
    perform set_config('limen.act', '', true);
    return tried;
end $$;

create function access.boxes_of_redaction(the_redaction uuid)
    returns table (page integer, x integer, y integer, u integer, v integer)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select b.page::integer, b.area[1]::integer, b.area[2]::integer, b.area[3]::integer,
            b.area[4]::integer
        from public.documents_redaction r
            join public.documents_box b on b.id = any (r.boxes) and b.version_id = r.version_id
        where r.id = the_redaction and r.state = 'waiting'
        order by b.page, b.id;
end $$;

create function access.pages_of_redaction(the_redaction uuid)
    returns table (number integer, picture uuid, copies_key bytea)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select p.number::integer, p.picture, v.copies_key
        from public.documents_redaction r
            join public.documents_version v on v.id = r.version_id
            join public.documents_page p on p.version_id = v.id
        where r.id = the_redaction and r.state = 'waiting' and p.picture is not null
        order by p.number;
end $$;

-- How it ended, once: with a document of its own whose file waits to be looked at, or without. The line is as
-- `journal.writing` writes it. Of the original the copy keeps its kind and its language, nothing else.
create function access.redaction_ended(act uuid, the_redaction uuid, ended_at timestamptz, new_document uuid,
        new_version uuid, stored uuid, its_key bytea, its_name text, its_size bigint, its_digest text)
    returns bigint language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    one public.documents_redaction;
    origin public.documents_document;
    entry bigint := 0;
begin
    select * into one from public.documents_redaction r
        where r.id = the_redaction and r.state = 'waiting' for update;
    if one.id is null then
        return null;
    end if;
    select d.* into origin from public.documents_document d
        join public.documents_version v on v.document_id = d.id where v.id = one.version_id;
    perform set_config('limen.act', act::text, true);
    if stored is not null then
        insert into public.documents_document (id, case_id, compartment, kind, title, language, came_from,
                received_on, translation, translation_why, authenticity, authenticity_why, latest, revision,
                added_by_id, added_at, set_aside_why)
            values (new_document, one.case_id, one.compartment, origin.kind, one.title, origin.language, 'office',
                one.received_on, 'not_asked', '', 'not_weighed', '', 1, 1, one.asked_by_id, ended_at, '');
        insert into public.documents_version (id, document_id, case_id, compartment, number, file_name,
                media_type, size, digest, stored_as, file_key, state, trouble, findings, scan, pages, tries,
                sent_by_id, sent_at)
            values (new_version, new_document, one.case_id, one.compartment, 1, its_name, 'application/pdf',
                its_size, its_digest, stored, its_key, 'waiting', '', '{}', 'not_scanned', 0, 0,
                one.asked_by_id, ended_at);
        entry := journal.append_by_system(act, 'documents.redacted', ended_at, 'Limen',
            access.organisation_of(one.case_id), one.case_id, one.compartment,
            format('{"copy_id":"%s","digest":"%s","document_id":"%s","redaction_id":"%s","version_id":"%s"}',
                new_document, its_digest, origin.id, one.id, new_version), '[]');
    end if;
    update public.documents_redaction r set state = case when stored is null then 'failed' else 'made' end,
            made_at = ended_at, copy_id = case when stored is null then null else new_document end
        where r.id = the_redaction;
    perform set_config('limen.act', '', true);
    return entry;
end $$;
"""

OWNERS = """
grant execute on function access.redactions_to_make(timestamptz),
    access.take_redaction(uuid, uuid, timestamptz, timestamptz), access.boxes_of_redaction(uuid),
    access.pages_of_redaction(uuid),
    access.redaction_ended(uuid, uuid, timestamptz, uuid, uuid, uuid, bytea, text, bigint, text) to limen_jobs;
alter function access.redactions_to_make(timestamptz) owner to limen_warden;
alter function access.take_redaction(uuid, uuid, timestamptz, timestamptz) owner to limen_warden;
alter function access.boxes_of_redaction(uuid) owner to limen_warden;
alter function access.pages_of_redaction(uuid) owner to limen_warden;
alter function access.redaction_ended(uuid, uuid, timestamptz, uuid, uuid, uuid, bytea, text, bigint, text)
    owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_parties"),
        ("documents", "0002_bundles"),
        ("identity", "0004_skills"),
    ]

    operations = [
        migrations.CreateModel(
            name="Box",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("compartment", models.CharField(choices=Compartment.choices, max_length=40)),
                ("page", models.PositiveIntegerField()),
                (
                    "area",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=4
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("other_person", "About somebody else"),
                            ("safety", "Somebody would be in danger"),
                            ("health", "About health"),
                            ("source", "Names who told it in confidence"),
                            ("privilege", "Between a lawyer and their client"),
                            ("security", "Of a security check"),
                            ("other", "Something else: say it in words"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.TextField(blank=True, default="")),
                ("drawn_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
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
                "indexes": [models.Index(fields=["version", "page", "id"], name="documents_boxes")],
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("compartment", models.CharField(choices=Compartment.choices, max_length=40)),
                (
                    "boxes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("title", models.CharField(max_length=200)),
                ("received_on", models.DateField()),
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
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "copy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
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
                "indexes": [models.Index(fields=["version", "id"], name="documents_redactions")],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, MAKING, OWNERS)],
    ]
