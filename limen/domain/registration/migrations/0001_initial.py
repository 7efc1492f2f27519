"""Creates the drafts of the desk, the numbers of references, and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A draft is of whoever types it, as long as they sit at a desk of its unit. It is given away by a function, since a
# row that its writer no longer sees cannot be written by them.
WALLS = """
alter table registration_draft enable row level security;
alter table registration_draft force row level security;
alter table registration_series enable row level security;
alter table registration_series force row level security;

create policy warden on registration_draft to limen_warden using (true);

create policy mine on registration_draft for select to limen_app
    using (member_id = (select access.my_account()) and unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy begun on registration_draft for insert to limen_app
    with check (member_id = (select access.my_account())
        and organisation_id = (select access.my_organisation())
        and unit_id = any ((select access.my_units(1))::uuid[])
        and handed_by_id is null and case_id is null
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy kept on registration_draft for update to limen_app
    using (member_id = (select access.my_account()) and unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor'])
    with check (case_id is null or exists (select 1 from cases_case c where c.id = case_id));
create policy gone on registration_draft for delete to limen_app
    using (member_id = (select access.my_account()) and unit_id = any ((select access.my_units(1))::uuid[])
        and case_id is null
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);

create policy of_my_desk on registration_series for select to limen_app
    using (unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy begun on registration_series for insert to limen_app
    with check (organisation_id = (select access.my_organisation())
        and unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
create policy counted on registration_series for update to limen_app
    using (unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[]
            && array['supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);

grant select, insert, delete on registration_draft to limen_app;
grant update (content, version, last_window, saved_at, thrown_away_at, registered_at, case_id)
    on registration_draft to limen_app;
grant select, insert on registration_series to limen_app;
grant update (last) on registration_series to limen_app;
grant select, update on registration_draft to limen_warden;
create trigger within_an_act before insert or update or delete on registration_series
    for each statement execute function journal.within_an_act();
"""

# Within an act only, by whoever has the draft, to somebody who registers in the same unit now.
HANDING = """
create function access.hand_over_draft(the_draft uuid, the_member uuid) returns boolean language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if coalesce(current_setting('limen.act', true), '') = '' or access.my_account() is null then
        return false;
    end if;
    update public.registration_draft d set member_id = the_member, handed_by_id = access.my_account(), last_window = ''
        where d.id = the_draft and d.member_id = access.my_account() and the_member <> d.member_id
            and d.registered_at is null and d.thrown_away_at is null and d.unit_id = any (access.my_units(1))
            and exists (select 1 from public.identity_posting p
                where p.member_id = the_member and p.unit_id = d.unit_id and p.reach >= 1
                    and p.role in ('supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor')
                    and p.since_at <= statement_timestamp()
                    and (p.until_at is null or p.until_at > statement_timestamp()));
    return found;
end $$;
grant execute on function access.hand_over_draft(uuid, uuid) to limen_app;
alter function access.hand_over_draft(uuid, uuid) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("opens", models.UUIDField(default=limen.foundation.ids.new_id)),
                ("content", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("last_window", models.CharField(default="", max_length=40)),
                ("started_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("thrown_away_at", models.DateTimeField(null=True)),
                ("registered_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "member",
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
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="identity.unit")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["member", "-saved_at"], name="registration_draft_of_member")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), ("registered_at", None)),
                            models.Q(
                                ("case__isnull", False), ("content", {}), ("registered_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="registration_draft_or_registered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("prefix", models.CharField(max_length=12)),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="identity.organisation"
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
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "year"), name="registration_one_series_a_year"),
                    models.UniqueConstraint(
                        fields=("organisation", "prefix", "year"), name="registration_prefix_of_one_unit"
                    ),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, HANDING)],
    ]
