"""Creates the tables of lists from elsewhere, their walls, and the errands in which the worker runs them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Lists are seen by those who register in the unit to which they came. A row that was dealt with has no words left, so
# that nobody reads here about somebody whose case was closed to them meanwhile.
ACCESS = """
grant select on imports_import, imports_row to limen_warden;
grant update (forgotten_at) on imports_import to limen_warden;
grant update (cells, troubles) on imports_row to limen_warden;
grant select, delete on imports_file to limen_warden;

create function access.my_import_units() returns uuid[] language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select coalesce(array_agg(p.unit_id), '{}') from public.identity_posting p
        where p.member_id = (access.session()).account_id and p.reach >= 1
            and p.role in ('supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor')
            and p.since_at <= statement_timestamp()
            and (p.until_at is null or p.until_at > statement_timestamp()));
end $$;
"""

# The worker acts for whoever started a list, in a session of its own: an errand. It begins with a session of the person,
# is as sure as that one, ends after half a day or with the list, and every line that it writes names it. The secret of
# an errand is made from its id and the pepper, which the database never sees; no cookie can hold it.
ERRANDS = """
create function access.begin_errand(the_errand uuid, its_hash bytea, the_import uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine public.identity_session := access.session();
begin
    if mine.id is null or not exists (select 1 from public.imports_import i
            where i.id = the_import and i.unit_id = any (access.my_import_units())) then
        raise exception 'nobody may send an errand for this list' using errcode = 'insufficient_privilege';
    end if;
    update public.identity_session s set revoked_at = now() from public.imports_import i
        where i.id = the_import and s.id = i.errand and s.purpose = 'import' and s.revoked_at is null;
    insert into public.identity_session (id, ticket_hash, account_id, assurance, data, device, network, purpose,
            made_at, seen_at, idle_until, expires_at)
        values (the_errand, its_hash, mine.account_id, mine.assurance, '', '', '', 'import',
            now(), now(), now() + interval '12 hours', now() + interval '12 hours');
end $$;

create function access.end_errand(the_import uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update public.identity_session s set revoked_at = now() from public.imports_import i
        where i.id = the_import and i.unit_id = any (access.my_import_units())
            and s.id = i.errand and s.purpose = 'import' and s.revoked_at is null;
end $$;

-- For the worker: which lists run and have not been heard of, and in which errand. No word of any row.
create function access.imports_to_run(heard_before timestamptz) returns table (id uuid, errand uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select i.id, i.errand from public.imports_import i
        join public.identity_session s on s.id = i.errand and s.revoked_at is null and s.expires_at > now()
        where i.state = 'running' and (i.heard_at is null or i.heard_at < heard_before)
        order by i.started_at, i.id;
end $$;

-- What the office no longer needs: files and rows of lists whose time is over. By the system, with a line for each.
create function access.forget_imports(act uuid, forgotten timestamptz) returns table (entry_id bigint)
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare one record;
begin
    perform set_config('limen.act', act::text, true);
    for one in select i.id, i.organisation_id from public.imports_import i
        where i.forgotten_at is null and i.keep_until < forgotten::date and i.state in ('finished', 'cancelled')
        order by i.id limit 100 for update skip locked
    loop
        delete from public.imports_file f where f.id = one.id;
        update public.imports_row r set cells = '{}', troubles = '[]'
            where r.listing_id = one.id and cardinality(r.cells) > 0;
        update public.imports_import i set forgotten_at = forgotten where i.id = one.id;
        entry_id := journal.append_by_system(act, 'imports.forgotten', forgotten, 'Limen', one.organisation_id,
            null, 'general', format('{"import_id":"%s"}', one.id), '[]');
        return next;
    end loop;
    perform set_config('limen.act', '', true);
end $$;
"""

WALLS = """
alter table imports_import enable row level security;
alter table imports_import force row level security;
alter table imports_file enable row level security;
alter table imports_file force row level security;
alter table imports_row enable row level security;
alter table imports_row force row level security;
alter table imports_taken enable row level security;
alter table imports_taken force row level security;
alter table imports_savedmapping enable row level security;
alter table imports_savedmapping force row level security;

create policy warden on imports_import to limen_warden using (true);
create policy warden on imports_file to limen_warden using (true);
create policy warden on imports_row to limen_warden using (true);

create policy seen on imports_import for select to limen_app
    using (unit_id = any ((select access.my_import_units())::uuid[]));
create policy received on imports_import for insert to limen_app
    with check (unit_id = any ((select access.my_import_units())::uuid[])
        and organisation_id = (select access.my_organisation()) and received_by_id = (select access.my_account()));
create policy worked_on on imports_import for update to limen_app
    using (unit_id = any ((select access.my_import_units())::uuid[]));

create policy seen on imports_file for select to limen_app
    using (unit_id = any ((select access.my_import_units())::uuid[]));
create policy received on imports_file for insert to limen_app
    with check (exists (select 1 from imports_import i where i.id = imports_file.id and i.unit_id = imports_file.unit_id));
create policy forgotten on imports_file for delete to limen_app
    using (unit_id = any ((select access.my_import_units())::uuid[]));

create policy seen on imports_row for select to limen_app
    using (unit_id = any ((select access.my_import_units())::uuid[]));
create policy read on imports_row for insert to limen_app
    with check (exists (select 1 from imports_import i where i.id = listing_id and i.unit_id = imports_row.unit_id));
create policy worked_on on imports_row for update to limen_app
    using (unit_id = any ((select access.my_import_units())::uuid[]));

create policy seen on imports_taken for select to limen_app
    using (unit_id = any ((select access.my_import_units())::uuid[]));
create policy taken on imports_taken for insert to limen_app
    with check (exists (select 1 from imports_import i where i.id = listing_id and i.unit_id = imports_taken.unit_id));

create policy seen on imports_savedmapping for select to limen_app
    using (unit_id = any ((select access.my_import_units())::uuid[]));
create policy saved on imports_savedmapping for insert to limen_app
    with check (unit_id = any ((select access.my_import_units())::uuid[])
        and organisation_id = (select access.my_organisation()) and saved_by_id = (select access.my_account()));
create policy saved_again on imports_savedmapping for update to limen_app
    using (unit_id = any ((select access.my_import_units())::uuid[]))
    with check (saved_by_id = (select access.my_account()));

grant select, insert on imports_import, imports_file, imports_row, imports_taken, imports_savedmapping to limen_app;
grant delete on imports_file to limen_app;
grant update (state, encoding, separator, sheet, header_row, columns, fields, language, calendar, day_order, part,
    on_likely, prefix, opened_on, keep_days, keep_until, started_by_id, started_at, ended_at, forgotten_at, errand,
    heard_at, staged_to, is_staged, trouble, total, registered, known, aside, wrong, settled, version)
    on imports_import to limen_app;
grant update (cells, family, state, troubles, likely, person_id, case_id, decision, decided_by_id, decided_at, version)
    on imports_row to limen_app;
grant update (columns, fields, language, calendar, day_order, saved_by_id, saved_at) on imports_savedmapping to limen_app;

create trigger within_an_act before insert or update or delete on imports_import
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on imports_file
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on imports_row
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on imports_taken
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on imports_savedmapping
    for each statement execute function journal.within_an_act();
"""

OWNERS = """
grant execute on function access.my_import_units(), access.begin_errand(uuid, bytea, uuid), access.end_errand(uuid)
    to limen_app;
grant execute on function access.imports_to_run(timestamptz), access.forget_imports(uuid, timestamptz) to limen_jobs;
alter function access.my_import_units() owner to limen_warden;
alter function access.begin_errand(uuid, bytea, uuid) owner to limen_warden;
alter function access.end_errand(uuid) owner to limen_warden;
alter function access.imports_to_run(timestamptz) owner to limen_warden;
alter function access.forget_imports(uuid, timestamptz) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("identity", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("mapped", "Columns chosen"),
                            ("running", "Running"),
                            ("paused", "Paused"),
                            ("finished", "Finished"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(max_length=100)),
                ("source_key", models.CharField(db_collation="C", max_length=100)),
                ("file_name", models.CharField(max_length=200)),
                (
                    "file_kind",
                    models.CharField(
                        choices=[("xlsx", "Excel workbook"), ("csv", "Text with separators")], max_length=10
                    ),
                ),
                ("digest", models.BinaryField()),
                ("sheet", models.CharField(blank=True, default="", max_length=100)),
                ("encoding", models.CharField(blank=True, default="", max_length=20)),
                ("separator", models.CharField(blank=True, default="", max_length=1)),
                ("header_row", models.PositiveIntegerField()),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(blank=True, max_length=20), default=list, size=None
                    ),
                ),
                ("language", models.CharField(default="en", max_length=10)),
                ("calendar", models.CharField(default="gregorian", max_length=20)),
                (
                    "day_order",
                    models.CharField(
                        choices=[
                            ("day_first", "Day, month, year (31.12.1990)"),
                            ("month_first", "Month, day, year (12/31/1990)"),
                        ],
                        default="day_first",
                        max_length=20,
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("applicant", "Applicant"),
                            ("client", "Client"),
                            ("spouse", "Spouse or partner"),
                            ("child", "Child"),
                            ("family", "Other family"),
                            ("sponsor", "Sponsor"),
                        ],
                        default="applicant",
                        max_length=20,
                    ),
                ),
                (
                    "on_likely",
                    models.CharField(
                        choices=[
                            ("put_aside", "Put the row aside, so that somebody looks at it"),
                            ("register", "Register the person, and note whom they may be"),
                        ],
                        default="put_aside",
                        max_length=20,
                    ),
                ),
                ("prefix", models.CharField(blank=True, default="", max_length=20)),
                ("opened_on", models.DateField(null=True)),
                ("keep_days", models.PositiveSmallIntegerField(default=30)),
                ("keep_until", models.DateField(null=True)),
                ("received_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
                ("errand", models.UUIDField(null=True)),
                ("heard_at", models.DateTimeField(null=True)),
                ("staged_to", models.PositiveIntegerField(default=0)),
                ("is_staged", models.BooleanField(default=False)),
                ("trouble", models.CharField(blank=True, default="", max_length=30)),
                ("total", models.PositiveIntegerField(default=0)),
                ("registered", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0)),
                ("aside", models.PositiveIntegerField(default=0)),
                ("wrong", models.PositiveIntegerField(default=0)),
                ("settled", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="identity.organisation"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="identity.unit")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "-received_at", "-id"], name="imports_of_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source_key", ""), _negated=True),
                        name="imports_import_has_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Row",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "cells",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("key", models.BinaryField()),
                ("content", models.BinaryField()),
                ("family", models.CharField(blank=True, db_collation="C", default="", max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("registered", "Registered"),
                            ("known", "Registered by an earlier list"),
                            ("aside", "To look at"),
                            ("wrong", "Cannot be understood"),
                            ("same", "Is a person on record"),
                            ("left_out", "Left out"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("troubles", models.JSONField(default=list)),
                (
                    "likely",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("register", "Somebody else: register them"),
                            ("same", "The same person: register nobody"),
                            ("leave_out", "Leave the row out"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="imports.import"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["listing", "number"],
                        name="imports_rows_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ("aside", "wrong"))),
                        fields=["listing", "number"],
                        name="imports_rows_to_look_at",
                    ),
                    models.Index(
                        condition=models.Q(("family", ""), _negated=True),
                        fields=["listing", "family"],
                        name="imports_rows_of_family",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("listing", "number"), name="imports_row_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedMapping",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(blank=True, max_length=20), size=None
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("calendar", models.CharField(max_length=20)),
                (
                    "day_order",
                    models.CharField(
                        choices=[
                            ("day_first", "Day, month, year (31.12.1990)"),
                            ("month_first", "Month, day, year (12/31/1990)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="identity.organisation"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "name"), name="imports_mapping_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Taken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source_key", models.CharField(db_collation="C", max_length=100)),
                ("key", models.BinaryField()),
                ("content", models.BinaryField()),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="imports.import"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "source_key", "key", "content"), name="imports_taken_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                (
                    "listing",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="original",
                        serialize=False,
                        to="imports.import",
                    ),
                ),
                ("content", models.BinaryField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.unit"
                    ),
                ),
            ],
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (ACCESS, ERRANDS, WALLS, OWNERS)],
    ]
