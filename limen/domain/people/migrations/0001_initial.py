"""Creates the tables of persons, their walls, and what finds a name among those that one may list."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Through what a person is seen is not known on this floor. Until `cases` replaces the views and hands them to the
# warden, nobody is seen through anything. `new_person` is somebody whom the asker has just registered and who is party to nothing yet: names and
# documents can be added before the part in a case is.
ACCESS = """
grant select on people_person, people_name, people_namekey to limen_warden;

create or replace function access.organisation_of_person(the_person uuid) returns uuid language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select p.organisation_id from public.people_person p where p.id = the_person);
end $$;

create view access.listable_person with (security_barrier) as
    select p.id from public.people_person p where false;
create view access.readable_person with (security_barrier) as
    select p.id from public.people_person p where false;
create view access.writable_person with (security_barrier) as
    select p.id from public.people_person p where false;
create view access.new_person with (security_barrier) as
    select p.id from public.people_person p where p.registered_by_id = (select access.my_account())
        and p.organisation_id = (select access.my_organisation());
"""

# Names that share keys with each of up to four words, then with all of these but one; of persons whom the asker may
# list, and by names other than the main one only of persons whom the asker may read. Ids alone, which are then read
# through the walls. Row security itself would switch the index off: `&&` is not leakproof.
#
# A plan made for no words in particular scans the table, so one is made for each question. Whoever reaches no unit
# sees few persons: these first. `exact` counts the words that are there letter by letter, and ranks what is cut off.
SEARCH = """
create function access.people_named(
    first text[], second text[], third text[], fourth text[], spelled text[], most integer
) returns table (person_id uuid, name_id uuid, hits integer, exact integer)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan set enable_seqscan = off set jit = off as $$
declare
    words integer := (first is not null)::int + (second is not null)::int + (third is not null)::int
        + (fourth is not null)::int;
    seen integer;
begin
    if access.my_account() is null or words = 0 then
        return;
    end if;
    if cardinality(access.my_units(1)) = 0 then
        return query with mine as materialized (select distinct l.id from access.listable_person l),
        matched as (
            select k.person_id, k.id, k.is_main, (k.keys && first)::int + coalesce((k.keys && second)::int, 0)
                + coalesce((k.keys && third)::int, 0) + coalesce((k.keys && fourth)::int, 0) as n, k.keys
            from mine join public.people_namekey k on k.person_id = mine.id
        )
        select m.person_id, m.id, m.n, (select count(*)::int from unnest(spelled) s where s = any (m.keys))
            from matched m where m.n >= greatest(1, words - 1)
                and (m.is_main or exists (select 1 from access.readable_person r where r.id = m.person_id))
            order by 3 desc, 4 desc limit most;
        return;
    end if;
    return query with found as materialized (
        select k.person_id, k.id, k.is_main,
            (select count(*)::int from unnest(spelled) s where s = any (k.keys)) as n
        from public.people_namekey k
        where k.keys && first and (second is null or k.keys && second)
            and (third is null or k.keys && third) and (fourth is null or k.keys && fourth) limit 4000
    )
    select f.person_id, f.id, words, f.n from found f, lateral (
        select 1 from access.listable_person l where l.id = f.person_id
            and (f.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
        order by 4 desc limit most;
    get diagnostics seen = row_count;
    if words = 1 or seen >= 10 then
        return;
    end if;
    return query with found as materialized (
        select k.person_id, k.id, k.is_main,
            (select count(*)::int from unnest(spelled) s where s = any (k.keys)) as n
        from public.people_namekey k
        where case words
            when 2 then k.keys && first or k.keys && second
            when 3 then (k.keys && first and k.keys && second) or (k.keys && first and k.keys && third)
                or (k.keys && second and k.keys && third)
            else (k.keys && first and k.keys && second and (k.keys && third or k.keys && fourth))
                or (k.keys && third and k.keys && fourth and (k.keys && first or k.keys && second)) end
        order by n desc limit 4000
    )
    select f.person_id, f.id, words - 1, f.n from found f, lateral (
        select 1 from access.listable_person l where l.id = f.person_id
            and (f.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
        order by 4 desc limit most;
end $$;
"""

# What hangs on a person is seen with the person, and added by whoever writes in one of their cases, or has just
# registered them. Nothing is deleted, and of a name or document nothing is changed.
WALLS = """
alter table people_person enable row level security;
alter table people_person force row level security;
alter table people_earlierbirth enable row level security;
alter table people_earlierbirth force row level security;
alter table people_name enable row level security;
alter table people_name force row level security;
alter table people_namekey enable row level security;
alter table people_namekey force row level security;
alter table people_nationality enable row level security;
alter table people_nationality force row level security;
alter table people_persondocument enable row level security;
alter table people_persondocument force row level security;

create policy warden on people_person to limen_warden using (true);
create policy warden on people_name to limen_warden using (true);
create policy warden on people_namekey to limen_warden using (true);

create policy seen on people_person for select to limen_app
    using (exists (select 1 from access.listable_person l where l.id = people_person.id));
create policy registered on people_person for insert to limen_app
    with check (organisation_id = (select access.my_organisation())
        and registered_by_id = (select access.my_account()) and birth_by_id = registered_by_id
        and (select access.my_roles())::text[]
            && array['case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy corrected on people_person for update to limen_app
    using (exists (select 1 from access.writable_person w where w.id = people_person.id))
    with check (birth_by_id = (select access.my_account()));

-- What was on record before stays in the house: a share shows a person as they are now.
create policy seen on people_earlierbirth for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        and exists (select 1 from people_person p where p.id = person_id
            and p.organisation_id = (select access.my_organisation())));
create policy kept on people_earlierbirth for insert to limen_app
    with check (exists (select 1 from access.writable_person w where w.id = person_id));

create policy seen on people_name for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        or (is_main and exists (select 1 from access.listable_person l where l.id = person_id)));
create policy added on people_name for insert to limen_app
    with check (added_by_id = (select access.my_account())
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));

create policy seen on people_namekey for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        or (is_main and exists (select 1 from access.listable_person l where l.id = person_id)));
create policy added on people_namekey for insert to limen_app
    with check ((exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id))
        and access.is_name_of(people_namekey.id, person_id, is_main));

create policy seen on people_nationality for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id));
create policy added on people_nationality for insert to limen_app
    with check (added_by_id = (select access.my_account())
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));

