"""Creates screenings with their answers and matters of safety with their steps, and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A screening and all that hangs on it is seen with its case and inside its compartment; no share shows it. It is made
# for somebody who is part of the case. Answers and steps are only ever added, each under its own screening or matter.
WALLS = """
alter table screenings_screening enable row level security;
alter table screenings_screening force row level security;
alter table screenings_answer enable row level security;
alter table screenings_answer force row level security;
alter table screenings_matter enable row level security;
alter table screenings_matter force row level security;
alter table screenings_step enable row level security;
alter table screenings_step force row level security;

create policy seen on screenings_screening for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy asked on screenings_screening for insert to limen_app
    with check (asked_by_id = (select access.my_account()) and finished_at is null and withdrawn_at is null
        and compartment <> 'general' and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from cases_party p where p.case_id = screenings_screening.case_id
            and p.person_id = screenings_screening.person_id and (p.until_at is null or p.until_at > now())));
create policy ended on screenings_screening for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check ((select access.my_account()) in (finished_by_id, withdrawn_by_id)
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on screenings_answer for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy given on screenings_answer for insert to limen_app
    with check (answered_by_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from screenings_screening s where s.id = screening_id
            and s.case_id = screenings_answer.case_id and s.compartment = screenings_answer.compartment
            and s.consent = 'given' and s.finished_at is null and s.withdrawn_at is null));

create policy seen on screenings_matter for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy opened on screenings_matter for insert to limen_app
    with check (opened_by_id = (select access.my_account()) and ended_at is null
        and compartment <> 'general' and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from cases_party p where p.case_id = screenings_matter.case_id
            and p.person_id = screenings_matter.person_id and (p.until_at is null or p.until_at > now()))
        and (screening_id is null or exists (select 1 from screenings_screening s where s.id = screening_id
            and s.case_id = screenings_matter.case_id and s.person_id = screenings_matter.person_id
            and s.compartment = screenings_matter.compartment)));
create policy ended on screenings_matter for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check (ended_by_id = (select access.my_account())
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on screenings_step for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy taken on screenings_step for insert to limen_app
    with check (taken_by_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from screenings_matter m where m.id = matter_id and m.ended_at is null
            and m.case_id = screenings_step.case_id and m.compartment = screenings_step.compartment));

grant select, insert on screenings_screening, screenings_answer, screenings_matter, screenings_step to limen_app;
grant update (finished_by_id, finished_at, withdrawn_by_id, withdrawn_at, withdrawn_why) on screenings_screening to limen_app;
grant update (ended_by_id, ended_at, ended_why) on screenings_matter to limen_app;

-- A policy sees a row as it is or as it will be, never both: this sees both. What is signed stays signed, what was taken
-- back or closed stays so.
create function access.screening_stays() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.finished_at is not null and (new.finished_by_id, new.finished_at) is distinct from (old.finished_by_id, old.finished_at)
            or old.withdrawn_at is not null then
        raise exception 'what was signed or withdrawn stays so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger screening_stays before update on screenings_screening
    for each row execute function access.screening_stays();
create function access.matter_stays() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.ended_at is not null then
        raise exception 'what was closed stays closed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger matter_stays before update on screenings_matter
    for each row execute function access.matter_stays();

create trigger within_an_act before insert or update or delete on screenings_screening
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on screenings_answer
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on screenings_matter
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on screenings_step
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("identity", "0006_acting"),
        ("people", "0003_many_asked"),
    ]

    operations = [
        migrations.CreateModel(
            name="Screening",
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
                        default="medical",
                        max_length=40,
                    ),
                ),
                ("instrument", models.CharField(max_length=60)),
                ("edition", models.CharField(max_length=20)),
                ("definition", models.TextField()),
                ("language", models.CharField(max_length=8)),
                ("words", models.TextField()),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("alone", "The person reads and answers alone"),
                            ("aloud", "Read aloud by me"),
                            ("interpreted", "Read aloud by an interpreter"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        choices=[("given", "Yes"), ("declined", "No"), ("later", "Not now, perhaps later")],
                        max_length=20,
                    ),
                ),
                ("pathway", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.TextField(blank=True, default="")),
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
                    "finished_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Matter",
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
                ("opened_at", models.DateTimeField()),
                ("follow_up_by", models.DateTimeField()),
                ("follow_up_source", models.TextField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.TextField(blank=True, default="")),
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="screenings.screening",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
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
                ("item", models.CharField(max_length=40)),
                ("answer", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
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
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="screenings.screening",
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
                        choices=[
                            ("stayed", "Somebody stayed with the person"),
                            ("told", "A supervisor was told"),
                            ("acuity", "The four questions were asked"),
                            ("plan", "A safety plan was written on paper and given"),
                            ("followed_up", "The person was asked again how they are"),
                        ],
                        max_length=20,
                    ),
                ),
                ("says", models.TextField()),
                ("heard", models.JSONField(default=dict)),
                ("taken_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="screenings.matter",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="screening",
            index=models.Index(fields=["case", "asked_at", "id"], name="screenings_of_case"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("case", "person", "compartment"),
                name="screenings_one_open_matter",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("screening", "number"), name="screenings_answers_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("matter", "kind"), name="screenings_step_once"),
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
