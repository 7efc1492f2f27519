"""Adds the sound of interviews, with its walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Sound is seen as the interview is, and kept only where the record was opened with the applicant told of it. What is
# recorded at the desk comes from whoever holds the open record; nothing is added to a recording that has ended.
WALLS = """
alter table interviews_recording enable row level security;
alter table interviews_recording force row level security;
alter table interviews_soundpiece enable row level security;
alter table interviews_soundpiece force row level security;

create policy seen on interviews_recording for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy begun on interviews_recording for insert to limen_app
    with check (begun_by_id = (select access.my_account()) and ended_at is null
        and exists (select 1 from interviews_interview i where i.id = interview_id
            and i.case_id = interviews_recording.case_id
            and i.compartment = interviews_recording.compartment
            and i.opened_at is not null and i.sound and i.is_told_of_sound
            and (way = 'file' or (i.state = 'open' and i.holder_id = (select access.my_account()))))
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy carried_on on interviews_recording for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on interviews_soundpiece for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy kept on interviews_soundpiece for insert to limen_app
    with check (kept_by_id = (select access.my_account())
        and exists (select 1 from interviews_recording r where r.id = recording_id
            and r.case_id = interviews_soundpiece.case_id
            and r.compartment = interviews_soundpiece.compartment
            and r.ended_at is null and r.begun_by_id = (select access.my_account()))
        and exists (select 1 from access.writable_case w where w.id = case_id));

grant select, insert on interviews_recording, interviews_soundpiece to limen_app;
grant update (begins_at, ended_at, size, digest) on interviews_recording to limen_app;
grant update (sound, is_told_of_sound) on interviews_interview to limen_app;

-- Past every policy: what has ended keeps its hash, and what was recorded at the desk its time.
create function access.sound_stays() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if (new.way = 'desk' and new.begins_at <> old.begins_at) or (old.ended_at is not null
        and (new.ended_at, new.size, new.digest) is distinct from (old.ended_at, old.size, old.digest)) then
        raise exception 'a recording stays as it was taken' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function access.sound_stays() from public;
grant execute on function access.sound_stays() to limen_app;
create trigger sound_stays before update on interviews_recording
    for each row execute function access.sound_stays();

-- Not on the pieces: a recording speaks when it ends, and that act names the hash of all its pieces.
create trigger within_an_act before insert or update or delete on interviews_recording
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_parties"),
        ("identity", "0001_initial"),
        ("interviews", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="interview",
            name="is_told_of_sound",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="interview",
            name="sound",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Recording",
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
                (
                    "way",
                    models.CharField(
                        choices=[("desk", "Recorded at the desk"), ("file", "Added as a file")], max_length=10
                    ),
                ),
                ("media_type", models.CharField(max_length=60)),
                ("file_name", models.CharField(blank=True, default="", max_length=255)),
                ("begins_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("size", models.BigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                (
                    "begun_by",
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
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recordings",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["interview", "begins_at", "id"], name="interviews_recordings"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), ("ended_at__isnull", True)),
                            models.Q(("digest__regex", "^[0-9a-f]{64}$"), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="interviews_ended_recording_has_its_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SoundPiece",
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
                ("part", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("begins_at", models.DateTimeField()),
                ("stored_as", models.UUIDField()),
                ("file_key", models.BinaryField(max_length=32)),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("kept_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="interviews.recording",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recording", "part", "number"), name="interviews_piece_once"
                    ),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS,)],
    ]
