"""Creates the table of notices and its walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A notice is seen by the one it is for. The worker writes it, on behalf of the one whose act it tells of.
WALLS = """
alter table notices_notice enable row level security;
alter table notices_notice force row level security;
create policy mine on notices_notice for select to limen_app
    using (member_id = (select access.my_account()));
create policy read on notices_notice for update to limen_app
    using (member_id = (select access.my_account()));
create policy warden on notices_notice to limen_warden using (true) with check (true);
grant select, insert on notices_notice to limen_warden;
grant select on notices_notice to limen_app;
grant update (read_at) on notices_notice to limen_app;
create trigger within_an_act before insert or update or delete on notices_notice
    for each statement execute function journal.within_an_act();
"""

# Whom an entry concerns: the people assigned to the case, the supervisors of its unit when it is serious, and the
# person named in it; never whoever did it, nobody behind a wall, and nobody who is not cleared for its compartment. Of a
# limit that ran out only those hear who may read the clock: supervisors who read files, of a case that is not
# restricted, and those assigned, while they have a post. Safe to call twice.
TELLING = """
create function access.tell_of(which bigint) returns integer language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    e public.journal_entry;
    told integer;
begin
    select * into e from public.journal_entry where id = which;
    if e.id is null then
        return 0;
    end if;
    perform set_config('limen.act', e.act_id::text, true);
    insert into public.notices_notice (id, member_id, entry_id, kind, case_id, at)
        select gen_random_uuid(), who.member_id, e.id, e.kind, e.case_id, e.at
        from (
            select a.member_id from public.cases_assignment a
                where a.case_id = e.case_id and a.until_at is null
                    and e.kind in ('cases.glass_broken', 'cases.shared', 'cases.share_revoked')
            union
            select a.member_id from public.cases_assignment a
                where a.case_id = e.case_id and a.until_at is null and e.kind = 'deadlines.missed'
                    and exists (select from public.identity_posting p where p.member_id = a.member_id
                        and p.role not in ('administrator', 'auditor', 'policy_lead', 'interpreter')
                        and p.since_at <= now() and (p.until_at is null or p.until_at > now()))
            union
            select p.member_id from public.identity_posting p
                join public.cases_case c on c.unit_id = p.unit_id and not c.is_restricted
                where c.id = e.case_id and p.role in ('supervisor', 'casework_supervisor') and p.reach >= 2
                    and p.since_at <= now() and (p.until_at is null or p.until_at > now())
                    and e.kind = 'deadlines.missed'
            union
            select p.member_id from public.identity_posting p
                join public.cases_case c on c.unit_id = p.unit_id
                where c.id = e.case_id and p.role in ('supervisor', 'casework_supervisor')
                    and p.since_at <= now() and (p.until_at is null or p.until_at > now())
                    and e.kind in ('cases.glass_broken', 'cases.conflict_declared')
            union
            select (e.facts::jsonb ->> 'member_id')::uuid where e.kind in ('cases.assigned', 'cases.unassigned')
            union
            select (e.facts::jsonb ->> 'officer_id')::uuid
                where e.kind in ('interviews.booking_answered', 'interviews.understanding_reported')
        ) who
        where who.member_id is distinct from e.by_id
            and not exists (select 1 from public.cases_wall w
                where w.case_id = e.case_id and w.member_id = who.member_id and w.until_at is null)
            and (e.compartment = 'general' or exists (select 1 from public.identity_clearance k
                where k.member_id = who.member_id and k.compartment = e.compartment and k.since_at <= now()
                    and (k.until_at is null or k.until_at > now())))
        on conflict do nothing;
    get diagnostics told = row_count;
    return told;
end $$;
grant execute on function access.tell_of(bigint) to limen_jobs;
alter function access.tell_of(bigint) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("entry_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["member", "at"],
                        name="notices_unread",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "entry_id"), name="notices_once_per_entry")
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, TELLING)],
    ]
