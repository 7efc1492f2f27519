"""Adds the parties of a case, and with them the answer to whom one sees: persons through their cases."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A person is listed, read and written as far as one of the cases is to which they are party now: through the unit,
# by name, through a share, for an hour; never past a wall, and of a restricted case only for the people named for it.
# The same conditions as in the policies and views of `cases_case`. What a share shows is the general part.
VIEWS = """
grant select on cases_party to limen_warden;
create policy warden on cases_party to limen_warden using (true);

create or replace view access.listable_person with (security_barrier) as
    select p.person_id as id from public.cases_party p join public.cases_case c on c.id = p.case_id
    where (p.until_at is null or p.until_at > statement_timestamp()) and (
        (c.unit_id = any ((select access.my_units(1))::uuid[]) and not c.is_restricted
            and (not c.is_walled or not c.id = any ((select access.my_walls())::uuid[])))
        or c.id = any ((select access.my_cases(1))::uuid[])
        or c.id = any ((select access.my_shared_cases())::uuid[]));
create or replace view access.readable_person with (security_barrier) as
    select p.person_id as id from public.cases_party p join public.cases_case c on c.id = p.case_id
    where (p.until_at is null or p.until_at > statement_timestamp()) and (
        (c.unit_id = any ((select access.my_units(2))::uuid[]) and not c.is_restricted
            and (not c.is_walled or not c.id = any ((select access.my_walls())::uuid[])))
        or c.id = any ((select access.my_cases(2))::uuid[])
        or c.id = any ((select access.my_shared_cases())::uuid[]));
create or replace view access.writable_person with (security_barrier) as
    select p.person_id as id from public.cases_party p join public.cases_case c on c.id = p.case_id
    where (p.until_at is null or p.until_at > statement_timestamp()) and (
        (c.unit_id = any ((select access.my_units(3))::uuid[]) and not c.is_restricted
            and (not c.is_walled or not c.id = any ((select access.my_walls())::uuid[])))
        or c.id = any ((select access.my_cases(3))::uuid[]));
create or replace view access.new_person with (security_barrier) as
    select p.id from public.people_person p where p.registered_by_id = (select access.my_account())
        and p.organisation_id = (select access.my_organisation())
        and not exists (select 1 from public.cases_party c where c.person_id = p.id);

-- Everybody in the cases that I might see, if they are few; a superset of those I may list, and no answer by itself.
-- One case after the other until there are too many: a hash of all parties would first be made of all.
create or replace function access.few_persons(most integer) returns uuid[] language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
    set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    mine uuid[] := access.my_cases(1) || access.my_shared_cases();
    units uuid[] := access.my_units(1);
    few uuid[];
begin
    few := array(select p.person_id from public.cases_case c join public.cases_party p on p.case_id = c.id
        where c.unit_id = any (units) limit most + 1);
    if cardinality(few) > most then
        return null;
    end if;
    few := few || array(select p.person_id from public.cases_party p where p.case_id = any (mine) limit most + 1);
    if cardinality(few) > most then
        return null;
    end if;
    return array(select distinct unnest(few));
end $$;

alter view access.listable_person owner to limen_warden;
alter view access.readable_person owner to limen_warden;
alter view access.writable_person owner to limen_warden;
alter view access.new_person owner to limen_warden;
alter function access.few_persons(integer) owner to limen_warden;
"""

# Whom one joins to a case one must be able to write, or have just registered: or joining would be a way to read
# somebody whom one only lists, or has opened for an hour. Whoever registers may join new persons to a case they list.
WALLS = """
alter table cases_party enable row level security;
alter table cases_party force row level security;

create policy seen on cases_party for select to limen_app
    using (exists (select 1 from cases_case c where c.id = case_id));
create policy joined on cases_party for insert to limen_app
    with check (until_at is null
        and ((exists (select 1 from access.writable_case w where w.id = case_id)
                and (exists (select 1 from access.writable_person p where p.id = person_id)
                    or exists (select 1 from access.new_person n where n.id = person_id)))
            or ((select access.my_roles())::text[]
                    && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']
                and exists (select 1 from access.listable_case l where l.id = case_id)
                and exists (select 1 from access.new_person n where n.id = person_id))));
create policy ended on cases_party for update to limen_app
    using (exists (select 1 from access.writable_case w where w.id = case_id));

grant select, insert on cases_party to limen_app;
grant update (until_at) on cases_party to limen_app;
create trigger within_an_act before insert or update or delete on cases_party
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Party",
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
                            ("applicant", "Applicant"),
                            ("client", "Client"),
                            ("spouse", "Spouse or partner"),
                            ("child", "Child"),
                            ("family", "Other family"),
                            ("sponsor", "Sponsor"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="cases.case"
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
                    models.UniqueConstraint(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=("case", "person"),
                        name="cases_party_once",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["person"], include=["case", "until_at"], name="cases_party_of_person"
                    ),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (VIEWS, WALLS)],
    ]
