"""Creates the tables of service plans and their walls."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A plan is seen with its case, and so is all that hangs on it; a share shows none of it. Nothing here is deleted. Leaving
# out a step of the programme is for those who lead casework, here as in `identity/roles.py`.
WALLS = """
alter table plans_plan enable row level security;
alter table plans_plan force row level security;
alter table plans_goal enable row level security;
alter table plans_goal force row level security;
alter table plans_earliergoal enable row level security;
alter table plans_earliergoal force row level security;
alter table plans_step enable row level security;
alter table plans_step force row level security;
alter table plans_review enable row level security;
alter table plans_review force row level security;

create policy seen on plans_plan for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy seen on plans_goal for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy seen on plans_earliergoal for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy seen on plans_step for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));
create policy seen on plans_review for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id));

create policy begun on plans_plan for insert to limen_app
    with check (begun_by_id = (select access.my_account()) and state = 'open'
        and exists (select 1 from policy_adoption a where a.edition_id = plans_plan.edition_id
            and a.pack = plans_plan.pack and a.state = 'adopted')
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy carried_on on plans_plan for update to limen_app
    using (exists (select 1 from access.writable_case w where w.id = case_id));

create policy written on plans_goal for insert to limen_app
    with check (written_by_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from plans_plan p where p.id = plan_id and p.case_id = plans_goal.case_id
            and p.state = 'open'));
create policy revised on plans_goal for update to limen_app
    using (exists (select 1 from access.writable_case w where w.id = case_id))
    with check (written_by_id = (select access.my_account()));
create policy kept on plans_earliergoal for insert to limen_app
    with check (exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from plans_goal g where g.id = goal_id and g.case_id = plans_earliergoal.case_id));

create policy added on plans_step for insert to limen_app
    with check (changed_by_id = (select access.my_account()) and state = 'open'
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from plans_plan p where p.id = plan_id and p.case_id = plans_step.case_id
            and p.state = 'open'));
create policy settled on plans_step for update to limen_app
    using (exists (select 1 from access.writable_case w where w.id = case_id))
    with check (changed_by_id = (select access.my_account())
        and (state <> 'excepted' or (allowed_by_id = (select access.my_account())
            and (select access.my_roles())::text[] && array['casework_supervisor'])));

create policy held on plans_review for insert to limen_app
    with check (held_by_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from plans_plan p where p.id = plan_id and p.case_id = plans_review.case_id
            and p.state = 'open'));

grant select, insert on plans_plan, plans_goal, plans_earliergoal, plans_step, plans_review to limen_app;
grant update (facts, state, review_on, review_task_id, closed_on, closed_why, closed_says, ended_by_id, version)
    on plans_plan to limen_app;
grant update (says, language, state, end_why, written_by_id, written_at, version) on plans_goal to limen_app;
grant update (clock_id, task_id, planned_on, put_off_why, put_off_says, state, done_on, proof, note_id, drop_why,
    end_says, allowed_by_id, changed_by_id, changed_at, version) on plans_step to limen_app;

create trigger within_an_act before insert or update or delete on plans_plan
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on plans_goal
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on plans_earliergoal
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on plans_step
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on plans_review
    for each statement execute function journal.within_an_act();
"""

# A policy sees a row before or after and never both: what is settled stays settled, and a closed plan is not opened again.
ONCE = """
create function access.keep_step_settled() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.state <> 'open' then
        raise exception 'a step that is settled does not change' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_step_settled before update on plans_step
    for each row execute function access.keep_step_settled();

