"""Creates the tables of documents, their walls, and what the worker is told of files that wait."""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A document is seen with its case and inside its compartment; what is shared with another organisation, only as far as
# the share names. A file, its pages and its key close with the document. Marks stay in the house.
WALLS = """
alter table documents_document enable row level security;
alter table documents_document force row level security;
alter table documents_version enable row level security;
alter table documents_version force row level security;
alter table documents_page enable row level security;
alter table documents_page force row level security;
alter table documents_mark enable row level security;
alter table documents_mark force row level security;

create policy seen on documents_document for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy shared on documents_document for select to limen_app
    using (case_id = any ((select access.my_shared_cases())::uuid[])
        and case_id::text || ':' || compartment = any ((select access.my_shared_parts())::text[]));
create policy received on documents_document for insert to limen_app
    with check (added_by_id = (select access.my_account()) and set_aside_at is null
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy described on documents_document for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check ((set_aside_by_id is null or set_aside_by_id = (select access.my_account()))
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

-- Whoever sends a file says nothing of what was found in it: that is the worker's to say.
create policy seen on documents_version for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy shared on documents_version for select to limen_app
    using (case_id = any ((select access.my_shared_cases())::uuid[])
        and case_id::text || ':' || compartment = any ((select access.my_shared_parts())::text[]));
create policy sent on documents_version for insert to limen_app
    with check (sent_by_id = (select access.my_account()) and state = 'waiting' and tries = 0
        and copies_key is null and looked_at is null
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from documents_document d where d.id = document_id
            and d.case_id = documents_version.case_id and d.compartment = documents_version.compartment)
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on documents_page for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy shared on documents_page for select to limen_app
    using (case_id = any ((select access.my_shared_cases())::uuid[])
        and case_id::text || ':' || compartment = any ((select access.my_shared_parts())::text[]));

create policy seen on documents_mark for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy made on documents_mark for insert to limen_app
    with check (made_by_id = (select access.my_account()) and ended_at is null
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from documents_version v where v.id = version_id
            and v.case_id = documents_mark.case_id and v.compartment = documents_mark.compartment)
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy ended on documents_mark for update to limen_app
    using (ended_at is null and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check (ended_by_id = (select access.my_account())
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy warden on documents_document for select to limen_warden using (true);
create policy warden on documents_version to limen_warden using (true);
create policy warden on documents_page to limen_warden using (true);
grant select on documents_document, documents_version to limen_warden;
grant update (state, trouble, findings, scan, pages, tries, tried_at, looked_at, copies_key)
    on documents_version to limen_warden;
grant insert on documents_page to limen_warden;

grant select, insert on documents_document, documents_version, documents_mark to limen_app;
grant select on documents_page to limen_app;
grant update (kind, title, language, came_from, received_on, translation, translation_why, authenticity,
    authenticity_why, latest, revision, set_aside_by_id, set_aside_at, set_aside_why) on documents_document to limen_app;
grant update (ended_by_id, ended_at) on documents_mark to limen_app;

create trigger within_an_act before insert or update or delete on documents_document
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on documents_version
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on documents_page
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on documents_mark
    for each statement execute function journal.within_an_act();
"""