create policy seen on people_persondocument for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id));
create policy added on people_persondocument for insert to limen_app
    with check (added_by_id = (select access.my_account())
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));

grant select, insert on people_person, people_earlierbirth, people_name, people_namekey, people_nationality,
    people_persondocument to limen_app;
grant update (birth_state, birth_words, birth_calendar, birth_precision, birth_numbers, birth_earliest, birth_latest,
    birth_source, birth_by_id, birth_at, version) on people_person to limen_app;

create trigger within_an_act before insert or update or delete on people_person
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_earlierbirth
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_name
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_namekey
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_nationality
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_persondocument
    for each statement execute function journal.within_an_act();
"""

# Keys belong to the name they were made from. Asked by a function, since whoever has just registered somebody does
# not see them yet.
KEYS = """
create function access.is_name_of(the_name uuid, the_person uuid, the_main boolean) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return exists (select 1 from public.people_name n
        where n.id = the_name and n.person_id = the_person and n.is_main = the_main);
end $$;
grant execute on function access.is_name_of(uuid, uuid, boolean) to limen_app;
alter function access.is_name_of(uuid, uuid, boolean) owner to limen_warden;
"""

# A line that is of no case is the organisation's own, or a person's: keepers of the house read the former alone.
JOURNAL = """
alter policy of_my_organisation on journal_entry
    using (case_id is null and stream_id = organisation_id and organisation_id = (select access.my_organisation())
        and (by_id = (select access.my_account())
            or (select access.my_roles())::text[] && array['administrator', 'auditor']));
create policy of_a_person_i_read on journal_entry for select to limen_app
    using (case_id is null and stream_id <> organisation_id
        and organisation_id = (select access.my_organisation())
        and exists (select 1 from access.readable_person r where r.id = journal_entry.stream_id));
"""

OWNERS = """
grant select on access.listable_person, access.readable_person, access.writable_person, access.new_person
    to limen_app;
