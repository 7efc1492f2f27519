"""Creates the tables of notes and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A note is seen with its case and inside its compartment; what is shared with another organisation, only as far as
# the share names. Nothing here is ever deleted.
WALLS = """
alter table notes_note enable row level security;
alter table notes_note force row level security;
alter table notes_earliertext enable row level security;
alter table notes_earliertext force row level security;
alter table notes_draft enable row level security;
alter table notes_draft force row level security;

create policy seen on notes_note for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy shared on notes_note for select to limen_app
    using (case_id = any ((select access.my_shared_cases())::uuid[])
        and case_id::text || ':' || compartment = any ((select access.my_shared_parts())::text[]));
create policy written on notes_note for insert to limen_app
    with check (written_by_id = (select access.my_account())
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy revised on notes_note for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check (written_by_id = (select access.my_account())
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on notes_earliertext for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy kept on notes_earliertext for insert to limen_app
    with check (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from notes_note n where n.id = note_id and n.case_id = notes_earliertext.case_id
            and n.compartment = notes_earliertext.compartment)
        and exists (select 1 from access.writable_case w where w.id = case_id));

-- A draft of a note holds its text: it closes with the note's compartment, and never names a note of another case.
create policy mine on notes_draft to limen_app
    using (member_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and (note_id is null or exists (select 1 from notes_note n
            where n.id = note_id and n.case_id = notes_draft.case_id)))
    with check (member_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and (note_id is null or exists (select 1 from notes_note n
            where n.id = note_id and n.case_id = notes_draft.case_id)));

grant select, insert on notes_note, notes_earliertext to limen_app;
grant update (text, happened_on, written_by_id, written_at, version) on notes_note to limen_app;
grant select, insert, update, delete on notes_draft to limen_app;

create trigger within_an_act before insert or update or delete on notes_note
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on notes_earliertext
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
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
                ("happened_on", models.DateField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.case"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "written_at", "id"], name="notes_of_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierText",
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
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_texts",
                        to="notes.note",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("note", "version"), name="notes_version_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.TextField()),
                ("base_version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="notes.note",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "note", "member"), name="notes_one_draft_each", nulls_distinct=False
                    ),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS,)],
    ]