# The worker is told of a file only while it waits: where it lies and what opens it, and its language.
LOOKING = """
create function access.documents_to_look_at(tried_before timestamptz) returns table (id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select v.id from public.documents_version v
        where v.state = 'waiting' and (v.tried_at is null or v.tried_at < tried_before)
        order by v.sent_at, v.id limit 100;
end $$;

create function access.take_document(act uuid, the_version uuid, tried_before timestamptz, taken_at timestamptz)
    returns table (stored_as uuid, file_key bytea, media_type text, size bigint, tries integer, language text)
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('limen.act', act::text, true);
    return query update public.documents_version v set tries = v.tries + 1, tried_at = taken_at
        where v.id = the_version and v.state = 'waiting' and (v.tried_at is null or v.tried_at < tried_before)
        returning v.stored_as, v.file_key, v.media_type::text, v.size, v.tries::integer,
            (select d.language::text from public.documents_document d where d.id = v.document_id);
    perform set_config('limen.act', '', true);
end $$;

-- What was found, once, with its line. The line is the system's; the facts are those of the event
-- `documents.looked_at`, written as `journal.writing` writes them.
create function access.document_looked_at(act uuid, the_version uuid, seen_at timestamptz, its_state text,
        its_trouble text, its_scan text, its_findings text[], its_key bytea, ids uuid[], texts text[],
        by_machine boolean[], widths integer[], heights integer[], pictures uuid[], thumbnails uuid[])
    returns bigint language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    one public.documents_version;
    entry bigint;
begin
    select * into one from public.documents_version v where v.id = the_version and v.state = 'waiting' for update;
    if one.id is null or its_state not in ('shown', 'refused') then
        return null;
    end if;
    perform set_config('limen.act', act::text, true);
    update public.documents_version v set state = its_state, trouble = its_trouble, scan = its_scan,
            findings = v.findings || its_findings::varchar[], copies_key = its_key, pages = cardinality(ids),
            looked_at = seen_at
        where v.id = the_version;
    insert into public.documents_page (id, version_id, case_id, compartment, number, text, is_read_by_machine, width,
            height, picture, thumbnail)
        select p.id, one.id, one.case_id, one.compartment, p.number, p.text, p.by_machine, p.width, p.height,
                p.picture, p.thumbnail
            from unnest(ids, texts, by_machine, widths, heights, pictures, thumbnails) with ordinality
                as p (id, text, by_machine, width, height, picture, thumbnail, number);
    entry := journal.append_by_system(act, 'documents.looked_at', seen_at, 'Limen', access.organisation_of(one.case_id),
        one.case_id, one.compartment, format(
            '{"document_id":"%s","pages":%s,"scan":"%s","state":"%s","trouble":"%s","version_id":"%s"}',
            one.document_id, cardinality(ids), its_scan, its_state, its_trouble, one.id), '[]');
    perform set_config('limen.act', '', true);
    return entry;
end $$;
"""

