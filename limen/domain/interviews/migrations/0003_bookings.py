"""Adds the bookings of interpreters, with their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A booking is seen with the file, inside its compartment; and by the interpreter whom it asks, who sees nothing else of
# the case. A wall around a case keeps an interpreter from it, too.
WALLS = """
alter table interviews_booking enable row level security;
alter table interviews_booking force row level security;

create policy seen on interviews_booking for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy mine on interviews_booking for select to limen_app
    using (interpreter_id = (select access.my_account())
        and (select access.my_roles())::text[] && array['interpreter']
        and not case_id = any ((select access.my_walls())::uuid[]));
create policy asked on interviews_booking for insert to limen_app
    with check (asked_by_id = (select access.my_account()) and state = 'asked' and said_at is null
        and exists (select 1 from interviews_interview i where i.id = interview_id
            and i.case_id = interviews_booking.case_id and i.compartment = interviews_booking.compartment
            and i.state = 'planned')
        and exists (select 1 from identity_member m where m.id = interpreter_id)
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy carried_on on interviews_booking for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy answered on interviews_booking for update to limen_app
    using (interpreter_id = (select access.my_account())
        and (select access.my_roles())::text[] && array['interpreter']
        and not case_id = any ((select access.my_walls())::uuid[]))
    with check (interpreter_id = (select access.my_account()) and state in ('accepted', 'declined'));

grant select, insert on interviews_booking to limen_app;
grant update (state, starts_at, zone, minutes, place, link, language, officer_id, answered_at, said_at, understands,
    is_free, why) on interviews_booking to limen_app;

-- Past every policy: whoever interprets answers while they are asked, and appoints nothing.
create function access.booking_stays() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if old.interpreter_id = access.my_account() and (old.state not in ('asked', 'accepted')
        or (new.starts_at, new.zone, new.minutes, new.place, new.link, new.language, new.officer_id) is distinct from
            (old.starts_at, old.zone, old.minutes, old.place, old.link, old.language, old.officer_id)) then
        raise exception 'an appointment is moved by whoever made it' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function access.booking_stays() from public;
grant execute on function access.booking_stays() to limen_app;
create trigger booking_stays before update on interviews_booking
    for each row execute function access.booking_stays();

create trigger within_an_act before insert or update or delete on interviews_booking
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_parties"),
        ("identity", "0005_interpreters"),
        ("interviews", "0002_recordings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Booking",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Not answered yet"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("ended", "Not needed any more"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("zone", models.CharField(max_length=60)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("link", models.CharField(blank=True, default="", max_length=300)),
                ("language", models.CharField(max_length=3)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("said_at", models.DateTimeField(null=True)),
                ("understands", models.BooleanField(null=True)),
                ("is_free", models.BooleanField(null=True)),
                ("why", models.CharField(blank=True, default="", max_length=1000)),
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
                    "interpreter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="interviews.interview",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["interpreter", "starts_at", "id"], name="interviews_of_interpreter")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "accepted"])),
                        fields=("interview",),
                        name="interviews_one_interpreter_booked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="interviews_declined_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
