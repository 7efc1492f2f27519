"""Creates the tables of the procedure and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Seen with the file, written by whoever works on the case. A stage that was left stays as it was.
WALLS = """
alter table procedure_casestage enable row level security;
alter table procedure_casestage force row level security;
alter table procedure_confirmation enable row level security;
alter table procedure_confirmation force row level security;

create policy seen on procedure_casestage for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy entered on procedure_casestage for insert to limen_app
    with check (moved_by_id = (select access.my_account()) and until_at is null
        and exists (select 1 from applications_application a
            where a.id = application_id and a.case_id = procedure_casestage.case_id)
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy left_behind on procedure_casestage for update to limen_app
    using (until_at is null and exists (select 1 from access.writable_case w where w.id = case_id))
    with check (exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on procedure_confirmation for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy confirmed on procedure_confirmation for insert to limen_app
    with check (confirmed_by_id = (select access.my_account())
        and exists (select 1 from procedure_casestage s
            where s.id = stage_id and s.case_id = procedure_confirmation.case_id)
        and exists (select 1 from access.writable_case w where w.id = case_id));

grant select, insert on procedure_casestage, procedure_confirmation to limen_app;
grant update (until_at) on procedure_casestage to limen_app;

create trigger within_an_act before insert or update or delete on procedure_casestage
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on procedure_confirmation
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("applications", "0001_initial"),
        ("cases", "0002_parties"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseStage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("procedure", models.CharField(max_length=80)),
                ("stage", models.CharField(max_length=80)),
                ("stage_says", models.CharField(max_length=300)),
                ("phase", models.CharField(max_length=20)),
                ("act", models.CharField(max_length=80)),
                ("act_says", models.CharField(max_length=300)),
                ("since_on", models.DateField()),
                ("moved_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
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
                    "moved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "moved_at"], name="procedure_stages_of_case"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=("application",),
                        name="procedure_stands_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("gate", models.CharField(max_length=80)),
                ("words", models.CharField(max_length=500)),
                ("confirmed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="procedure.casestage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("stage", "gate"), name="procedure_confirmed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="procedure_confirmed_in_words"
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