OWNERS = """
grant execute on function access.documents_to_look_at(timestamptz),
    access.take_document(uuid, uuid, timestamptz, timestamptz),
    access.document_looked_at(uuid, uuid, timestamptz, text, text, text, text[], bytea, uuid[], text[], boolean[],
        integer[], integer[], uuid[], uuid[]) to limen_jobs;
alter function access.documents_to_look_at(timestamptz) owner to limen_warden;
alter function access.take_document(uuid, uuid, timestamptz, timestamptz) owner to limen_warden;
alter function access.document_looked_at(uuid, uuid, timestamptz, text, text, text, text[], bytea, uuid[], text[],
    boolean[], integer[], integer[], uuid[], uuid[]) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "compartment",
                    models.CharField(
                        choices=[
                            ("general", "General"),
                            ("child", "Child"),
                            ("gbv", "Gender-based violence"),
                            ("trafficking", "Trafficking"),
                            ("medical", "Medical"),
                            ("security", "Security check"),
                            ("protected_identity", "Protected identity"),
                            ("legal_privilege", "Legal privilege"),
                        ],
                        default="general",
                        max_length=40,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("travel", "Passport or travel document"),
                            ("identity", "Identity document"),
                            ("civil", "Civil status: birth, marriage, death"),
                            ("medical", "Medical report"),
                            ("court", "Court or police paper"),
                            ("school_work", "School, training or work"),
                            ("photograph", "Photograph"),
                            ("statement", "Statement or letter"),
                            ("form", "Form of the procedure"),
                            ("power", "Power of attorney or consent"),
                            ("translation", "Translation"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("language", models.CharField(blank=True, default="", max_length=3)),
                (
                    "came_from",
                    models.CharField(
                        choices=[
                            ("applicant", "The applicant or client"),
                            ("family", "Their family"),
                            ("representative", "Their representative"),
                            ("authority", "Another authority"),
                            ("office", "This office"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("received_on", models.DateField()),
                (
                    "translation",
                    models.CharField(
                        choices=[
                            ("not_asked", "Not asked yet"),
                            ("not_needed", "No translation needed"),
                            ("wanted", "Translation needed"),
                            ("there", "Translated"),
                            ("disputed", "The translation is disputed"),
                        ],
                        default="not_asked",
                        max_length=20,
                    ),
                ),
                ("translation_why", models.TextField(blank=True, default="")),
                (
                    "authenticity",
                    models.CharField(
                        choices=[
                            ("not_weighed", "Not weighed yet"),
                            ("no_doubt", "No reason to doubt it"),
                            ("uncertain", "Cannot be told"),
                            ("doubted", "Doubted"),
                            ("not_genuine", "Found not to be genuine"),
                        ],
                        default="not_weighed",
                        max_length=20,
                    ),
                ),
                ("authenticity_why", models.TextField(blank=True, default="")),
                ("latest", models.PositiveIntegerField(default=1)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("added_at", models.DateTimeField()),
                ("set_aside_at", models.DateTimeField(null=True)),
                ("set_aside_why", models.TextField(blank=True, default="")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="cases.case"
                    ),
                ),
                (
                    "set_aside_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "-received_on", "-id"], name="documents_of_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "compartment",
                    models.CharField(
                        choices=[
                            ("general", "General"),
                            ("child", "Child"),
                            ("gbv", "Gender-based violence"),
                            ("trafficking", "Trafficking"),
                            ("medical", "Medical"),
                            ("security", "Security check"),
                            ("protected_identity", "Protected identity"),
                            ("legal_privilege", "Legal privilege"),
                        ],
                        max_length=40,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("file_name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("digest", models.CharField(db_collation="C", max_length=64)),
                ("stored_as", models.UUIDField(unique=True)),
                ("file_key", models.BinaryField()),
                ("copies_key", models.BinaryField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being looked at"),
                            ("shown", "Looked at"),
                            ("refused", "Cannot be shown"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("encrypted", "It is locked with a password. Ask for a copy without one."),
                            ("broken", "It is damaged or was not sent whole. Ask for it again."),
                            (
                                "too_many_pixels",
                                "The picture is far too large. Save it smaller and send it again.",
                            ),
                            (
                                "too_large_inside",
                                "It unpacks to far more than it should. Ask for a copy as PDF.",
                            ),
                            (
                                "other_type",
                                "Inside it is something else than it says. Ask for it as PDF or picture.",
                            ),
                            ("macros", "It holds programs (macros). Ask for a copy as PDF."),
                            ("malware", "The scanner found something harmful in it. It is kept locked away."),
                            (
                                "failed",
                                "It could not be opened, several times. Ask for it in another format.",
                            ),
                            (
                                "lost",
                                "Its bytes are not in the store, or were changed there. Tell who runs Limen.",
                            ),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                (
                    "findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("not_scanned", "Not scanned"),
                            ("clean", "Scanned, nothing found"),
                            ("found", "Scanned, something harmful found"),
                        ],
                        default="not_scanned",
                        max_length=20,
                    ),
                ),
                ("pages", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="documents.document",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["sent_at"],
                        name="documents_to_look_at",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="documents_version_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "compartment",
                    models.CharField(
                        choices=[
                            ("general", "General"),
                            ("child", "Child"),
                            ("gbv", "Gender-based violence"),
                            ("trafficking", "Trafficking"),
                            ("medical", "Medical"),
                            ("security", "Security check"),
                            ("protected_identity", "Protected identity"),
                            ("legal_privilege", "Legal privilege"),
                        ],
                        max_length=40,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, default="")),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("text", config="simple"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                ("is_read_by_machine", models.BooleanField(default=False)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("picture", models.UUIDField(null=True)),
                ("thumbnail", models.UUIDField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown_pages",
                        to="documents.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "number"), name="documents_page_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "compartment",
                    models.CharField(
                        choices=[
                            ("general", "General"),
                            ("child", "Child"),
                            ("gbv", "Gender-based violence"),
                            ("trafficking", "Trafficking"),
                            ("medical", "Medical"),
                            ("security", "Security check"),
                            ("protected_identity", "Protected identity"),
                            ("legal_privilege", "Legal privilege"),
                        ],
                        max_length=40,
                    ),
                ),
                ("page", models.PositiveIntegerField()),
                (
                    "area",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), null=True, size=4
                    ),
                ),
                ("quote", models.TextField(blank=True, default="")),
                ("words", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
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
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="documents.version",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["version", "page", "id"], name="documents_marks"),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, LOOKING, OWNERS)],
    ]
