"""Creates the tables of clocks, and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A clock is seen with its case and inside its compartment, and so is all that hangs on it. Nothing here is deleted.
WALLS = """
alter table deadlines_clock enable row level security;
alter table deadlines_clock force row level security;
alter table deadlines_stop enable row level security;
alter table deadlines_stop force row level security;
alter table deadlines_extension enable row level security;
alter table deadlines_extension force row level security;
alter table deadlines_difference enable row level security;
alter table deadlines_difference force row level security;

create policy seen on deadlines_clock for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));

create policy seen on deadlines_stop for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));

create policy seen on deadlines_extension for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));

create policy seen on deadlines_difference for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));

create policy started on deadlines_clock for insert to limen_app
    with check (started_by_id = (select access.my_account())
        and exists (select 1 from policy_adoption a where a.edition_id = deadlines_clock.edition_id
            and a.pack = deadlines_clock.pack and a.state = 'adopted')
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy worked_on on deadlines_clock for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy recorded on deadlines_stop for insert to limen_app
    with check (recorded_by_id = (select access.my_account())
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from deadlines_clock c where c.id = clock_id and c.case_id = deadlines_stop.case_id
            and c.compartment = deadlines_stop.compartment and c.state in ('running', 'stopped')));
create policy ended on deadlines_stop for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy recorded on deadlines_extension for insert to limen_app
    with check (recorded_by_id = (select access.my_account())
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from deadlines_clock c where c.id = clock_id and c.case_id = deadlines_extension.case_id
            and c.compartment = deadlines_extension.compartment and c.state in ('running', 'stopped')));
create policy settled on deadlines_difference for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy warden on deadlines_clock to limen_warden using (true) with check (true);
create policy warden on deadlines_stop to limen_warden using (true) with check (true);
create policy warden on deadlines_extension to limen_warden using (true) with check (true);
create policy warden on deadlines_difference to limen_warden using (true) with check (true);

grant select on deadlines_clock, deadlines_stop, deadlines_extension, deadlines_difference to limen_warden, limen_app;
grant insert on deadlines_clock, deadlines_stop, deadlines_extension to limen_app;
grant update (edition_id, effect, state, due_on, due_at, work_to, raw_on, days_left, value, is_settled, ruling, met_on,
    missed_at, ended_at, version) on deadlines_clock to limen_app;
grant update (until_on) on deadlines_stop to limen_app;
grant update (settled_at) on deadlines_difference to limen_app;
grant update (missed_at) on deadlines_clock to limen_warden;
grant insert, update on deadlines_difference to limen_warden;

create trigger within_an_act before insert or update or delete on deadlines_clock
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on deadlines_stop
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on deadlines_extension
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on deadlines_difference
    for each statement execute function journal.within_an_act();
"""

# A policy sees a row as it is or as it will be, never both. These do: a clock changes its law only for the law in force,
# what is closed stays closed, and the day on which a stop ended is said once. They run with the rights, and the eyes,
# of whoever changes the row.
ONCE = """
create function access.keep_clock_to_its_law() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if old.state in ('met', 'set_aside') then
        raise exception 'a clock that is closed does not change' using errcode = 'insufficient_privilege';
    end if;
    if new.edition_id <> old.edition_id and not exists (select 1 from public.policy_adoption a
            where a.edition_id = new.edition_id and a.pack = new.pack and a.state = 'adopted') then
        raise exception 'only the law in force rules a clock' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger keep_clock_to_its_law before update on deadlines_clock
    for each row execute function access.keep_clock_to_its_law();

create function access.end_stop_once() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.until_on is not null then
        raise exception 'this stop has ended' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger end_stop_once before update on deadlines_stop for each row execute function access.end_stop_once();

create function access.settle_once() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.settled_at is not null then
        raise exception 'this difference is settled' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger settle_once before update on deadlines_difference
    for each row execute function access.settle_once();
