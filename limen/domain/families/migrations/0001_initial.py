"""Creates the tables of families and their walls."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import limen.foundation.ids

# Whoever has just registered a family does not see it, so what belongs together is asked of the warden: whether a
# relationship was put on record by the asker and weighed by nobody, whether an appointment is the asker's own, and
# whether a household is theirs alone or has somebody in it whom they read.
ACCESS = """
grant select on families_relationship, families_weighing, families_household, families_dweller, families_appointment
    to limen_warden;
create policy warden on families_relationship to limen_warden using (true);
create policy warden on families_weighing to limen_warden using (true);
create policy warden on families_household to limen_warden using (true);
create policy warden on families_dweller to limen_warden using (true);
create policy warden on families_appointment to limen_warden using (true);

create function access.is_unweighed(the_relationship uuid) returns boolean language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return exists (select from public.families_relationship r
            where r.id = the_relationship and r.added_by_id = access.my_account())
        and not exists (select from public.families_weighing w where w.relationship_id = the_relationship);
end $$;

create function access.is_appointed_by_me(the_appointment uuid) returns boolean language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return exists (select from public.families_appointment a
        where a.id = the_appointment and a.added_by_id = access.my_account());
end $$;

create function access.may_dwell_in(the_household uuid) returns boolean language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return exists (select from public.families_household h
        where h.id = the_household and h.organisation_id = access.my_organisation()
            and (exists (select from public.families_dweller d join access.readable_person r on r.id = d.person_id
                    where d.household_id = h.id)
                or (h.formed_by_id = access.my_account() and not exists (select from public.families_dweller d
                    where d.household_id = h.id and d.added_by_id <> h.formed_by_id))));
end $$;

grant execute on function access.is_unweighed(uuid), access.is_appointed_by_me(uuid), access.may_dwell_in(uuid)
    to limen_app;
alter function access.is_unweighed(uuid) owner to limen_warden;
alter function access.is_appointed_by_me(uuid) owner to limen_warden;
alter function access.may_dwell_in(uuid) owner to limen_warden;
"""

# What two persons are to each other is there for whoever reads both, and for nobody who reads one: a relationship to
# somebody in hiding would say that there is somebody. What ended stays in the house, here and below: a share shows a
# person as they are now.
RELATIONSHIPS = """
create policy seen on families_relationship for select to limen_app
    using ((ended_by_id is null or organisation_id = (select access.my_organisation()))
        and exists (select 1 from access.readable_person r where r.id = person_id)
        and exists (select 1 from access.readable_person r where r.id = other_id));
create policy told on families_relationship for insert to limen_app
    with check (organisation_id = (select access.my_organisation())
        and added_by_id = (select access.my_account()) and ended_by_id is null
        and (exists (select 1 from access.new_person n where n.id = person_id)
            or exists (select 1 from access.readable_person r join people_person p on p.id = r.id
                where r.id = families_relationship.person_id
                    and p.organisation_id = families_relationship.organisation_id))
        and (exists (select 1 from access.new_person n where n.id = other_id)
            or exists (select 1 from access.readable_person r join people_person p on p.id = r.id
                where r.id = families_relationship.other_id
                    and p.organisation_id = families_relationship.organisation_id))
        and (exists (select 1 from access.writable_person w where w.id in (person_id, other_id))
            or exists (select 1 from access.new_person n where n.id in (person_id, other_id))));
create policy changed on families_relationship for update to limen_app
    using (organisation_id = (select access.my_organisation()) and ended_by_id is null
        and exists (select 1 from access.readable_person r where r.id = person_id)
        and exists (select 1 from access.readable_person r where r.id = other_id)
        and exists (select 1 from access.writable_person w where w.id in (person_id, other_id)))
    with check (ended_by_id is null or ended_by_id = (select access.my_account()));

create policy seen on families_weighing for select to limen_app
    using (exists (select 1 from families_relationship r where r.id = relationship_id));
create policy weighed on families_weighing for insert to limen_app
    with check (weighed_by_id = (select access.my_account())
        and ((version = 1 and access.is_unweighed(relationship_id))
            or (version > 1 and exists (select 1 from families_relationship r, access.writable_person w
                where r.id = relationship_id and w.id in (r.person_id, r.other_id)
                    and r.organisation_id = (select access.my_organisation())))));
"""

HOUSEHOLDS = """
create policy seen on families_household for select to limen_app
    using (exists (select 1 from families_dweller d where d.household_id = families_household.id));
