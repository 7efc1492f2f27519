"""Adds the search for the names of many persons at once, for lists: the same steps as for one, each of them one
statement for all who still look for more."""

from django.db import migrations

# What is asked of one name: for each of its first four words the words near it, and the words as they are spelled. The
# steps are those of `people_named`, which says why; a test holds both to each other. Found among few: by the words,
# since names that share none need not be looked at.
SEARCH = """
create type access.name_asked as (
    n integer, words integer, a bigint[], b bigint[], c bigint[], d bigint[], spelled bigint[]);

create function access.names_asked(of_name integer[], place integer[], keys_of integer[], keys bigint[],
    spelled bigint[]) returns access.name_asked[] language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off set jit = off as $$
begin
    return (with counted as (
        select t.word_no, k.word, count(distinct k.key) as shared from unnest(keys_of, keys) t (word_no, key)
            join public.people_wordkey k on k.key = t.key group by 1, 2
    ), near as (
        select r.word_no, array_agg(r.word order by r.shared desc, r.word) as words from (
            select *, row_number() over (partition by c.word_no order by c.shared desc, c.word) as rank
            from counted c) r where r.rank <= 60 group by 1
    ), asked as (
        select w.n, w.place, w.word, coalesce(e.words, '{}') as words
        from unnest(of_name, place, spelled) with ordinality w (n, place, word, word_no)
            left join near e on e.word_no = w.word_no
    ), one as (
        select q.n, count(*)::integer as words, array_agg(q.word order by q.place) as spelled from asked q group by 1
    )
    select array_agg(row(o.n, o.words,
        (select q.words from asked q where q.n = o.n and q.place = 1),
        (select q.words from asked q where q.n = o.n and q.place = 2),
        (select q.words from asked q where q.n = o.n and q.place = 3),
        (select q.words from asked q where q.n = o.n and q.place = 4),
        o.spelled)::access.name_asked order by o.n) from one o);
end $$;

create function access.people_named_among(few uuid[], asked access.name_asked[], most integer)
    returns table (n integer, person_id uuid) language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan set jit = off as $$
begin
    return query with known as materialized (
        select k.id, k.person_id, k.is_main, w.word
        from unnest(few) f (id) join public.people_namekey k on k.person_id = f.id, unnest(k.words) w (word)
    ), wanted as materialized (
        select q.n, p.place, w.word from unnest(asked) q,
            lateral (values (1, q.a), (2, q.b), (3, q.c), (4, q.d)) p (place, words), unnest(p.words) w (word)
    ), spelled as materialized (
        select distinct q.n, w.word from unnest(asked) q, unnest(q.spelled) w (word)
    ), matched as (
        select w.n, k.id, k.person_id, k.is_main, count(distinct w.place) as places,
            count(distinct s.word) as exact
        from known k join wanted w on w.word = k.word left join spelled s on s.n = w.n and s.word = k.word
        group by 1, 2, 3, 4
    ), seen as (
        select m.n, m.person_id, m.places, m.exact from matched m join unnest(asked) q on q.n = m.n
        where m.places >= greatest(1, q.words - 1)
            and exists (select 1 from access.listable_person l where l.id = m.person_id
                and (m.is_main or exists (select 1 from access.readable_person r where r.id = l.id)))
    ), ranked as (
        select *, row_number() over (partition by s.n order by s.places desc, s.exact desc) as rank from seen s
    )
    select r.n, r.person_id from ranked r where r.rank <= most order by r.n, r.rank;
end $$;

-- Each step for names of equally many words, so that the plan knows which conditions there are.
create function access.people_spelled_each(asked access.name_asked[], most integer)
    returns table (n integer, person_id uuid) language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan set enable_seqscan = off set jit = off as $$
begin
    return query select q.n, f.person_id from unnest(asked) q, lateral (
        with near as materialized (
            select k.person_id, k.is_main from public.people_namekey k where k.words @> q.spelled limit 2000
        )
        select o.person_id from near o, lateral (
            select 1 from access.listable_person l where l.id = o.person_id
                and (o.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
            limit most) f;
end $$;

create function access.people_one_word_apart_each(asked access.name_asked[], how_many integer, most integer)
    returns table (n integer, person_id uuid) language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan set enable_seqscan = off set jit = off as $$
begin
    return query select q.n, f.person_id from unnest(asked) q, lateral (
        with near as materialized (
            (select k.person_id, k.id, k.is_main from public.people_namekey k
                where k.words && q.a[1:8] and k.words @> q.spelled[2:] limit 500)
            union
            (select k.person_id, k.id, k.is_main from public.people_namekey k
                where k.words && q.b[1:8] and k.words @> (q.spelled[:1] || q.spelled[3:]) limit 500)
            union
            (select k.person_id, k.id, k.is_main from public.people_namekey k
                where how_many > 2 and k.words && q.c[1:8] and k.words @> (q.spelled[:2] || q.spelled[4:]) limit 500)
            union
            (select k.person_id, k.id, k.is_main from public.people_namekey k
                where how_many > 3 and k.words && q.d[1:8] and k.words @> q.spelled[:3] limit 500)
        )
        select o.person_id from near o, lateral (
            select 1 from access.listable_person l where l.id = o.person_id
                and (o.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
            limit most) f;
end $$;

create function access.people_near_each(asked access.name_asked[], how_many integer, wide integer, most integer)
    returns table (n integer, person_id uuid) language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan set enable_seqscan = off set jit = off as $$
begin
    return query select q.n, f.person_id from unnest(asked) q, lateral (
        with near as (
            select k.person_id, k.is_main, (k.words @> q.spelled[1:1])::int + (k.words @> q.spelled[2:2])::int
                + (k.words @> q.spelled[3:3])::int + (k.words @> q.spelled[4:4])::int as exact
            from public.people_namekey k
            where k.words && q.a[1:wide] and (how_many < 2 or k.words && q.b[1:wide])
                and (how_many < 3 or k.words && q.c[1:wide]) and (how_many < 4 or k.words && q.d[1:wide]) limit 2000
        ), ordered as (select * from near n order by n.exact desc)
        select o.person_id from ordered o, lateral (
            select 1 from access.listable_person l where l.id = o.person_id
                and (o.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
            limit most) f;
end $$;

create function access.people_partly_near_each(asked access.name_asked[], how_many integer, most integer)
    returns table (n integer, person_id uuid) language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan set enable_seqscan = off set jit = off as $$
begin
    return query select q.n, f.person_id from unnest(asked) q, lateral (
        with near as (
            select k.person_id, k.is_main, (k.words @> q.spelled[1:1])::int + (k.words @> q.spelled[2:2])::int
                + (k.words @> q.spelled[3:3])::int + (k.words @> q.spelled[4:4])::int as exact
            from public.people_namekey k
            where case how_many
                when 2 then k.words && q.a[1:4] or k.words && q.b[1:4]
                when 3 then (k.words && q.a[1:8] and (k.words && q.b[1:8] or k.words && q.c[1:8]))
                    or (k.words && q.b[1:8] and k.words && q.c[1:8])
                else (k.words && q.a[1:8] and k.words && q.b[1:8] and (k.words && q.c[1:8] or k.words && q.d[1:8]))
                    or (k.words && q.c[1:8] and k.words && q.d[1:8]
                        and (k.words && q.a[1:8] or k.words && q.b[1:8])) end
            limit 2000
        ), ordered as (select * from near n order by n.exact desc)
        select o.person_id from ordered o, lateral (
            select 1 from access.listable_person l where l.id = o.person_id
                and (o.is_main or exists (select 1 from access.readable_person r where r.id = l.id)) limit 1) seen
            limit most) f;
end $$;

create function access.people_named_each(
    of_name integer[], place integer[], keys_of integer[], keys bigint[], spelled bigint[], most integer
) returns table (n integer, person_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asked access.name_asked[];
    open access.name_asked[];
    few uuid[];
    seen integer[];
    found integer[];
    persons uuid[];
begin
    if access.my_account() is null or cardinality(spelled) = 0 then
        return;
    end if;
    asked := access.names_asked(of_name, place, keys_of, keys, spelled);
    few := access.few_persons(2000);
    if few is not null then
        return query select * from access.people_named_among(few, asked, most);
        return;
    end if;
    seen := array_fill(0, array[(select max(q.n) from unnest(asked) q)]);
    for step in 1 .. 6 loop
        for how_many in 1 .. 4 loop
            open := array(select q from unnest(asked) q where q.words = how_many and case when step = 1 then true
                when step = 2 then how_many > 1 and seen[q.n] < most
                when step < 6 then seen[q.n] < least(20, most) else how_many > 1 and seen[q.n] < 10 end);
            continue when cardinality(open) = 0;
            select array_agg(f.n), array_agg(f.person_id) into found, persons from (
                select * from access.people_spelled_each(open, most) where step = 1
                union all
                select * from access.people_one_word_apart_each(open, how_many, most) where step = 2
                union all
                select * from access.people_near_each(open, how_many, case step when 3 then 3 when 4 then 8 else 60 end,
                    most) where step between 3 and 5
                union all
                select * from access.people_partly_near_each(open, how_many, most) where step = 6) f;
            return query select * from unnest(found, persons);
            seen := array(select greatest(s.before, coalesce(c.now, 0))::integer
                from unnest(seen) with ordinality s (before, n)
                left join (select f as n, count(*) as now from unnest(found) f group by 1) c on c.n = s.n order by s.n);
        end loop;
    end loop;
end $$;

grant execute on function access.people_named_each(integer[], integer[], integer[], bigint[], bigint[], integer)
    to limen_app;
alter type access.name_asked owner to limen_warden;
alter function access.names_asked(integer[], integer[], integer[], bigint[], bigint[]) owner to limen_warden;
alter function access.people_named_among(uuid[], access.name_asked[], integer) owner to limen_warden;
alter function access.people_spelled_each(access.name_asked[], integer) owner to limen_warden;
alter function access.people_one_word_apart_each(access.name_asked[], integer, integer) owner to limen_warden;
alter function access.people_near_each(access.name_asked[], integer, integer, integer) owner to limen_warden;
alter function access.people_partly_near_each(access.name_asked[], integer, integer) owner to limen_warden;
alter function access.people_named_each(integer[], integer[], integer[], bigint[], bigint[], integer)
    owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_told_further")]

    operations = [migrations.RunSQL(SEARCH, migrations.RunSQL.noop)]
