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

# The index has two steps: words that share keys with a word that was asked for, the nearest first; then names with such
# words. There are far fewer words than people, so the second step asks for few, and stops as soon as it has enough:
# first names that are spelled so, or differ in one word; then names whose words are all near; then farther ones, and
# names that lack a word. Names that the asker may list by the person's main name, or read: ids alone, which are
# read again through the walls. Row security itself would switch the index off: `&&` is not leakproof.
#
# A plan made for no words in particular scans the table, so one is made for each question. Whoever sees few persons
# asks these, and all of them: among thousands of a common name their own would be past the limit.
SEARCH = """
grant select, insert on people_wordkey to limen_warden;

create function access.few_persons(most integer) returns uuid[] language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return array[]::uuid[];
end $$;

create function access.keep_words(the_words bigint[], the_keys bigint[]) returns void language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into public.people_wordkey (word, key)
        select u.word, u.key from unnest(the_words, the_keys) u (word, key)
        where not exists (select 1 from public.people_wordkey k where k.word = u.word);
end $$;

create function access.words_near(keys bigint[]) returns bigint[] language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
begin
    return (select array_agg(n.word order by n.shared desc, n.word) from (
        select k.word, count(distinct k.key) as shared from public.people_wordkey k where k.key = any (keys)
            group by k.word order by 2 desc, 1 limit 60) n);
end $$;

create function access.people_named(
    first bigint[], second bigint[], third bigint[], fourth bigint[], spelled bigint[], most integer
) returns table (person_id uuid, name_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan set enable_seqscan = off set jit = off as $$
declare
    asked integer := (first is not null)::int + (second is not null)::int + (third is not null)::int
        + (fourth is not null)::int;
    a bigint[] := coalesce(access.words_near(first), '{}');
    b bigint[] := access.words_near(second);
    c bigint[] := access.words_near(third);
    d bigint[] := access.words_near(fourth);
    few uuid[];
    found integer;
    seen integer := 0;
    wide integer;
begin
    if access.my_account() is null or asked = 0 then
        return;
    end if;
    b := case when second is not null then coalesce(b, '{}') end;
    c := case when third is not null then coalesce(c, '{}') end;
    d := case when fourth is not null then coalesce(d, '{}') end;
    few := access.few_persons(2000);
    if few is not null then
        return query with matched as (
            select k.person_id, k.id, k.is_main, (k.words && a)::int + coalesce((k.words && b)::int, 0)
                + coalesce((k.words && c)::int, 0) + coalesce((k.words && d)::int, 0) as n,
                (select count(*) from unnest(spelled) s where k.words @> array[s]) as exact
            from unnest(few) f (id) join public.people_namekey k on k.person_id = f.id
        ), ordered as (
            select * from matched m where m.n >= greatest(1, asked - 1) order by m.n desc, m.exact desc
        )
        select o.person_id, o.id from ordered o, lateral (
            select 1 from access.listable_person l where l.id = o.person_id
                and (o.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
            limit most;
        return;
    end if;
    return query with as_spelled as materialized (
        select k.person_id, k.id, k.is_main from public.people_namekey k where k.words @> spelled limit 2000
    )
    select o.person_id, o.id from as_spelled o, lateral (
        select 1 from access.listable_person l where l.id = o.person_id
            and (o.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
        limit most;
    get diagnostics seen = row_count;
    if seen >= most then
        return;
    end if;
    if asked > 1 then
        return query with one_apart as materialized (
            (select k.person_id, k.id, k.is_main from public.people_namekey k
                where k.words && a[1:8] and k.words @> spelled[2:] limit 500)
            union
            (select k.person_id, k.id, k.is_main from public.people_namekey k
                where k.words && b[1:8] and k.words @> (spelled[:1] || spelled[3:]) limit 500)
            union
            (select k.person_id, k.id, k.is_main from public.people_namekey k
                where asked > 2 and k.words && c[1:8] and k.words @> (spelled[:2] || spelled[4:]) limit 500)
            union
            (select k.person_id, k.id, k.is_main from public.people_namekey k
                where asked > 3 and k.words && d[1:8] and k.words @> spelled[:3] limit 500)
        )
        select o.person_id, o.id from one_apart o, lateral (
            select 1 from access.listable_person l where l.id = o.person_id
                and (o.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
            limit most;
        get diagnostics found = row_count;
        seen := greatest(seen, found);
    end if;
    foreach wide in array array[3, 8, 60] loop
        exit when seen >= 20;
        return query with near as (
            select k.person_id, k.id, k.is_main,
                (select count(*) from unnest(spelled) s where k.words @> array[s]) as exact
            from public.people_namekey k
            where k.words && a[1:wide] and (asked < 2 or k.words && b[1:wide])
                and (asked < 3 or k.words && c[1:wide]) and (asked < 4 or k.words && d[1:wide]) limit 2000
        ), ordered as (select * from near n order by n.exact desc)
        select o.person_id, o.id from ordered o, lateral (
            select 1 from access.listable_person l where l.id = o.person_id
                and (o.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
            limit most;
        get diagnostics found = row_count;
        seen := greatest(seen, found);
    end loop;
    if asked = 1 or seen >= 10 then
        return;
    end if;
    return query with near as (
        select k.person_id, k.id, k.is_main,
            (select count(*) from unnest(spelled) s where k.words @> array[s]) as exact
        from public.people_namekey k
        where case asked
            when 2 then k.words && a[1:4] or k.words && b[1:4]
            when 3 then (k.words && a[1:8] and (k.words && b[1:8] or k.words && c[1:8]))
                or (k.words && b[1:8] and k.words && c[1:8])
            else (k.words && a[1:8] and k.words && b[1:8] and (k.words && c[1:8] or k.words && d[1:8]))
                or (k.words && c[1:8] and k.words && d[1:8] and (k.words && a[1:8] or k.words && b[1:8])) end
        limit 2000
    ), ordered as (select * from near n order by n.exact desc)
    select o.person_id, o.id from ordered o, lateral (
        select 1 from access.listable_person l where l.id = o.person_id
            and (o.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
        limit most;
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
alter table people_wordkey enable row level security;
alter table people_wordkey force row level security;
alter table people_nationality enable row level security;
alter table people_nationality force row level security;
alter table people_persondocument enable row level security;
alter table people_persondocument force row level security;

create policy warden on people_person to limen_warden using (true);
create policy warden on people_name to limen_warden using (true);
create policy warden on people_namekey to limen_warden using (true);
create policy warden on people_wordkey to limen_warden using (true) with check (true);

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
create trigger within_an_act before insert or update or delete on people_wordkey
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
grant execute on function access.people_named(bigint[], bigint[], bigint[], bigint[], bigint[], integer) to limen_app;
grant execute on function access.keep_words(bigint[], bigint[]) to limen_app;
alter function access.people_named(bigint[], bigint[], bigint[], bigint[], bigint[], integer) owner to limen_warden;
alter function access.keep_words(bigint[], bigint[]) owner to limen_warden;
alter function access.words_near(bigint[]) owner to limen_warden;
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
            options={
                "indexes": [
                    models.Index(fields=["birth_earliest", "birth_latest"], name="people_born"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("called", ""), _negated=True), name="people_person_is_called"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sex__isnull", False),
                                ("sex_state", "told"),
                                models.Q(("sex", ""), _negated=True),
                            ),
                            models.Q(models.Q(("sex_state", "told"), _negated=True), ("sex__isnull", True)),
                            _connector="OR",
                        ),
                        name="people_sex_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("gender__isnull", False),
                                ("gender_state", "told"),
                                models.Q(("gender", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("gender_state", "told"), _negated=True), ("gender__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="people_gender_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("birth_state", "told"),
                                ("birth_words__isnull", False),
                                models.Q(("birth_words", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("birth_state", "told"), _negated=True),
                                ("birth_words__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="people_birth_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_latest__gte", models.F("birth_earliest")),
                            models.Q(("birth_earliest__isnull", True), ("birth_latest__isnull", True)),
                            _connector="OR",
                        ),
                        name="people_birth_in_order",
                    ),
                ],
            },
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
            options={
                "indexes": [
                    models.Index(fields=["person"], name="people_nationality_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("belonging", "national"), ("country__regex", "^[A-Z]{3}$")),
                            models.Q(
                                models.Q(("belonging", "national"), _negated=True), ("country__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="people_nationality_of_a_state",
                    ),
                ],
            },
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
            options={
                "indexes": [
                    models.Index(fields=["person"], name="people_name_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("written", ""), _negated=True), name="people_name_is_written"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_main", True)), fields=("person",), name="people_one_main_name"
                    ),
                ],
            },
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "version"), name="people_earlier_birth_once"),
                ],
            },
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
            options={
                "indexes": [
                    models.Index(fields=["person"], name="people_document_of_person"),
                    models.Index(fields=["number_key"], name="people_document_number"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number_key", ""), _negated=True),
                        name="people_document_has_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("zone__isnull", False), ("zone_is_sound__isnull", False)),
                            models.Q(("zone__isnull", True), ("zone_is_sound__isnull", True)),
                            _connector="OR",
                        ),
                        name="people_zone_was_checked",
                    ),
                ],
            },
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
                    "words",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="people_namekey_words"
                    ),
                    models.Index(fields=["person"], name="people_namekey_of_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.BigIntegerField()),
                ("key", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["key", "word"], name="people_wordkey_words"),
                    models.Index(fields=["word"], name="people_wordkey_keys"),
                ],
            },
        ),
        *[
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (ACCESS, SEARCH, KEYS, WALLS, JOURNAL, OWNERS)
        ],
    ]
