"""Adds whom the library concerns: who asked, when an answer is let out; and whose open work cites a report that was
withdrawn or that a newer one has taken the place of."""

from django.db import migrations, models

# What is cited stands by its name in the latest version of a decision that can still be written in, and of a piece that
# lies on a board. Those assigned to such a case hear of it, as far as they are cleared for it, not walled off and in a
# post that works on cases: one notice a case. Whoever keeps the library learns nothing: the number that comes back is the
# worker's. Safe to call twice.
TELLING = """
create policy warden on country_inquiry for select to limen_warden using (true);
create policy warden on decisions_decision for select to limen_warden using (true);
create policy warden on decisions_version for select to limen_warden using (true);
create policy warden on assessments_piece for select to limen_warden using (true);
create policy warden on assessments_version for select to limen_warden using (true);
grant select on country_inquiry, decisions_decision, decisions_version, assessments_piece, assessments_version
    to limen_warden;

create function access.tell_of_library(which bigint) returns integer language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    e public.journal_entry;
    cited text;
    told integer;
begin
    select * into e from public.journal_entry where id = which;
    if e.id is null then
        return 0;
    end if;
    perform set_config('limen.act', e.act_id::text, true);
    cited := '%country/' || right(case e.kind when 'country.withdrawn' then e.facts::jsonb ->> 'report_id'
        when 'country.kept' then e.facts::jsonb ->> 'follows' end, 8) || '/p%';
    insert into public.notices_notice (id, member_id, entry_id, kind, case_id, at)
        select gen_random_uuid(), who.member_id, e.id, e.kind, who.case_id, e.at
        from (
            select i.asked_by_id as member_id, null::uuid as case_id from public.country_inquiry i
                where e.kind = 'country.reviewed' and i.id = (e.facts::jsonb ->> 'inquiry_id')::uuid
            union
            select a.member_id, a.case_id from (
                    select d.case_id, d.compartment from public.decisions_decision d
                        join public.decisions_version v on v.decision_id = d.id and v.number = d.number
                        where d.state in ('draft', 'with_reader', 'returned', 'approved')
                            and v.content::text like cited
                    union
                    select p.case_id, p.compartment from public.assessments_piece p
                        join public.assessments_version v on v.piece_id = p.id and v.number = p.number
                        where p.withdrawn_at is null and v.content::text like cited
                ) work
                join public.cases_assignment a on a.case_id = work.case_id and a.until_at is null
                where cited is not null
                    and (work.compartment = 'general' or exists (select from public.identity_clearance k
                        where k.member_id = a.member_id and k.compartment = work.compartment and k.since_at <= now()
                            and (k.until_at is null or k.until_at > now())))
                    and not exists (select from public.cases_wall w
                        where w.case_id = a.case_id and w.member_id = a.member_id and w.until_at is null)
                    and exists (select from public.identity_posting p where p.member_id = a.member_id
                        and p.role not in ('administrator', 'auditor', 'policy_lead', 'interpreter')
                        and p.since_at <= now() and (p.until_at is null or p.until_at > now()))
        ) who
        where who.member_id is distinct from e.by_id
        on conflict do nothing;
    get diagnostics told = row_count;
    perform set_config('limen.act', '', true);
    return told;
end $$;
revoke all on function access.tell_of_library(bigint) from public;
grant execute on function access.tell_of_library(bigint) to limen_jobs;
alter function access.tell_of_library(bigint) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_records_of_one_person"),
        ("country", "0002_faster"),
        ("decisions", "0003_templates"),
        ("assessments", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="notice", name="notices_once_per_entry"),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=["member", "entry_id", "case"], name="notices_once_per_case", nulls_distinct=False
            ),
        ),
        migrations.RunSQL(TELLING, migrations.RunSQL.noop),
    ]