create policy formed on families_household for insert to limen_app
    with check (organisation_id = (select access.my_organisation())
        and formed_by_id = (select access.my_account())
        and (select access.my_roles())::text[]
            && array['case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);

create policy seen on families_dweller for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        and (ended_by_id is null or exists (select 1 from people_person p where p.id = person_id
            and p.organisation_id = (select access.my_organisation()))));
create policy joined on families_dweller for insert to limen_app
    with check (added_by_id = (select access.my_account()) and ended_by_id is null
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id))
        and access.may_dwell_in(household_id));
create policy "left" on families_dweller for update to limen_app
    using (ended_by_id is null and exists (select 1 from access.writable_person w where w.id = person_id))
    with check (ended_by_id = (select access.my_account()));
"""

# The record of whoever was appointed is a line of its own: a name may be told to whoever reads the child, a person in
# hiding may not.
APPOINTMENTS = """
create policy seen on families_appointment for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        and (ended_by_id is null or exists (select 1 from people_person p where p.id = person_id
            and p.organisation_id = (select access.my_organisation()))));
create policy appointed on families_appointment for insert to limen_app
    with check (added_by_id = (select access.my_account()) and ended_by_id is null
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));
create policy ended on families_appointment for update to limen_app
    using (ended_by_id is null and exists (select 1 from access.writable_person w where w.id = person_id))
    with check (ended_by_id = (select access.my_account()));

create policy seen on families_appointee for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        and exists (select 1 from families_appointment a where a.id = families_appointee.id));
create policy appointed on families_appointee for insert to limen_app
    with check (access.is_appointed_by_me(families_appointee.id)
        and (exists (select 1 from access.new_person n where n.id = person_id)
            or exists (select 1 from access.readable_person r join people_person p on p.id = r.id
                where r.id = families_appointee.person_id
                    and p.organisation_id = (select access.my_organisation()))));

create policy seen on families_accompaniment for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id));
create policy stated on families_accompaniment for insert to limen_app
    with check (stated_by_id = (select access.my_account())
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));
"""

WALLS = """
alter table families_relationship enable row level security;
alter table families_relationship force row level security;
alter table families_weighing enable row level security;
alter table families_weighing force row level security;
alter table families_household enable row level security;
alter table families_household force row level security;
alter table families_dweller enable row level security;
alter table families_dweller force row level security;
alter table families_appointment enable row level security;
alter table families_appointment force row level security;
alter table families_appointee enable row level security;
alter table families_appointee force row level security;
alter table families_accompaniment enable row level security;
alter table families_accompaniment force row level security;

grant select, insert on families_relationship, families_weighing, families_household, families_dweller,
    families_appointment, families_appointee, families_accompaniment to limen_app;
grant update (until_on, ended_by_id, ended_at, end_why, version) on families_relationship to limen_app;
grant update (until_on, ended_by_id, ended_at, end_why) on families_appointment to limen_app;
grant update (until_on, ended_by_id, ended_at, end_why, end_source) on families_dweller to limen_app;

