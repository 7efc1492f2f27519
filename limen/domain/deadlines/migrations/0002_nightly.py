"""Adds what the worker asks and reports at night: which clocks live, what differs, what ran out."""

from django.db import migrations, models

# What the worker is shown: clocks by their ids, with the term, the facts, what stopped and extended them, and the days
# stored; and the law that rules them. No case, no person, no reason in words: the worker has no table of cases, and
# what it reports is placed beside its clock here.
ASKED = """
create function access.editions_at_work() returns table (
    edition_id uuid, organisation_id uuid, language text, pack text, fingerprint text, in_force_id uuid,
    in_force_fingerprint text
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select e.id, e.organisation_id, o.language::text, e.pack::text, e.fingerprint::text, f.id,
            f.fingerprint::text
        from public.policy_edition e
            join public.identity_organisation o on o.id = e.organisation_id
            left join public.policy_adoption a
                on a.organisation_id = e.organisation_id and a.pack = e.pack and a.state = 'adopted'
            left join public.policy_edition f on f.id = a.edition_id
        where exists (select from public.deadlines_clock c
            where c.edition_id = e.id and c.state in ('running', 'stopped'))
        order by f.digest, e.digest, e.id;
end $$;

create function access.files_of_edition(which uuid) returns bytea language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select e.files from public.policy_edition e where e.id = which);
end $$;

-- `reported`: what an open difference says already, so that a night on which nothing changed writes nothing.
create function access.clocks_to_rule(of_edition uuid, after uuid, at_most integer) returns table (
    clock_id uuid, version integer, term text, calendar text, facts text, state text, effect text, due_on date,
    due_at timestamptz, work_to date, raw_on date, days_left integer, calendar_fingerprint text, stops text,
    extensions text, reported text
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select c.id, c.version, c.term::text, c.calendar::text, c.facts::text, c.state::text, c.effect::text,
            c.due_on, c.due_at, c.work_to, c.raw_on, c.days_left, c.ruling ->> 'calendar_fingerprint',
            (select jsonb_agg(jsonb_build_array(s.cause, s.since_on, s.until_on))::text
                from public.deadlines_stop s where s.clock_id = c.id),
            (select jsonb_agg(jsonb_build_array(e.ground, e.length))::text
                from public.deadlines_extension e where e.clock_id = c.id),
            (select jsonb_build_array(d.edition_id, d.stored_due_on, d.found_due_on, d.trouble)::text
                from public.deadlines_difference d where d.clock_id = c.id and d.settled_at is null)
        from public.deadlines_clock c
        where c.edition_id = of_edition and c.state in ('running', 'stopped') and c.id > after
        order by c.id limit at_most;
end $$;

-- Limits that may have run out: those whose day is over in the zone that is furthest ahead, and hours that passed. In
-- which zone a day ended only the calendar knows, so `note_missed` is told and looks again.
create function access.limits_run_out(asked_at timestamptz, after_on date, after uuid, at_most integer) returns table (
    clock_id uuid, edition_id uuid, calendar text, due_on date
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare latest date := (asked_at at time zone 'Pacific/Kiritimati')::date;
begin
    return query select c.id, c.edition_id, c.calendar::text, c.due_on
        from public.deadlines_clock c
        where c.state = 'running' and c.effect = 'limit' and c.missed_at is null and c.due_on <= latest
            and case when c.due_at is null then c.due_on < latest else c.due_at <= asked_at end
            and (c.due_on, c.id) > (after_on, after)
        order by c.due_on, c.id limit at_most;
end $$;
"""