"""

# A trial belongs to who asked for it. What it may look at is given by functions that check the role themselves and
# give dates without names: restricted cases, and cases with a clock in a compartment, are counted and attributed to
# nobody, with all their clocks. Were only that clock hushed, the one beside it would say whose case it is.
LAB = """
alter table deadlines_trial enable row level security;
alter table deadlines_trial force row level security;
create policy mine on deadlines_trial to limen_app
    using (asked_by_id = (select access.my_account()))
    with check (asked_by_id = (select access.my_account()) and organisation_id = (select access.my_organisation())
        and (select access.my_roles())::text[] && array['policy_lead']);
grant select, insert, update, delete on deadlines_trial to limen_app;

create function access.clocks_of_organisation(the_organisation uuid, after_case uuid, at_most integer) returns table (
    case_id uuid, phase text, unit text, lead text, clock_id uuid, pack text, term text, facts text, calendar text,
    due_on date, due_at timestamptz, days_left integer, stops text, extensions text
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with page as materialized (
        select c.id, c.phase, c.unit_id, c.is_restricted or exists (select 1 from public.deadlines_clock h
                where h.case_id = c.id and h.compartment <> 'general' and h.state in ('running', 'stopped'))
                as is_hushed
            from public.cases_case c
            where c.organisation_id = the_organisation and c.phase <> 'closed'
                and (after_case is null or c.id > after_case)
            order by c.id limit at_most
    )
    select p.id, p.phase::text,
        case when p.is_hushed then null else u.name::text end,
        case when p.is_hushed then null else (
            select m.name::text from public.cases_assignment a join public.identity_member m on m.id = a.member_id
                where a.case_id = p.id and a.part = 'lead' and a.until_at is null order by a.since_at limit 1) end,
        k.id, k.pack::text, k.term::text, k.facts::text, k.calendar::text, k.due_on, k.due_at, k.days_left,
        (select jsonb_agg(jsonb_build_array(s.cause, s.since_on, s.until_on))::text
            from public.deadlines_stop s where s.clock_id = k.id),
        (select jsonb_agg(jsonb_build_array(e.ground, e.length))::text
            from public.deadlines_extension e where e.clock_id = k.id)
    from page p join public.identity_unit u on u.id = p.unit_id
        left join public.deadlines_clock k on k.case_id = p.id and k.state in ('running', 'stopped')
    order by p.id, k.id $$;

create function access.clocks_for_trial(after_case uuid, at_most integer) returns table (
    case_id uuid, phase text, unit text, lead text, clock_id uuid, pack text, term text, facts text, calendar text,
    due_on date, due_at timestamptz, days_left integer, stops text, extensions text
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not ('policy_lead' = any (access.my_roles())) then
        return;
    end if;
    return query select * from access.clocks_of_organisation(access.my_organisation(), after_case, at_most);
end $$;

create function access.open_cases_for_trial() returns bigint language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if not ('policy_lead' = any (access.my_roles())) then
        return 0;
    end if;
    return (select count(*) from public.cases_case c
        where c.organisation_id = access.my_organisation() and c.phase <> 'closed');
end $$;

-- For the command line, which signs in as the role of statistics: the worker and the web server cannot call these.
-- The law itself is nobody's secret: a change is laid over what is in force.
grant usage, create on schema report to limen_warden;
create function report.editions_in_force() returns table (
    organisation_id uuid, organisation text, pack text, fingerprint text, edition_id uuid, files bytea
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select o.id, o.name::text, a.pack::text, e.fingerprint::text, e.id, e.files
        from public.policy_adoption a join public.policy_edition e on e.id = a.edition_id
        join public.identity_organisation o on o.id = a.organisation_id
        where a.state = 'adopted' order by o.name, a.pack $$;

grant execute on function access.clocks_for_trial(uuid, integer), access.open_cases_for_trial() to limen_app;
create function report.clocks_of_organisation(the_organisation uuid, after_case uuid, at_most integer) returns table (
    case_id uuid, phase text, unit text, lead text, clock_id uuid, pack text, term text, facts text, calendar text,
    due_on date, due_at timestamptz, days_left integer, stops text, extensions text
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select * from access.clocks_of_organisation(the_organisation, after_case, at_most) $$;
grant execute on function report.clocks_of_organisation(uuid, uuid, integer), report.editions_in_force()
    to limen_reports;
alter function report.editions_in_force() owner to limen_warden;
alter function report.clocks_of_organisation(uuid, uuid, integer) owner to limen_warden;
alter function access.clocks_of_organisation(uuid, uuid, integer) owner to limen_warden;
alter function access.clocks_for_trial(uuid, integer) owner to limen_warden;
alter function access.open_cases_for_trial() owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("identity", "0001_initial"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clock",
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
                ("pack", models.CharField(max_length=60)),
                ("term", models.CharField(max_length=120)),
                ("term_says", models.CharField(max_length=300)),
                ("about", models.CharField(blank=True, default="", max_length=200)),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("limit", "Time limit"),
                            ("target", "Target"),
                            ("earliest", "Earliest day"),
                            ("review", "Review"),
                            ("storage", "End of storage"),
                            ("validity", "End of validity"),
                        ],
                        max_length=20,
                    ),
                ),
                ("calendar", models.CharField(max_length=60)),
                ("facts", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("stopped", "Standing still"),
                            ("met", "Met"),
                            ("set_aside", "Set aside"),
                        ],
                        default="running",
                        max_length=20,
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("work_to", models.DateField(null=True)),
                ("raw_on", models.DateField(null=True)),
                ("days_left", models.IntegerField(null=True)),
                ("value", models.CharField(max_length=60)),
                ("is_settled", models.BooleanField()),
                ("ruling", models.JSONField()),
                ("started_at", models.DateTimeField()),
                ("met_on", models.DateField(null=True)),
                ("missed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clocks", to="cases.case"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.edition"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "started_at", "id"], name="deadlines_of_case"),
                    models.Index(
                        condition=models.Q(("state", "running")),
                        fields=["due_on", "id"],
                        name="deadlines_running_by_due",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ("running", "stopped"))),
                        fields=["pack", "term"],
                        name="deadlines_live_by_term",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("running", "stopped"))),
                        fields=("case", "compartment", "pack", "term", "about"),
                        name="deadlines_clock_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            ("due_on__isnull", False),
                            _connector="OR",
                        ),
                        name="deadlines_running_is_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Difference",
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
                ("stored_due_on", models.DateField(null=True)),
                ("found_due_on", models.DateField(null=True)),
                ("found_at", models.DateTimeField()),
                ("trouble", models.TextField(blank=True, default="")),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="deadlines.clock",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.edition"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("clock",),
                        name="deadlines_one_open_difference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
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
                ("ground", models.CharField(max_length=60)),
                ("ground_says", models.CharField(max_length=300)),
                ("length", models.CharField(blank=True, default="", max_length=60)),
                ("decided_on", models.DateField()),
                ("why", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="deadlines.clock",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("clock", "ground"), name="deadlines_extended_once_per_ground"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stop",
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
                ("cause", models.CharField(max_length=60)),
                ("cause_says", models.CharField(max_length=300)),
                (
                    "attributed_to",
                    models.CharField(
                        choices=[
                            ("applicant", "The applicant"),
                            ("authority", "The authority"),
                            ("third_party", "Somebody else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("does_stop", models.BooleanField()),
                ("since_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("why", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stops",
                        to="deadlines.clock",
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
                    models.Index(fields=["clock", "since_on"], name="deadlines_stops_of_clock"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("until_on__gte", models.F("since_on")),
                            _connector="OR",
                        ),
                        name="deadlines_stop_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("pack", models.CharField(max_length=60)),
                ("fingerprint", models.CharField(max_length=64)),
                ("says", models.CharField(max_length=300)),
                ("files", models.BinaryField()),
                ("total", models.PositiveIntegerField()),
                ("tally", models.JSONField(default=dict)),
                ("after_case", models.UUIDField(null=True)),
                ("begun_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
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
                "indexes": [models.Index(fields=["asked_by", "begun_at"], name="deadlines_trials_of_member")],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, ONCE, LAB)],
    ]
