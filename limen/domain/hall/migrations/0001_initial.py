"""Creates the tables of the hall and their walls."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Two questions that reach past the walls, and what each gives back: when visits of a unit begin and end, whoever they
# are for, so that nothing is booked over a case that the asker may not know of; and the numbers and desks of a hall,
# for a screen that nobody has signed in at, by a secret of its own.
ACCESS = """
grant select on hall_appointment, hall_ticket, hall_display to limen_warden;

create function access.places_taken(the_unit uuid, begins timestamptz, ends timestamptz)
    returns table (starts_at timestamptz, ends_at timestamptz)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select 1 from public.identity_unit u
            where u.id = the_unit and u.organisation_id = access.my_organisation()) then
        return;
    end if;
    return query select a.starts_at, a.starts_at + make_interval(mins => a.minutes)
        from public.hall_appointment a
        where a.unit_id = the_unit and a.state in ('booked', 'kept', 'missed')
            and a.starts_at > begins - interval '8 hours' and a.starts_at < ends
        order by 1, 2;
end $$;

create function access.hall_display(the_token text, at timestamptz)
    returns table (unit text, number integer, desk text, is_called_now boolean)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select u.name::text, t.number, t.desk::text, t.state = 'called'
        from public.hall_display d
        join public.identity_unit u on u.id = d.unit_id
        join public.identity_organisation o on o.id = u.organisation_id
        left join lateral (
            select k.* from public.hall_ticket k
            where k.unit_id = d.unit_id and k.day = (at at time zone o.time_zone)::date
                and k.state in ('called', 'served')
            order by k.called_again_at desc, k.number desc limit 12) t on true
        where d.token = the_token and d.closed_at is null
        order by t.called_again_at desc nulls last, t.number desc;
end $$;

grant execute on function access.places_taken(uuid, timestamptz, timestamptz),
    access.hall_display(text, timestamptz) to limen_app;
alter function access.places_taken(uuid, timestamptz, timestamptz) owner to limen_warden;
alter function access.hall_display(text, timestamptz) owner to limen_warden;
"""

# Tickets are for those at the desk of the unit; hours are known in the organisation and set by whoever runs the hall;
# appointments and receipts are seen through the case, and a receipt only as long as the person is. Nothing is deleted.
WALLS = """
alter table hall_hours enable row level security;
alter table hall_hours force row level security;
alter table hall_hallday enable row level security;
alter table hall_hallday force row level security;
alter table hall_ticket enable row level security;
alter table hall_ticket force row level security;
alter table hall_appointment enable row level security;
alter table hall_appointment force row level security;
alter table hall_receipt enable row level security;
alter table hall_receipt force row level security;
alter table hall_display enable row level security;
alter table hall_display force row level security;

create policy warden on hall_appointment to limen_warden using (true);
create policy warden on hall_ticket to limen_warden using (true);
create policy warden on hall_display to limen_warden using (true);

create policy seen on hall_hours for select to limen_app
    using (exists (select 1 from identity_unit u where u.id = hall_hours.id
        and u.organisation_id = (select access.my_organisation())));
