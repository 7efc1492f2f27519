"""Creates the tables of a case, their walls, and the functions that know which cases somebody may see."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# The access model, second floor: which cases. A person reaches a case through their unit, by assignment, through a
# share with their unit, or by an opening in an emergency; never past a wall. The set is computed where it is asked,
# once in a statement, from rows that carry their own end: nothing is copied, so nothing is ever stale.
ACCESS = """
grant select on cases_case, cases_assignment, cases_wall, cases_share, cases_opening to limen_warden;
grant insert on cases_opening to limen_warden;
grant update (is_walled) on cases_case to limen_warden;

create or replace function access.organisation_of(the_case uuid) returns uuid language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select c.organisation_id from public.cases_case c where c.id = the_case);
end $$;

create function access.my_walls() returns uuid[] language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select coalesce(array_agg(w.case_id), '{}') from public.cases_wall w
        where w.member_id = (access.session()).account_id and w.until_at is null);
end $$;

-- Cases given to the person by name, within their own organisation: assignments (full) and openings (reading).
-- Not for keepers of the house, nor for somebody whose postings have all ended.
create function access.my_cases(need integer) returns uuid[] language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := (access.session()).account_id;
begin
    return (select coalesce(array_agg(g.case_id), '{}') from (
            select a.case_id from public.cases_assignment a where a.member_id = me and a.until_at is null
            union
            select o.case_id from public.cases_opening o
                where o.member_id = me and o.until_at > statement_timestamp() and need <= 2
        ) g where not exists (select 1 from public.cases_wall w
                where w.case_id = g.case_id and w.member_id = me and w.until_at is null)
            and exists (select 1 from public.identity_posting p
                where p.member_id = me and p.role not in ('administrator', 'auditor', 'policy_lead', 'interpreter')
                    and p.since_at <= statement_timestamp()
                    and (p.until_at is null or p.until_at > statement_timestamp())));
end $$;

-- Cases that other organisations share with the person's units, for those who read files there. A case that is
-- restricted after it was shared is for the people named for it alone.
create function access.my_shared_cases() returns uuid[] language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := (access.session()).account_id;
begin
    return (select coalesce(array_agg(distinct s.case_id), '{}') from public.cases_share s
        join public.cases_case c on c.id = s.case_id and not c.is_restricted
        where s.unit_id = any (access.my_units(2)) and s.revoked_at is null
            and s.since_at <= statement_timestamp() and s.until_at > statement_timestamp()
            and not exists (select 1 from public.cases_wall w
                where w.case_id = s.case_id and w.member_id = me and w.until_at is null));
end $$;

-- Of those, the compartments that each share names and the person is cleared for, as 'case:compartment'.
create function access.my_shared_parts() returns text[] language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select coalesce(array_agg(distinct s.case_id::text || ':' || part), '{}')
        from public.cases_share s cross join unnest(array_append(s.compartments::text[], 'general')) part
        where s.case_id = any (access.my_shared_cases()) and s.unit_id = any (access.my_units(2))
            and s.revoked_at is null
            and s.since_at <= statement_timestamp() and s.until_at > statement_timestamp()
            and part = any (access.my_clearances()));
end $$;
"""

# Whose file may be read, and whose written, in one place: the policies of every table about a case ask these views.
# They run with the warden's rights over `cases_case` and give back ids alone. A security barrier, since otherwise a
# condition that fails loudly could be tried on rows that the view leaves out.
VIEWS = """
create view access.readable_case with (security_barrier) as
    select c.id from public.cases_case c
    where (c.unit_id = any ((select access.my_units(2))::uuid[]) and not c.is_restricted
            and (not c.is_walled or not c.id = any ((select access.my_walls())::uuid[])))
        or c.id = any ((select access.my_cases(2))::uuid[]);
create view access.writable_case with (security_barrier) as
    select c.id from public.cases_case c
    where (c.unit_id = any ((select access.my_units(3))::uuid[]) and not c.is_restricted
            and (not c.is_walled or not c.id = any ((select access.my_walls())::uuid[])))
        or c.id = any ((select access.my_cases(3))::uuid[]);
