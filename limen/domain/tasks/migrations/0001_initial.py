"""Creates the table of tasks and its walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A task of a case is seen with the case and inside its compartment; one of no case by whoever is to do it and whoever
# gave it, and by nobody else. Nothing is deleted.
WALLS = """
alter table tasks_task enable row level security;
alter table tasks_task force row level security;

create policy seen on tasks_task for select to limen_app
    using ((case_id is null and (select access.my_account()) in (for_member_id, given_by_id))
        or (case_id is not null and compartment = any ((select access.my_clearances())::text[])
            and exists (select 1 from access.readable_case r where r.id = case_id)));
create policy written on tasks_task for insert to limen_app
    with check (given_by_id = (select access.my_account()) and done_at is null
        and organisation_id = (select access.my_organisation())
        and exists (select 1 from identity_member m where m.id = for_member_id)
        and (case_id is null or (compartment = any ((select access.my_clearances())::text[])
            and exists (select 1 from access.writable_case w where w.id = case_id))));
create policy changed on tasks_task for update to limen_app
    using ((case_id is null and (select access.my_account()) in (for_member_id, given_by_id))
        or (case_id is not null and compartment = any ((select access.my_clearances())::text[])
            and exists (select 1 from access.writable_case w where w.id = case_id)))
    with check (done_by_id is null or done_by_id = (select access.my_account()));

grant select, insert on tasks_task to limen_app;
grant update (due_on, put_off_why, done_at, done_by_id) on tasks_task to limen_app;

create trigger within_an_act before insert or update or delete on tasks_task
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
            name="Task",
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
                ("says", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                (
                    "origin",
                    models.CharField(
                        choices=[("typed", "Written by a person"), ("found", "Found by the nightly look")],
                        max_length=20,
                    ),
                ),
                ("finding", models.CharField(blank=True, default="", max_length=60)),
                ("given_at", models.DateTimeField()),
                ("put_off_why", models.CharField(blank=True, default="", max_length=500)),
                ("done_at", models.DateTimeField(null=True)),
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
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "for_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["for_member", "due_on", "id"],
                        include=("case", "compartment"),
                        name="tasks_open_of_member",
                    ),
                    models.Index(fields=["for_member", "-done_at"], name="tasks_done_of_member"),
                    models.Index(fields=["case", "due_on", "id"], name="tasks_of_case"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("says", ""), _negated=True), name="tasks_say_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finding", ""), ("given_by__isnull", False), ("origin", "typed")),
                            models.Q(
                                ("case__isnull", False),
                                ("given_by__isnull", True),
                                ("origin", "found"),
                                models.Q(("finding", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="tasks_come_from_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("case__isnull", False), ("compartment", "general"), _connector="OR"
                        ),
                        name="tasks_of_no_case_are_general",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="tasks_done_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True), ("origin", "found")),
                        fields=("case", "for_member", "finding"),
                        name="tasks_found_once",
                    ),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS,)],
    ]