grant execute on function access.people_named(text[], text[], text[], text[], text[], integer) to limen_app;
alter function access.people_named(text[], text[], text[], text[], text[], integer) owner to limen_warden;
alter function access.organisation_of_person(uuid) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0003_lines_of_persons"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "birth_state",
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
                ("birth_words", models.CharField(max_length=100, null=True)),
                ("birth_calendar", models.CharField(max_length=20, null=True)),
                ("birth_precision", models.CharField(max_length=20, null=True)),
                (
                    "birth_numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), default=list, size=None
                    ),
                ),
                ("birth_earliest", models.DateField(null=True)),
                ("birth_latest", models.DateField(null=True)),
                (
                    "birth_source",
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
                ("birth_at", models.DateTimeField()),
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("called", models.CharField(max_length=200)),
                (
                    "sex",
                    models.CharField(
                        choices=[("F", "Female"), ("M", "Male"), ("X", "Unspecified")],
                        max_length=1,
                        null=True,
                    ),
                ),
                (
                    "sex_state",
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
                ("gender", models.CharField(max_length=100, null=True)),
                (
                    "gender_state",
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
                ("registered_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "birth_by",
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
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Nationality",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "belonging",
                    models.CharField(
                        choices=[
                            ("national", "National of a state"),
                            ("stateless", "Stateless"),
                            ("unknown", "Not known"),
                        ],
                        max_length=20,
                    ),
                ),
                ("country", models.CharField(max_length=3, null=True)),
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
                ("since_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nationalities",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Name",
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
                            ("legal", "Legal"),
                            ("claimed", "Claimed"),
                            ("former", "Former"),
                            ("alias", "Also known as"),
                            ("at_birth", "At birth"),
                            ("religious", "Religious"),
                            ("chosen", "Chosen"),
                            ("as_on_document", "As on a document"),
                        ],
                        max_length=20,
                    ),
                ),
                ("parts", models.JSONField()),
                ("written", models.CharField(max_length=200)),
                ("script", models.CharField(max_length=4)),
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
                ("since_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("is_main", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EarlierBirth",
            fields=[
                (
                    "birth_state",
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
                ("birth_words", models.CharField(max_length=100, null=True)),
                ("birth_calendar", models.CharField(max_length=20, null=True)),
                ("birth_precision", models.CharField(max_length=20, null=True)),
                (
                    "birth_numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), default=list, size=None
                    ),
                ),
                ("birth_earliest", models.DateField(null=True)),
                ("birth_latest", models.DateField(null=True)),
                (
                    "birth_source",
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
                ("birth_at", models.DateTimeField()),
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "birth_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_births",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        choices=[
                            ("passport", "Passport"),
                            ("identity_card", "Identity card"),
                            ("travel_document", "Travel document for refugees or stateless persons"),
                            ("residence_permit", "Residence permit"),
                            ("birth_certificate", "Birth certificate"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("number_key", models.CharField(db_collation="C", max_length=60)),
                ("issuing_state", models.CharField(max_length=3)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                (
                    "examination",
                    models.CharField(
                        choices=[
                            ("not_examined", "Not examined"),
                            ("no_doubt", "No doubt"),
                            ("doubt", "Doubtful"),
                            ("forged", "Forged"),
                        ],
                        max_length=20,
                    ),
                ),
                ("zone", models.CharField(max_length=200, null=True)),
                ("zone_is_sound", models.BooleanField(null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                (
                    "name",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="people.name",
                    ),
                ),
                ("is_main", models.BooleanField()),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(db_collation="C"), size=None
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["birth_earliest", "birth_latest"], name="people_born"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("called", ""), _negated=True), name="people_person_is_called"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sex__isnull", False), ("sex_state", "told"), models.Q(("sex", ""), _negated=True)
                    ),
                    models.Q(models.Q(("sex_state", "told"), _negated=True), ("sex__isnull", True)),
                    _connector="OR",
                ),
                name="people_sex_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("gender__isnull", False),
                        ("gender_state", "told"),
                        models.Q(("gender", ""), _negated=True),
                    ),
                    models.Q(models.Q(("gender_state", "told"), _negated=True), ("gender__isnull", True)),
                    _connector="OR",
                ),
                name="people_gender_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("birth_state", "told"),
                        ("birth_words__isnull", False),
                        models.Q(("birth_words", ""), _negated=True),
                    ),
                    models.Q(models.Q(("birth_state", "told"), _negated=True), ("birth_words__isnull", True)),
                    _connector="OR",
                ),
                name="people_birth_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("birth_latest__gte", models.F("birth_earliest")),
                    models.Q(("birth_earliest__isnull", True), ("birth_latest__isnull", True)),
                    _connector="OR",
                ),
                name="people_birth_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="nationality",
            index=models.Index(fields=["person"], name="people_nationality_of_person"),
        ),
        migrations.AddConstraint(
            model_name="nationality",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("belonging", "national"), ("country__regex", "^[A-Z]{3}$")),
                    models.Q(models.Q(("belonging", "national"), _negated=True), ("country__isnull", True)),
                    _connector="OR",
                ),
                name="people_nationality_of_a_state",
            ),
        ),
        migrations.AddIndex(
            model_name="name",
            index=models.Index(fields=["person"], name="people_name_of_person"),
        ),
        migrations.AddConstraint(
            model_name="name",
            constraint=models.CheckConstraint(
                condition=models.Q(("written", ""), _negated=True), name="people_name_is_written"
            ),
        ),
        migrations.AddConstraint(
            model_name="name",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_main", True)), fields=("person",), name="people_one_main_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlierbirth",
            constraint=models.UniqueConstraint(
                fields=("person", "version"), name="people_earlier_birth_once"
            ),
        ),
        migrations.AddIndex(
            model_name="persondocument",
            index=models.Index(fields=["person"], name="people_document_of_person"),
        ),
        migrations.AddIndex(
            model_name="persondocument",
            index=models.Index(fields=["number_key"], name="people_document_number"),
        ),
        migrations.AddConstraint(
            model_name="persondocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("number_key", ""), _negated=True), name="people_document_has_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="persondocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("zone__isnull", False), ("zone_is_sound__isnull", False)),
                    models.Q(("zone__isnull", True), ("zone_is_sound__isnull", True)),
                    _connector="OR",
                ),
                name="people_zone_was_checked",
            ),
        ),
        migrations.AddIndex(
            model_name="namekey",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["keys"], name="people_namekey_keys"
            ),
        ),
        migrations.AddIndex(
            model_name="namekey",
            index=models.Index(fields=["person"], name="people_namekey_of_person"),
        ),
        *[
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (ACCESS, SEARCH, KEYS, WALLS, JOURNAL, OWNERS)
        ],
    ]