-- For those who allocate: the unit's cases as a list shows them, and those given by name; an opening in an emergency
-- lets nobody hand out anything.
create view access.listable_case with (security_barrier) as
    select c.id from public.cases_case c
    where (c.unit_id = any ((select access.my_units(1))::uuid[]) and not c.is_restricted
            and (not c.is_walled or not c.id = any ((select access.my_walls())::uuid[])))
        or c.id = any ((select access.my_cases(3))::uuid[]);
"""

# Acts that must see what the person may not: opening a case in an emergency by its reference, and the flag that
# tells the list whether to ask for walls.
ACTS = """
create function access.break_glass(
    new_id uuid, wanted text, its_ground text, its_reason text, from_at timestamptz, until timestamptz
) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    me uuid := (access.session()).account_id;
    the_case uuid;
begin
    if me is null or access.my_roles()
            <@ array['administrator', 'auditor', 'policy_lead', 'interpreter', 'registration_clerk'] then
        return null;
    end if;
    -- By the database's own clock as well, or somebody could say that the hour begins next year; a minute for
    -- clocks that differ.
    if length(btrim(its_reason)) < 30 or until > from_at + interval '60 minutes' or until <= from_at
            or until > statement_timestamp() + interval '61 minutes' then
        raise exception 'an opening needs a reason and an end within the hour' using errcode = 'check_violation';
    end if;
    select c.id into the_case from public.cases_case c
        where c.organisation_id = access.my_organisation() and c.reference = wanted and not c.is_restricted
            and not exists (select 1 from public.cases_wall w
                where w.case_id = c.id and w.member_id = me and w.until_at is null);
    if the_case is null then
        return null;
    end if;
    insert into public.cases_opening (id, case_id, member_id, ground, reason, since_at, until_at, review_says)
        values (new_id, the_case, me, its_ground, its_reason, from_at, until, '');
    return the_case;
end $$;

create function access.keep_walled_flag() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    -- The row first, the walls afterwards: whoever waited for it must see what the other one did to the walls.
    perform from public.cases_case c where c.id = new.case_id for update;
    update public.cases_case c set is_walled = exists (
            select 1 from public.cases_wall w where w.case_id = c.id and w.until_at is null)
        where c.id = new.case_id;
    return null;
end $$;
create trigger keep_walled_flag after insert or update on cases_wall
    for each row execute function access.keep_walled_flag();
"""

WALLS = """
alter table cases_case enable row level security;
alter table cases_case force row level security;
alter table cases_assignment enable row level security;
alter table cases_assignment force row level security;
alter table cases_wall enable row level security;
alter table cases_wall force row level security;
alter table cases_share enable row level security;
alter table cases_share force row level security;
alter table cases_opening enable row level security;
alter table cases_opening force row level security;

create policy warden on cases_case to limen_warden using (true) with check (true);
create policy warden on cases_assignment to limen_warden using (true);
create policy warden on cases_wall to limen_warden using (true);
create policy warden on cases_share to limen_warden using (true);
create policy warden on cases_opening to limen_warden using (true) with check (true);

-- The hot one. Arrays are computed once a statement and only when a row needs them: the unit comes first, since it
-- answers for most rows, and the walls are asked for only where one stands.
create policy seen on cases_case for select to limen_app using (
    (unit_id = any ((select access.my_units(1))::uuid[]) and not is_restricted
        and (not is_walled or not id = any ((select access.my_walls())::uuid[])))
    or id = any ((select access.my_cases(1))::uuid[])
    or id = any ((select access.my_shared_cases())::uuid[]));
