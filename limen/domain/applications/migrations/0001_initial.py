"""Creates the tables of applications and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Seen with the file of the case and written by whoever works on it; a share shows none of it. Answers, persons, evidence
# and letters are only ever added to, and never to an application of another case. Nothing is deleted but a draft.
WALLS = """
alter table applications_application enable row level security;
alter table applications_application force row level security;
alter table applications_answers enable row level security;
alter table applications_answers force row level security;
alter table applications_answersdraft enable row level security;
alter table applications_answersdraft force row level security;
alter table applications_coveredperson enable row level security;
alter table applications_coveredperson force row level security;
alter table applications_evidencestep enable row level security;
alter table applications_evidencestep force row level security;
alter table applications_letter enable row level security;
alter table applications_letter force row level security;

create policy seen on applications_application for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy made on applications_application for insert to limen_app
    with check (recorded_by_id = (select access.my_account()) and state = 'draft'
        and exists (select 1 from policy_edition e where e.id = edition_id)
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy carried_on on applications_application for update to limen_app
    using (exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on applications_answers for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy written on applications_answers for insert to limen_app
    with check (written_by_id = (select access.my_account())
        and exists (select 1 from applications_application a
            where a.id = application_id and a.case_id = applications_answers.case_id)
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on applications_coveredperson for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy written on applications_coveredperson for insert to limen_app
    with check (said_by_id = (select access.my_account())
        and exists (select 1 from applications_application a
            where a.id = application_id and a.case_id = applications_coveredperson.case_id)
        and exists (select 1 from cases_party p where p.case_id = applications_coveredperson.case_id
            and p.person_id = applications_coveredperson.person_id and p.until_at is null)
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on applications_evidencestep for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy written on applications_evidencestep for insert to limen_app
    with check (taken_by_id = (select access.my_account())
        and exists (select 1 from applications_application a
            where a.id = application_id and a.case_id = applications_evidencestep.case_id)
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on applications_letter for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy written on applications_letter for insert to limen_app
    with check (printed_by_id = (select access.my_account())
        and exists (select 1 from applications_application a
            where a.id = application_id and a.case_id = applications_letter.case_id)
        and exists (select 1 from cases_party p where p.case_id = applications_letter.case_id
            and p.person_id = applications_letter.person_id and p.until_at is null)
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy mine on applications_answersdraft to limen_app
    using (member_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from applications_application a
            where a.id = application_id and a.case_id = applications_answersdraft.case_id))
    with check (member_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from applications_application a
            where a.id = application_id and a.case_id = applications_answersdraft.case_id));

grant select, insert on applications_application, applications_answers, applications_coveredperson,
    applications_evidencestep, applications_letter to limen_app;
grant update (state, lodged_on, version) on applications_application to limen_app;
grant select, insert, update, delete on applications_answersdraft to limen_app;

create trigger within_an_act before insert or update or delete on applications_application
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on applications_answers
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on applications_coveredperson
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on applications_evidencestep
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on applications_letter
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("identity", "0001_initial"),
        ("people", "0003_many_asked"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("pack", models.CharField(max_length=60)),
                ("type", models.CharField(max_length=80)),
                ("type_says", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being filled in"),
                            ("lodged", "Lodged"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("made_on", models.DateField()),
                ("lodged_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.edition"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "recorded_at"], name="applications_of_case"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lodged_on__isnull", True), ("state", "draft")),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True), ("lodged_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="applications_lodged_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswersDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("section", models.CharField(max_length=80)),
                ("typed", models.JSONField()),
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "section", "member"), name="applications_one_draft_each"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answers",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("section", models.CharField(max_length=80)),
                ("version", models.PositiveIntegerField()),
                ("told", models.JSONField()),
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "section", "version"), name="applications_answers_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoveredPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("is_covered", models.BooleanField()),
                ("is_separate", models.BooleanField(default=False)),
                ("why", models.CharField(blank=True, default="", max_length=500)),
                ("said_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "person", "number"), name="applications_covered_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("item", models.CharField(max_length=80)),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("accepted", "Accepted"),
                            ("not_accepted", "Not accepted"),
                            ("not_available", "Not available"),
                            ("waived", "Done without"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(blank=True, default="", max_length=500)),
                ("document_id", models.UUIDField(null=True)),
                ("taken_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "item", "number"), name="applications_evidence_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["waived", "not_available", "not_accepted"]), _negated=True
                            ),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="applications_evidence_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "letter",
                    models.CharField(
                        choices=[
                            ("acknowledgement", "Acknowledgement"),
                            ("missing_evidence", "What is missing"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(max_length=3)),
                ("said", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("printed_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["application", "printed_at"], name="applications_letters"),
                ],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
