"""Adds the search for words in notes and in pages of documents, over all cases that one may read."""

from django.db import migrations

# Row security keeps an index of words from being used, since comparing words is not leakproof. So these look past the
# walls and give back ids alone, of what the ticket may read; the rows are read again through both walls. An id begins
# with the moment at which it was made: the latest come first.
# A common word is met soon on the way back from the latest id, a rare one is found by its index, and a place costs about
# the same on both ways. So the way is chosen by how many places PostgreSQL expects: it would choose wrongly
# itself. With sorting made dear it does go back.
# Only a volatile function may ask for a plan; none of these changes anything.
# Of few cases every place is looked at. Of many, the latest places that have the words, of the asker's organisation and
# of what is shared with them, and no more than `at_most`: whether there are as many is all that is told of the rest, and
# the time it takes ends there.
SEARCH = """
create function access.few_cases(only_given boolean) returns uuid[] language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
    set enable_seqscan = off set jit = off as $$
declare
    units uuid[] := access.my_units(2);
begin
    if only_given then
        return access.my_cases(3);
    end if;
    if (select count(*) from (select from public.cases_case c where c.unit_id = any (units) limit 1001) f) > 1000 then
        return null;
    end if;
    return array(select r.id from access.readable_case r) || access.my_shared_cases();
end $$;

create function access.is_common(which regclass, wanted tsquery, at_most integer) returns boolean language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    plan json;
    expected numeric;
begin
    execute format('explain (format json) select from %s t where t.words @@ $1', which) into plan using wanted;
    expected := (plan -> 0 -> 'Plan' ->> 'Plan Rows')::numeric;
    return expected * expected > at_most * (select c.reltuples from pg_class c where c.oid = which)::numeric;
end $$;

create function access.notes_with_words(asked text, until uuid, since uuid, only_given boolean, shown integer,
    at_most integer, out places uuid[], out is_cut boolean) language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
    set enable_seqscan = off set enable_sort = on set max_parallel_workers_per_gather = 0 set jit = off as $$
declare
    wanted tsquery := websearch_to_tsquery('simple', asked);
    ours uuid := access.my_organisation();
    few uuid[] := access.few_cases(only_given);
    lent uuid[] := access.my_shared_cases();
    lent_parts text[] := access.my_shared_parts();
    cleared text[] := access.my_clearances();
    near uuid[];
begin
    is_cut := false;
    places := '{}';
    if ours is null or querytree(wanted) in ('', 'T') then
        return;
    end if;
    if few is not null then
        near := array(select n.id from public.notes_note n where n.case_id = any (few) and n.words @@ wanted
            and n.id < until and n.id >= since);
    elsif access.is_common('public.notes_note', wanted, at_most) then
        perform set_config('enable_sort', 'off', true);
        near := array(select n.id from public.notes_note n
            where n.words @@ wanted and n.id < until and n.id >= since and (n.case_id = any (lent)
                or (select c.organisation_id from public.cases_case c where c.id = n.case_id) = ours)
            order by n.id desc limit at_most);
        perform set_config('enable_sort', 'on', true);
        is_cut := cardinality(near) >= at_most;
    else
        near := array(with every as materialized (select n.id, n.case_id from public.notes_note n
                where n.words @@ wanted and n.id < until and n.id >= since),
            latest as (select * from every e order by e.id desc offset 0)
            select l.id from latest l where l.case_id = any (lent)
                or (select c.organisation_id from public.cases_case c where c.id = l.case_id) = ours limit at_most);
        is_cut := cardinality(near) >= at_most;
    end if;
    places := array(select n.id from unnest(near) o (id) join public.notes_note n on n.id = o.id
        where n.compartment = any (cleared) and exists (select 1 from access.readable_case r where r.id = n.case_id)
            or n.case_id = any (lent) and n.case_id::text || ':' || n.compartment = any (lent_parts)
        order by n.id desc limit shown);
end $$;

-- Of documents in use the newest file: the others say what is said no longer.
create function access.pages_with_words(asked text, until uuid, since uuid, only_given boolean, shown integer,
    at_most integer, out places uuid[], out is_cut boolean) language plpgsql volatile
    security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
    set enable_seqscan = off set enable_sort = on set max_parallel_workers_per_gather = 0 set jit = off as $$
declare
    wanted tsquery := websearch_to_tsquery('simple', asked);
    ours uuid := access.my_organisation();
    few uuid[] := access.few_cases(only_given);
    lent uuid[] := access.my_shared_cases();
    lent_parts text[] := access.my_shared_parts();
    cleared text[] := access.my_clearances();
    near uuid[];
begin
    is_cut := false;
    places := '{}';
    if ours is null or querytree(wanted) in ('', 'T') then
        return;
    end if;
    if few is not null then
        near := array(select p.id from public.documents_page p where p.case_id = any (few) and p.words @@ wanted
            and p.id < until and p.id >= since);
    elsif access.is_common('public.documents_page', wanted, at_most) then
        perform set_config('enable_sort', 'off', true);
        near := array(select p.id from public.documents_page p
            where p.words @@ wanted and p.id < until and p.id >= since and (p.case_id = any (lent)
                or (select c.organisation_id from public.cases_case c where c.id = p.case_id) = ours)
            order by p.id desc limit at_most);
        perform set_config('enable_sort', 'on', true);
        is_cut := cardinality(near) >= at_most;
    else
        near := array(with every as materialized (select p.id, p.case_id from public.documents_page p
                where p.words @@ wanted and p.id < until and p.id >= since),
            latest as (select * from every e order by e.id desc offset 0)
            select l.id from latest l where l.case_id = any (lent)
                or (select c.organisation_id from public.cases_case c where c.id = l.case_id) = ours limit at_most);
        is_cut := cardinality(near) >= at_most;
    end if;
    places := array(select p.id from unnest(near) o (id) join public.documents_page p on p.id = o.id
            join public.documents_version v on v.id = p.version_id
            join public.documents_document d on d.id = v.document_id
                and d.latest = v.number and d.set_aside_at is null
        where p.compartment = any (cleared) and exists (select 1 from access.readable_case r where r.id = p.case_id)
            or p.case_id = any (lent) and p.case_id::text || ':' || p.compartment = any (lent_parts)
        order by p.id desc limit shown);
end $$;

grant execute on function access.notes_with_words(text, uuid, uuid, boolean, integer, integer),
    access.pages_with_words(text, uuid, uuid, boolean, integer, integer) to limen_app;
alter function access.is_common(regclass, tsquery, integer) owner to limen_warden;
alter function access.few_cases(boolean) owner to limen_warden;
alter function access.notes_with_words(text, uuid, uuid, boolean, integer, integer) owner to limen_warden;
alter function access.pages_with_words(text, uuid, uuid, boolean, integer, integer) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_words"),
        ("notes", "0002_words"),
        ("worklists", "0007_fill_languages"),
    ]

    operations = [migrations.RunSQL(SEARCH, migrations.RunSQL.noop)]
