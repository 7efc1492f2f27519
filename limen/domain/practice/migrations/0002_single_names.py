"""Finds in a text a name of one word, as far as few enough bear it."""

from django.db import migrations

# As `access.people_in_words`, for words that stand alone: past the walls, ids alone, of those whose file the ticket may
# read. A word that more than `common` names have is nobody's; each costs one look into the index of names.
NAMES = """
create function access.people_in_single_words(singles bigint[], common integer, most integer)
    returns table (person_id uuid, name_id uuid) language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
begin
    if access.my_account() is null then
        return;
    end if;
    return query with borne as materialized (
        select alike.person_id, alike.id from unnest(singles) as one(number), lateral (
            select few.person_id, few.id, count(*) over () as bearers from (
                select k.person_id, k.id from public.people_namekey k where k.words @> array[one.number]
                    limit common + 1) few
            ) alike where alike.bearers <= common)
    select distinct b.person_id, b.id from borne b
        where exists (select 1 from access.readable_person r where r.id = b.person_id) limit most;
end $$;
revoke all on function access.people_in_single_words(bigint[], integer, integer) from public;
grant execute on function access.people_in_single_words(bigint[], integer, integer) to limen_app;
alter function access.people_in_single_words(bigint[], integer, integer) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(NAMES),
    ]
