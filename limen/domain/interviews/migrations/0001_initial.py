"""Creates the tables of interviews and their walls."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# An interview is seen with the file and inside its compartment; no share shows one. The words of a record are written
# by whoever holds it, while it is open, and by nobody afterwards: what is said about them later stands beside them.
WALLS = """
alter table interviews_interview enable row level security;
alter table interviews_interview force row level security;
alter table interviews_preparedquestion enable row level security;
alter table interviews_preparedquestion force row level security;
alter table interviews_openingcheck enable row level security;
alter table interviews_openingcheck force row level security;
alter table interviews_block enable row level security;
alter table interviews_block force row level security;
alter table interviews_correction enable row level security;
alter table interviews_correction force row level security;
alter table interviews_inconsistency enable row level security;
alter table interviews_inconsistency force row level security;

create policy seen on interviews_interview for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy planned on interviews_interview for insert to limen_app
    with check (planned_by_id = (select access.my_account()) and state = 'planned' and holder_id is null
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy carried_on on interviews_interview for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on interviews_preparedquestion for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy prepared on interviews_preparedquestion for insert to limen_app
    with check (prepared_by_id = (select access.my_account())
        and exists (select 1 from interviews_interview i where i.id = interview_id
            and i.case_id = interviews_preparedquestion.case_id
            and i.compartment = interviews_preparedquestion.compartment and i.state in ('planned', 'open'))
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy put_in_order on interviews_preparedquestion for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy taken_out on interviews_preparedquestion for delete to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on interviews_openingcheck for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy answered on interviews_openingcheck for insert to limen_app
    with check (answered_by_id = (select access.my_account())
        and exists (select 1 from interviews_interview i where i.id = interview_id
            and i.case_id = interviews_openingcheck.case_id
            and i.compartment = interviews_openingcheck.compartment and i.state = 'planned')
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on interviews_block for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy typed on interviews_block for insert to limen_app
    with check (written_by_id = (select access.my_account())
        and exists (select 1 from interviews_interview i where i.id = interview_id
            and i.case_id = interviews_block.case_id and i.compartment = interviews_block.compartment
            and i.state = 'open' and i.holder_id = (select access.my_account()))
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy typed_on on interviews_block for update to limen_app
    using (exists (select 1 from interviews_interview i where i.id = interview_id
            and i.state = 'open' and i.holder_id = (select access.my_account()))
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check (written_by_id = (select access.my_account()));

create policy seen on interviews_correction for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy set_beside on interviews_correction for insert to limen_app
    with check (written_by_id = (select access.my_account())
        and exists (select 1 from interviews_block b join interviews_interview i on i.id = b.interview_id
            where b.id = block_id and i.id = interviews_correction.interview_id
            and i.case_id = interviews_correction.case_id
            and i.compartment = interviews_correction.compartment
            and i.state in ('closed', 'read_back', 'confirmed', 'refused'))
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on interviews_inconsistency for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy noted on interviews_inconsistency for insert to limen_app
    with check (noted_by_id = (select access.my_account()) and put_at is null
        and exists (select 1 from interviews_interview i where i.id = interview_id
            and i.case_id = interviews_inconsistency.case_id
            and i.compartment = interviews_inconsistency.compartment and i.state in ('planned', 'open'))
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy put on interviews_inconsistency for update to limen_app
    using (put_at is null and exists (select 1 from interviews_interview i where i.id = interview_id
            and i.state = 'open' and i.holder_id = (select access.my_account()))
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check (put_by_id = (select access.my_account()));

grant select, insert on interviews_interview, interviews_preparedquestion, interviews_openingcheck, interviews_block,
    interviews_correction, interviews_inconsistency to limen_app;
grant update (state, starts_at, zone, minutes, place, link, language, interpreter, interpreter_wishes, present, version,
    why, holder_id, opened_at, closed_at, digest, why_not_put, read_how, read_by, read_language, read_at, answered_at)
    on interviews_interview to limen_app;
grant update (place), delete on interviews_preparedquestion to limen_app;
grant update (place, kind, speaker, said_at, language, words, markers, asks_id, revision, written_by_id, kept_at)
    on interviews_block to limen_app;
grant update (answer, put_by_id, put_at) on interviews_inconsistency to limen_app;

-- Not on the blocks: a record speaks when it is closed, and that act names the hash of all its blocks.
create trigger within_an_act before insert or update or delete on interviews_interview
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on interviews_preparedquestion
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on interviews_openingcheck
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on interviews_correction
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on interviews_inconsistency
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                ("place", models.FloatField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("question", "Question"),
                            ("answer", "Answer"),
                            ("remark", "Remark"),
                            ("break", "Break"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "speaker",
                    models.CharField(
                        choices=[
                            ("officer", "Officer"),
                            ("applicant", "Applicant"),
                            ("interpreter", "Interpreter"),
                            ("adviser", "Legal adviser"),
                            ("representative", "Representative"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("language", models.CharField(max_length=3, null=True)),
                ("words", models.TextField(blank=True, default="")),
                (
                    "markers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("fact", "Fact"),
                                ("document", "Document"),
                                ("inconsistency", "Inconsistency"),
                                ("break", "Break asked for"),
                                ("distress", "Distress"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("revision", models.BigIntegerField()),
                ("kept_at", models.DateTimeField()),
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
            ],
        ),
        migrations.CreateModel(
            name="Interview",
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
                            ("substantive", "On the substance"),
                            ("admissibility", "On admissibility"),
                            ("joint", "On admissibility and substance together"),
                            ("complementary", "Complementary"),
                            ("responsibility", "On which State is responsible"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("open", "Record open"),
                            ("closed", "Record closed"),
                            ("read_back", "Read back"),
                            ("confirmed", "Confirmed"),
                            ("refused", "Confirmation refused"),
                            ("cancelled", "Cancelled"),
                            ("missed", "Missed"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("zone", models.CharField(max_length=60)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("link", models.CharField(blank=True, default="", max_length=300)),
                ("language", models.CharField(max_length=3, null=True)),
                ("interpreter", models.CharField(blank=True, default="", max_length=200)),
                ("interpreter_wishes", models.CharField(blank=True, default="", max_length=500)),
                ("present", models.TextField(blank=True, default="")),
                ("planned_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("why", models.CharField(blank=True, default="", max_length=2000)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                ("why_not_put", models.CharField(blank=True, default="", max_length=2000)),
                (
                    "read_how",
                    models.CharField(
                        choices=[
                            ("read_aloud", "Read aloud and interpreted"),
                            ("given_to_read", "Given to read"),
                            ("recording", "The recording was played"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("read_by", models.CharField(blank=True, default="", max_length=200)),
                ("read_language", models.CharField(max_length=3, null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "starts_at", "id"], name="interviews_of_case"),
                    models.Index(fields=["officer", "starts_at"], name="interviews_of_officer"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 5)), name="interviews_interview_lasts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            models.Q(("holder__isnull", False), ("opened_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="interviews_open_record_is_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["closed", "read_back", "confirmed", "refused"]), _negated=True
                            ),
                            models.Q(("closed_at__isnull", False), ("digest__regex", "^[0-9a-f]{64}$")),
                            _connector="OR",
                        ),
                        name="interviews_closed_record_has_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["refused", "cancelled"]), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="interviews_ended_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inconsistency",
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
                ("words", models.TextField()),
                ("noted_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, default="")),
                ("put_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "put_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inconsistencies",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["interview", "noted_at"], name="interviews_inconsistencies"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("put_at__isnull", True)),
                            models.Q(
                                ("put_at__isnull", False),
                                ("put_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="interviews_put_with_its_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
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
                    "kind",
                    models.CharField(
                        choices=[("comment", "Comment"), ("correction", "Correction")], max_length=20
                    ),
                ),
                ("words", models.TextField()),
                ("said_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="interviews.block",
                    ),
                ),
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
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["interview", "written_at"], name="interviews_corrections"),
                ],
            },
        ),
        migrations.AddField(
            model_name="block",
            name="interview",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="interviews.interview"
            ),
        ),
        migrations.CreateModel(
            name="OpeningCheck",
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
                ("place", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=200)),
                ("says", models.CharField(max_length=1000)),
                ("source", models.CharField(max_length=500)),
                (
                    "answer",
                    models.CharField(
                        choices=[("met", "Yes"), ("not_met", "No"), ("not_arising", "Does not arise")],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(blank=True, default="", max_length=1000)),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
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
                        related_name="checks",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("interview", "key"), name="interviews_check_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreparedQuestion",
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
                ("place", models.PositiveIntegerField()),
                ("topic", models.CharField(blank=True, default="", max_length=200)),
                ("words", models.CharField(max_length=1000)),
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
                        related_name="questions",
                        to="interviews.interview",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["interview", "place"], name="interviews_questions"),
                ],
            },
        ),
        migrations.AddField(
            model_name="block",
            name="asks",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="interviews.preparedquestion",
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(fields=["interview", "place", "id"], name="interviews_blocks"),
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS,)],
    ]