create policy opened on cases_case for insert to limen_app with check (
    organisation_id = (select access.my_organisation())
    and unit_id = any ((select access.my_units(1))::uuid[]) and not is_walled
    and (select access.my_roles())::text[]
        && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy worked_on on cases_case for update to limen_app
    using (exists (select 1 from access.listable_case l where l.id = cases_case.id))
    with check (organisation_id = (select access.my_organisation())
        and exists (select 1 from identity_unit u where u.id = unit_id
            and u.organisation_id = cases_case.organisation_id));

-- One's own come first, from the array that is there already; a wall takes them out of it. Giving and taking is for the
-- roles that allocate, here as in `identity/roles.py`: or whoever sees a list could give themselves what is on it.
create policy seen on cases_assignment for select to limen_app
    using (case_id = any ((select access.my_cases(3))::uuid[])
        or exists (select 1 from access.listable_case l where l.id = case_id));
create policy given on cases_assignment for insert to limen_app
    with check ((select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']
        and exists (select 1 from access.listable_case l where l.id = case_id)
        and exists (select 1 from identity_member m where m.id = member_id));
create policy ended on cases_assignment for update to limen_app
    using ((select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']
        and exists (select 1 from access.listable_case l where l.id = case_id));

-- A wall is known to those who allocate, never to the person it keeps out. Whoever declares their own conflict
-- may raise it, whatever their role: it is the last thing they do in the case.
create policy seen on cases_wall for select to limen_app
    using (member_id <> (select access.my_account())
        and exists (select 1 from access.listable_case l where l.id = case_id));
create policy raised on cases_wall for insert to limen_app
    with check (raised_by_id = (select access.my_account())
        and (member_id = raised_by_id
            or (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor'])
        and exists (select 1 from access.listable_case l where l.id = case_id)
        and exists (select 1 from identity_member m where m.id = member_id));
create policy lifted on cases_wall for update to limen_app
    using (member_id <> (select access.my_account())
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']
        and exists (select 1 from access.listable_case l where l.id = case_id));

create policy given on cases_share for select to limen_app
    using (exists (select 1 from access.readable_case r where r.id = case_id)
        or (case_id = any ((select access.my_shared_cases())::uuid[])
            and unit_id = any ((select access.my_units(2))::uuid[])));
-- Nobody passes on a compartment they do not know, nor a case that is restricted.
create policy shared on cases_share for insert to limen_app
    with check (exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from cases_case c where c.id = case_id and not c.is_restricted)
        and compartments::text[] <@ (select access.my_clearances())::text[]
        and exists (select 1 from identity_unit u where u.id = unit_id and u.is_listed
            and u.organisation_id <> (select access.my_organisation())));
create policy revoked on cases_share for update to limen_app
    using (exists (select 1 from access.writable_case w where w.id = case_id));

create policy seen on cases_opening for select to limen_app
    using (member_id = (select access.my_account())
        or exists (select 1 from access.listable_case l where l.id = case_id));
create policy reviewed on cases_opening for update to limen_app
    using (member_id <> (select access.my_account())
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']
        and exists (select 1 from access.listable_case l where l.id = case_id))
    with check (member_id <> (select access.my_account()) and reviewed_by_id = (select access.my_account()));

grant select, insert on cases_case to limen_app;
grant update (unit_id, reference, called, phase, is_restricted, version) on cases_case to limen_app;
grant select, insert on cases_assignment, cases_wall, cases_share to limen_app;
grant update (until_at) on cases_assignment, cases_wall to limen_app;
grant update (revoked_at) on cases_share to limen_app;
grant select on cases_opening to limen_app;
grant update (reviewed_at, reviewed_by_id, was_justified, review_says) on cases_opening to limen_app;

create trigger within_an_act before insert or update or delete on cases_case
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on cases_assignment
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on cases_wall
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on cases_share
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on cases_opening
    for each statement execute function journal.within_an_act();
"""

# The journal opens for those who read the case; who read a case, for those who write in it.
JOURNAL = """
create policy of_a_case_i_read on journal_entry for select to limen_app
    using (case_id is not null and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = journal_entry.case_id));

create function journal.readers_of(the_case uuid, before timestamptz, at_most integer) returns table (
    at timestamptz, by_id uuid, organisation_id uuid, what text, was_list boolean
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select 1 from access.writable_case w where w.id = the_case) then
        return;
    end if;
    return query select r.at, r.by_id, r.organisation_id, r.what::text, cardinality(r.case_ids) > 1
        from public.journal_reading r where r.case_ids @> array[the_case] and r.at < before
        order by r.at desc, r.id desc limit at_most;
end $$;
"""

OWNERS = """
grant select on access.readable_case, access.writable_case, access.listable_case to limen_app;
grant execute on function access.my_walls(), access.my_cases(integer),
    access.my_shared_cases(), access.my_shared_parts() to limen_app, limen_jobs;
grant execute on function access.break_glass(uuid, text, text, text, timestamptz, timestamptz),
    journal.readers_of(uuid, timestamptz, integer) to limen_app;
alter function access.organisation_of(uuid) owner to limen_warden;
alter function access.my_walls() owner to limen_warden;
alter function access.my_cases(integer) owner to limen_warden;
alter function access.my_shared_cases() owner to limen_warden;
alter function access.my_shared_parts() owner to limen_warden;
alter function access.break_glass(uuid, text, text, text, timestamptz, timestamptz) owner to limen_warden;
alter function access.keep_walled_flag() owner to limen_warden;
alter function journal.readers_of(uuid, timestamptz, integer) owner to limen_warden;
alter view access.readable_case owner to limen_warden;
alter view access.writable_case owner to limen_warden;
alter view access.listable_case owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                ("called", models.CharField(max_length=200)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("admissibility", "Admissibility"),
                            ("examination", "Examination"),
                            ("decided", "Decided"),
                            ("served", "Served"),
                            ("under_appeal", "Under appeal"),
                            ("final", "Final"),
                            ("closed", "Closed"),
                        ],
                        default="registered",
                        max_length=20,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("is_restricted", models.BooleanField(default=False)),
                ("is_walled", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="identity.organisation"
                    ),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="identity.unit")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("phase", "closed"), _negated=True),
                        fields=["unit", "opened_on", "id"],
                        include=("reference", "called", "phase", "is_restricted", "is_walled"),
                        name="cases_open_in_unit",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "reference"), name="cases_reference_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("lead", "Leads the case"),
                            ("co_worker", "Works on the case"),
                            ("reviewer", "Reviews the case"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="identity.member",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=["member", "case"],
                        name="cases_assignment_of_member",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=("case", "member"),
                        name="cases_assigned_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("danger", "Danger to life or health"),
                            ("time_limit", "A time limit is about to pass"),
                            ("person_present", "The person is here and nobody assigned is"),
                            ("court", "A court or authority asks now"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("was_justified", models.BooleanField(null=True)),
                ("review_says", models.TextField(blank=True, default="")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="cases.case"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="identity.member",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["member", "until_at"], name="cases_opening_of_member"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("reviewed_by", models.F("member")), _negated=True),
                            _connector="OR",
                        ),
                        name="cases_opening_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("referral", "Referral"),
                            ("legal_aid", "Legal aid"),
                            ("reception", "Reception"),
                            ("health", "Health care"),
                            ("supervision", "Supervision of the authority"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("consent", "The person's consent"), ("law", "A legal basis")], max_length=20
                    ),
                ),
                ("basis_says", models.TextField()),
                (
                    "compartments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="cases.case"
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
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=["unit", "until_at"],
                        name="cases_share_live",
                    ),
                    models.Index(fields=["case"], name="cases_share_of_case"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("since_at"))),
                        name="cases_share_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the person"),
                            ("client_request", "Asked for by the applicant"),
                            ("family", "Family or household"),
                            ("community", "Same community"),
                            ("earlier_role", "Earlier role in the case"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.TextField(blank=True, default="")),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="walls", to="cases.case"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="walls",
                        to="identity.member",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=["member", "case"],
                        name="cases_wall_of_member",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=("case", "member"),
                        name="cases_walled_once",
                    ),
                ],
            },
        ),
        *[
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (ACCESS, VIEWS, ACTS, WALLS, JOURNAL, OWNERS)
        ],
    ]