create policy set on hall_hours for insert to limen_app
    with check (id = any ((select access.my_units(1))::uuid[]) and set_by_id = (select access.my_account())
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']);
create policy set_anew on hall_hours for update to limen_app
    using (id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor'])
    with check (set_by_id = (select access.my_account()));

create policy of_my_organisation on hall_hallday for select to limen_app
    using (exists (select 1 from identity_unit u where u.id = unit_id
        and u.organisation_id = (select access.my_organisation())));
create policy begun on hall_hallday for insert to limen_app
    with check (last_number = 0
        and exists (select 1 from identity_unit u where u.id = unit_id
            and u.organisation_id = (select access.my_organisation()))
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy counted on hall_hallday for update to limen_app
    using (exists (select 1 from identity_unit u where u.id = unit_id
            and u.organisation_id = (select access.my_organisation()))
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);

create policy seen on hall_ticket for select to limen_app
    using (unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy taken on hall_ticket for insert to limen_app
    with check (taken_by_id = (select access.my_account()) and state = 'waiting'
        and unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy called on hall_ticket for update to limen_app
    using (unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);

create policy seen on hall_appointment for select to limen_app
    using (exists (select 1 from access.listable_case l where l.id = case_id)
        or exists (select 1 from access.readable_case r where r.id = case_id));
create policy booked on hall_appointment for insert to limen_app
    with check (booked_by_id = (select access.my_account()) and state = 'booked'
        and exists (select 1 from access.listable_case l where l.id = case_id)
        and exists (select 1 from identity_unit u where u.id = unit_id
            and u.organisation_id = (select access.my_organisation()))
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy ended on hall_appointment for update to limen_app
    using (state = 'booked' and exists (select 1 from access.listable_case l where l.id = case_id)
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor'])
    with check (ended_by_id = (select access.my_account()));

create policy seen on hall_receipt for select to limen_app
    using ((exists (select 1 from access.listable_case l where l.id = case_id)
            or exists (select 1 from access.readable_case r where r.id = case_id))
        and exists (select 1 from access.listable_person p where p.id = person_id));
create policy issued on hall_receipt for insert to limen_app
    with check (issued_by_id = (select access.my_account())
        and exists (select 1 from access.listable_case l where l.id = case_id)
        and exists (select 1 from access.listable_person p where p.id = person_id)
        and exists (select 1 from cases_party p where p.case_id = hall_receipt.case_id
            and p.person_id = hall_receipt.person_id and p.until_at is null)
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);

create policy seen on hall_display for select to limen_app
    using (unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']);
create policy opened on hall_display for insert to limen_app
    with check (opened_by_id = (select access.my_account())
        and unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']);
create policy closed on hall_display for update to limen_app
    using (unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']);

grant select, insert on hall_hours, hall_hallday, hall_ticket, hall_appointment, hall_receipt, hall_display
    to limen_app;
grant update (place, calendar, minutes, at_once, spans, closed_on, set_by_id, set_at, version) on hall_hours
    to limen_app;
grant update (last_number) on hall_hallday to limen_app;
grant update (state, desk, times_called, called_by_id, called_at, called_again_at, served_at, ended_at)
    on hall_ticket to limen_app;
grant update (state, why, ended_by_id, ended_at) on hall_appointment to limen_app;
grant update (closed_at) on hall_display to limen_app;

create trigger within_an_act before insert or update or delete on hall_hours
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on hall_hallday
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on hall_ticket
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on hall_appointment
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on hall_receipt
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on hall_display
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("identity", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Display",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("token", models.CharField(max_length=60, unique=True)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
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
                            ("registration", "Registration"),
                            ("identity", "Photograph and fingerprints"),
                            ("documents", "Handing in documents"),
                            ("interview", "Interview"),
                            ("health", "Health check"),
                            ("advice", "Advice"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("says", models.CharField(blank=True, default="", max_length=200)),
                ("place", models.CharField(max_length=200)),
                ("starts_at", models.DateTimeField()),
                ("zone", models.CharField(max_length=60)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=3, null=True)),
                ("wants_interpreter", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "Booked"),
                            ("moved", "Moved to another time"),
                            ("kept", "Kept"),
                            ("missed", "Missed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="booked",
                        max_length=20,
                    ),
                ),
                ("why", models.CharField(blank=True, default="", max_length=500)),
                ("booked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "booked_by",
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
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "instead_of",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hall.appointment",
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
                    models.Index(fields=["unit", "starts_at", "id"], name="hall_appointment_of_unit"),
                    models.Index(fields=["case", "starts_at"], name="hall_appointment_of_case"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 5)), name="hall_appointment_lasts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "booked")),
                            models.Q(
                                models.Q(("state", "booked"), _negated=True),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="hall_appointment_ended_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="hall_appointment_cancelled_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HallDay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField(db_column="day")),
                ("last_number", models.PositiveIntegerField(default=0)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.unit"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "on"), name="hall_day_once")],
            },
        ),
        migrations.CreateModel(
            name="Hours",
            fields=[
                (
                    "unit",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="identity.unit",
                    ),
                ),
                ("place", models.CharField(max_length=200)),
                ("calendar", models.CharField(max_length=60, null=True)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("at_once", models.PositiveSmallIntegerField()),
                (
                    "spans",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                (
                    "closed_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), default=list, size=None
                    ),
                ),
                ("set_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("at_once__gte", 1), ("minutes__gte", 5)), name="hall_hours_of_use"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("token", models.CharField(max_length=26, unique=True)),
                ("said", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "issued_by",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "person", "number"), name="hall_receipt_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField(db_column="day")),
                ("number", models.PositiveIntegerField()),
                ("party_size", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=3, null=True)),
                (
                    "language_state",
                    models.CharField(
                        choices=[
                            ("told", "Told"),
                            ("not_asked", "Not asked"),
                            ("refused", "Refused to say"),
                            ("unknown", "Not known"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "came_for",
                    models.CharField(
                        choices=[
                            ("registration", "Registration"),
                            ("appointment", "An appointment"),
                            ("documents", "Handing in or fetching papers"),
                            ("question", "A question"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "first",
                    models.CharField(
                        choices=[
                            ("child_alone", "A child alone"),
                            ("small_children", "With small children"),
                            ("pregnant", "Pregnant"),
                            ("ill", "Ill or injured"),
                            ("disability", "Cannot wait because of a disability"),
                            ("old", "Old and frail"),
                            ("afraid", "Afraid of somebody in the hall"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("first_says", models.CharField(blank=True, default="", max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("called", "Called"),
                            ("served", "At the desk"),
                            ("done", "Done"),
                            ("gone", "Gone"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("desk", models.CharField(max_length=40, null=True)),
                ("times_called", models.PositiveSmallIntegerField(default=0)),
                ("taken_at", models.DateTimeField()),
                ("called_at", models.DateTimeField(null=True)),
                ("called_again_at", models.DateTimeField(null=True)),
                ("served_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "called_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
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
                    models.Index(fields=["unit", "on", "state", "number"], name="hall_ticket_in_line")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "on", "number"), name="hall_ticket_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("party_size__gte", 1)), name="hall_ticket_of_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("language__regex", "^[a-z]{3}$"), ("language_state", "told")),
                            models.Q(
                                models.Q(("language_state", "told"), _negated=True),
                                ("language__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="hall_ticket_language_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["called", "served"]), _negated=True),
                            models.Q(
                                ("called_at__isnull", False),
                                ("called_by__isnull", False),
                                ("desk__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="hall_ticket_called_to_a_desk",
                    ),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (ACCESS, WALLS)],
    ]