create trigger within_an_act before insert or update or delete on families_relationship
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on families_weighing
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on families_household
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on families_dweller
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on families_appointment
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on families_appointee
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on families_accompaniment
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("guardian", "Guardian of a child"),
                            ("provisional", "Provisional representative"),
                            ("legal_adviser", "Legal adviser"),
                            ("organisation", "Representative organisation"),
                            ("trusted_adult", "Trusted adult"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("organisation_name", models.CharField(max_length=200, null=True)),
                ("contact", models.TextField(null=True)),
                ("appointed_on", models.DateField()),
                ("authority", models.CharField(max_length=200, null=True)),
                ("evidence", models.TextField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_why", models.TextField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person"], name="families_appointed_for"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="families_appointed_by_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("until_on__gte", models.F("appointed_on")),
                            _connector="OR",
                        ),
                        name="families_appointment_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_why__isnull", True),
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                            ),
                            models.Q(
                                ("end_why__isnull", False),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("until_on__isnull", False),
                                models.Q(("end_why", ""), _negated=True),
                                models.Q(
                                    ("appointed_on__isnull", True),
                                    ("until_on__gte", models.F("appointed_on")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="families_appointment_ended_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("formed_at", models.DateTimeField()),
                (
                    "formed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="identity.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dweller",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since_on", models.DateField(null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("person", "Said by the person"),
                            ("family", "Said by family"),
                            ("document", "Read from a document"),
                            ("authority", "Told by another authority"),
                            ("assessment", "Found by an assessment"),
                            ("assumed", "Assumed by the office"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("until_on", models.DateField(null=True)),
                (
                    "end_source",
                    models.CharField(
                        choices=[
                            ("person", "Said by the person"),
                            ("family", "Said by family"),
                            ("document", "Read from a document"),
                            ("authority", "Told by another authority"),
                            ("assessment", "Found by an assessment"),
                            ("assumed", "Assumed by the office"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_why", models.TextField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dwellers",
                        to="families.household",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person"], name="families_dwelling_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_why__isnull", True),
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                            ),
                            models.Q(
                                ("end_why__isnull", False),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("until_on__isnull", False),
                                models.Q(("end_why", ""), _negated=True),
                                models.Q(
                                    ("since_on__isnull", True),
                                    ("until_on__gte", models.F("since_on")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="families_dwelling_ended_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("household", "person"),
                        name="families_dwells_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("parent", "Parent"),
                            ("partner", "Spouse or partner"),
                            ("sibling", "Brother or sister"),
                            ("grandparent", "Grandparent"),
                            ("other_relative", "Other relative"),
                            ("caretaker", "Foster parent or caretaker"),
                            ("travelling_together", "Travelling together"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "union",
                    models.CharField(
                        choices=[
                            ("civil", "Married by a state"),
                            ("religious", "Married by religion or custom"),
                            ("registered", "Registered partnership"),
                            ("cohabiting", "Living together as partners"),
                            ("not_known", "Not known"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("words", models.CharField(max_length=200, null=True)),
                ("since_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_why", models.TextField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="identity.organisation"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
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
                "indexes": [
                    models.Index(fields=["person"], name="families_related_first"),
                    models.Index(fields=["other"], name="families_related_second"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("other")), _negated=True),
                        name="families_not_with_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("union__isnull", True), ("kind", "partner"), _connector="OR"),
                        name="families_union_of_partners",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("words__isnull", True), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="families_words_say_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("words__isnull", False),
                            models.Q(("kind__in", ["other_relative", "other"]), _negated=True),
                            _connector="OR",
                        ),
                        name="families_kind_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since_on__isnull", True),
                            ("until_on__isnull", True),
                            ("until_on__gte", models.F("since_on")),
                            _connector="OR",
                        ),
                        name="families_relationship_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_why__isnull", True),
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                            ),
                            models.Q(
                                ("end_why__isnull", False),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("until_on__isnull", False),
                                models.Q(("end_why", ""), _negated=True),
                                models.Q(
                                    ("since_on__isnull", True),
                                    ("until_on__gte", models.F("since_on")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="families_relationship_ended_whole",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("person", "other"),
                        django.db.models.functions.comparison.Greatest("person", "other"),
                        models.F("kind"),
                        condition=models.Q(
                            ("kind__in", ["partner", "sibling", "travelling_together"]),
                            ("until_on__isnull", True),
                        ),
                        name="families_related_once_each",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind__in", ["parent", "grandparent", "caretaker"]), ("until_on__isnull", True)
                        ),
                        fields=("person", "other", "kind"),
                        name="families_related_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Weighing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("claimed", "Claimed"),
                            ("supported", "Supported by evidence"),
                            ("disputed", "Disputed"),
                            ("not_so", "Found not to be so"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("person", "Said by the person"),
                            ("family", "Said by family"),
                            ("document", "Read from a document"),
                            ("authority", "Told by another authority"),
                            ("assessment", "Found by an assessment"),
                            ("assumed", "Assumed by the office"),
                        ],
                        max_length=20,
                    ),
                ),
                ("said_by", models.CharField(max_length=200, null=True)),
                ("evidence", models.TextField(null=True)),
                ("why", models.TextField(null=True)),
                ("weighed_at", models.DateTimeField()),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weighings",
                        to="families.relationship",
                    ),
                ),
                (
                    "weighed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("relationship", "version"), name="families_weighed_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1),
                            models.Q(("why__isnull", False), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="families_weighed_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stance", "supported"), _negated=True),
                            models.Q(("evidence__isnull", False), models.Q(("evidence", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="families_supported_by_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Accompaniment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("by_parent", "Accompanied by a parent or usual caretaker"),
                            ("separated", "Separated: with another adult relative"),
                            ("unaccompanied", "Unaccompanied"),
                            ("not_clear", "Not clear yet"),
                            ("not_asked", "Not asked"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(max_length=200, null=True)),
                ("why", models.TextField(null=True)),
                ("stated_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "stated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "version"), name="families_accompaniment_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "not_asked"),
                            models.Q(("why__isnull", False), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="families_accompaniment_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointee",
            fields=[
                (
                    "appointment",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="families.appointment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        *[
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (ACCESS, RELATIONSHIPS, HOUSEHOLDS, APPOINTMENTS, WALLS)
        ],
    ]