# What the worker reports. A row that somebody is working on at this moment is passed over, and so is a clock that was
# changed since it was ruled: the next night has it. So nobody waits for the worker, and it waits for nobody.
REPORTED = """
create function access.report_differences(act uuid, reported_at timestamptz, told jsonb)
    returns table (reported integer, settled integer) language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('limen.act', act::text, true);
    insert into public.deadlines_difference as d
        (id, clock_id, case_id, compartment, edition_id, stored_due_on, found_due_on, found_at, trouble)
    select gen_random_uuid(), held.id, held.case_id, held.compartment, held.edition, held.stored, held.found_on,
            reported_at, held.trouble
        from (select c.id, c.case_id, c.compartment, f.edition, c.due_on as stored, f.due_on as found_on, f.trouble
            from jsonb_to_recordset(told)
                    as f (clock uuid, version integer, differs boolean, edition uuid, due_on date, trouble text)
                join public.deadlines_clock c on c.id = f.clock and c.version = f.version
                    and c.state in ('running', 'stopped')
                join public.policy_edition own on own.id = c.edition_id
                join public.policy_edition other
                    on other.id = f.edition and other.organisation_id = own.organisation_id
            where f.differs order by c.id for no key update of c skip locked) held
    on conflict (clock_id) where settled_at is null do update
        set edition_id = excluded.edition_id, stored_due_on = excluded.stored_due_on,
            found_due_on = excluded.found_due_on, found_at = excluded.found_at, trouble = excluded.trouble
        where (d.edition_id, d.stored_due_on, d.found_due_on, d.trouble)
            is distinct from (excluded.edition_id, excluded.stored_due_on, excluded.found_due_on, excluded.trouble);
    get diagnostics reported = row_count;
    update public.deadlines_difference d set settled_at = reported_at
        from (select c.id from jsonb_to_recordset(told) as f (clock uuid, version integer, differs boolean)
                join public.deadlines_clock c on c.id = f.clock and c.version = f.version
            where not f.differs order by c.id for no key update of c skip locked) held
        where d.clock_id = held.id and d.settled_at is null;
    get diagnostics settled = row_count;
    perform set_config('limen.act', '', true);
    return next;
end $$;

-- A clock that was met or set aside asks nothing more of anybody.
create function access.settle_differences_of_closed_clocks(act uuid, closed_at timestamptz) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare gone integer;
begin
    perform set_config('limen.act', act::text, true);
    update public.deadlines_difference d set settled_at = closed_at
        from (select x.id from public.deadlines_difference x
                join public.deadlines_clock c on c.id = x.clock_id and c.state not in ('running', 'stopped')
            where x.settled_at is null order by x.id for no key update of x skip locked) held
        where d.id = held.id;
    get diagnostics gone = row_count;
    perform set_config('limen.act', '', true);
    return gone;
end $$;

-- The alarm and its line, together or not at all. The line is the system's, in the compartment of the clock; the facts
-- are those of the event `deadlines.missed`, written as `journal.writing` writes them.
create function access.note_missed(act uuid, noted_at timestamptz, told jsonb)
    returns table (clock_id uuid, entry_id bigint) language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare one record;
begin
    perform set_config('limen.act', act::text, true);
    for one in
        select c.id, c.case_id, c.compartment, c.term_says, c.due_on, k.organisation_id
            from jsonb_to_recordset(told) as f (clock uuid, zone text)
                join public.deadlines_clock c on c.id = f.clock
                join public.cases_case k on k.id = c.case_id
            where c.state = 'running' and c.effect = 'limit' and c.missed_at is null
                and case when c.due_at is null then c.due_on < (noted_at at time zone f.zone)::date
                    else c.due_at <= noted_at end
            order by c.due_on, c.id for no key update of c skip locked
    loop
        -- A chain that is being written to waits for the next hour.
        perform from public.journal_head h where h.stream_id = one.case_id for update skip locked;
        if not found and exists (select from public.journal_head h where h.stream_id = one.case_id) then
            continue;
        end if;
        update public.deadlines_clock c set missed_at = noted_at where c.id = one.id;
        clock_id := one.id;
        entry_id := journal.append_by_system(act, 'deadlines.missed', noted_at, 'Limen', one.organisation_id,
            one.case_id, one.compartment, format('{"clock_id":"%s","due_on":"%s","term_says":%s}', one.id,
                to_char(one.due_on, 'YYYY-MM-DD'), to_json(one.term_says::text)), '[]');
        return next;
    end loop;
    perform set_config('limen.act', '', true);
end $$;
"""

OWNERS = """
grant execute on function access.editions_at_work(), access.files_of_edition(uuid),
    access.clocks_to_rule(uuid, uuid, integer), access.limits_run_out(timestamptz, date, uuid, integer),
    access.report_differences(uuid, timestamptz, jsonb),
    access.settle_differences_of_closed_clocks(uuid, timestamptz),
    access.note_missed(uuid, timestamptz, jsonb) to limen_jobs;
alter function access.editions_at_work() owner to limen_warden;
alter function access.files_of_edition(uuid) owner to limen_warden;
alter function access.clocks_to_rule(uuid, uuid, integer) owner to limen_warden;
alter function access.limits_run_out(timestamptz, date, uuid, integer) owner to limen_warden;
alter function access.report_differences(uuid, timestamptz, jsonb) owner to limen_warden;
alter function access.settle_differences_of_closed_clocks(uuid, timestamptz) owner to limen_warden;
alter function access.note_missed(uuid, timestamptz, jsonb) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0001_initial"),
        ("journal", "0002_seals_and_erasure"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("state__in", ("running", "stopped"))),
                fields=["edition", "id"],
                name="deadlines_live_by_edition",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("effect", "limit"), ("missed_at__isnull", True), ("state", "running")),
                fields=["due_on", "id"],
                name="deadlines_limits_to_come",
            ),
        ),
        migrations.AddIndex(
            model_name="difference",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", True)),
                fields=["found_at", "id"],
                name="deadlines_open_differences",
            ),
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (ASKED, REPORTED, OWNERS)],
    ]