create function access.keep_plan_closed() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.state = 'closed' then
        raise exception 'a plan that is closed does not change' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_plan_closed before update on plans_plan
    for each row execute function access.keep_plan_closed();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("deadlines", "0004_units"),
        ("identity", "0006_acting"),
        ("notes", "0002_words"),
        ("people", "0003_many_asked"),
        ("policy", "0001_initial"),
        ("tasks", "0002_findings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("pack", models.CharField(max_length=60)),
                ("template", models.CharField(max_length=60)),
                ("template_says", models.CharField(max_length=300)),
                ("calendar", models.CharField(blank=True, default="", max_length=60)),
                ("facts", models.JSONField()),
                ("language", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=20
                    ),
                ),
                ("review_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                (
                    "closed_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "The goals are reached"),
                            ("ended", "The programme has ended"),
                            ("handed_over", "Moved, or handed over to others"),
                            ("wished", "The person wishes it"),
                            ("lost", "Nobody could be reached"),
                            ("other", "Another reason"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("closed_says", models.TextField(blank=True, default="")),
                ("begun_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.edition"
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "review_task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tasks.task",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("says", models.TextField()),
                ("language", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Being worked towards"),
                            ("reached", "Reached"),
                            ("left", "No longer wanted"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("end_why", models.TextField(blank=True, default="")),
                ("written_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="plans.plan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("held_on", models.DateField()),
                ("says", models.TextField()),
                ("next_on", models.DateField(null=True)),
                ("held_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="plans.plan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("template_step", models.CharField(blank=True, default="", max_length=60)),
                ("term", models.CharField(blank=True, default="", max_length=120)),
                ("says", models.CharField(max_length=300)),
                ("about", models.TextField(blank=True, default="")),
                ("of_whom", models.CharField(blank=True, default="", max_length=120)),
                (
                    "doer",
                    models.CharField(
                        choices=[
                            ("worker", "The worker"),
                            ("client", "The person"),
                            ("partner", "Somebody else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("doer_name", models.CharField(blank=True, default="", max_length=200)),
                (
                    "wanted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                ("planned_on", models.DateField(null=True)),
                (
                    "put_off_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waits", "Waits for an authority or a partner"),
                            ("papers", "A paper is missing"),
                            ("illness", "Illness"),
                            ("interpreter", "No interpreter was there"),
                            ("asked", "The person asked for it"),
                            ("other", "Another reason"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("put_off_says", models.TextField(blank=True, default="")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To do"),
                            ("done", "Done"),
                            ("not_possible", "Not possible"),
                            ("excepted", "Left out with permission"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("done_on", models.DateField(null=True)),
                ("proof", models.CharField(blank=True, default="", max_length=200)),
                (
                    "drop_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_concerned", "It does not concern them"),
                            ("not_wanted", "The person does not want it"),
                            ("no_offer", "There is no place or no such help here"),
                            ("not_entitled", "They have no right to it"),
                            ("too_late", "It is too late for it"),
                            ("other", "Another reason"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("end_says", models.TextField(blank=True, default="")),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "allowed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.clock",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notes.note",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="plans.plan"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tasks.task",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EarlierGoal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("says", models.TextField()),
                ("language", models.CharField(max_length=3)),
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
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="earlier", to="plans.goal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("goal", "version"), name="plans_earlier_goal_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["case", "begun_at", "id"], name="plans_of_case"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("case", "pack", "template", "person"),
                name="plans_one_open_of_a_kind",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_on__isnull", True),
                        ("closed_why", ""),
                        ("ended_by__isnull", True),
                        ("state", "open"),
                    ),
                    models.Q(
                        ("state", "closed"),
                        ("closed_on__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(("closed_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plans_closed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("says", ""), _negated=True), name="plans_goal_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("says", ""), _negated=True), name="plans_review_says_something"
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["plan", "place", "id"], name="plans_steps_of_plan"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("says", ""), _negated=True), name="plans_step_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("allowed_by__isnull", True),
                        ("done_on__isnull", True),
                        ("drop_why", ""),
                        ("state", "open"),
                    ),
                    models.Q(
                        ("allowed_by__isnull", True),
                        ("done_on__isnull", False),
                        ("drop_why", ""),
                        ("state", "done"),
                    ),
                    models.Q(
                        ("allowed_by__isnull", True),
                        ("done_on__isnull", True),
                        ("state", "not_possible"),
                        models.Q(("drop_why", ""), _negated=True),
                    ),
                    models.Q(
                        ("allowed_by__isnull", False),
                        ("done_on__isnull", True),
                        ("drop_why", ""),
                        ("state", "excepted"),
                        models.Q(("end_says", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plans_step_settled_whole",
            ),
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, ONCE)],
    ]
