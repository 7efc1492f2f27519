"""Lets a search read the signs of passages from an index, and ask each grammar of reports in its languages alone."""

import django.db.models.deletion
from django.db import migrations, models

# As before, but a grammar is asked of the reports that are written in one of its languages: where none is, nothing is
# looked up, and the planner knows how few passages can be meant. `whole` and `places`, when they are there, are the reports
# and the passages of a collection: others are not looked at.
SEARCH = r"""
set role limen_warden;
drop function access.passages_with_words(text, text[], text[], text[], date, date, text, boolean, integer, integer);
reset role;
create function access.passages_with_words(asked text, spoken text[], grammars text[], asked_of text[],
    since date, until date, published_by text, with_old boolean, whole uuid[], places uuid[], looked_at integer,
    shown integer)
    returns table (id uuid, rank real, is_cut boolean) language plpgsql stable
    security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
    set jit = off as $$
#variable_conflict use_column
declare
    ours uuid := access.my_organisation();
    mine text[] := access.my_roles();
    reports uuid[];
    grammar text;
    wanted tsquery;
    near uuid[];
    partly uuid[];
    few constant integer := 20;
begin
    if ours is null or not mine && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor', 'policy_lead'] then
        return;
    end if;
    for grammar in select distinct g from unnest(grammars) g loop
        wanted := websearch_to_tsquery(grammar::regconfig, asked);
        continue when querytree(wanted) in ('', 'T');
        reports := array(select r.id from public.country_report r
            where (r.level = 'installation'
                    or r.organisation_id = ours and (r.level = 'organisation' or 'policy_lead' = any (mine)))
                and r.language = any (array(select s.spoken from unnest(spoken, grammars) s (spoken, grammar_of)
                    where s.grammar_of = grammar))
                and (with_old or r.withdrawn_at is null and r.superseded_at is null)
                and (asked_of = '{}' or r.countries && asked_of::varchar[])
                and (since is null or r.published_on >= since) and (until is null or r.published_on <= until)
                and (published_by = '' or lower(r.publisher) = lower(published_by))
                and (whole is null or r.id = any (whole) or r.id in
                    (select p.report_id from public.country_passage p where p.id = any (places))));
        continue when reports = '{}';
        near := array(select p.id from public.country_passage p
            where p.words @@ wanted and p.report_id = any (reports)
                and (whole is null or p.report_id = any (whole) or p.id = any (places))
            order by p.id desc limit looked_at);
        return query select p.id, 1::real + ts_rank(p.words, wanted, 1), cardinality(near) >= looked_at
            from unnest(near) n (id) join public.country_passage p on p.id = n.id
            order by 2 desc, p.id desc limit shown;
        -- Where few have all the words, those that have some of them come after. Who wrote a phrase, a minus or an
        -- "or" said exactly what is wanted.
        continue when cardinality(near) >= few or asked ~* '"|(^|\s)-|\sor\s';
        wanted := replace(plainto_tsquery(grammar::regconfig, asked)::text, ' & ', ' | ')::tsquery;
        partly := array(select p.id from public.country_passage p
            where p.words @@ wanted and p.report_id = any (reports) and p.id <> all (near)
                and (whole is null or p.report_id = any (whole) or p.id = any (places))
            order by p.id desc limit looked_at);
        return query select p.id, ts_rank(p.words, wanted, 1), false
            from unnest(partly) n (id) join public.country_passage p on p.id = n.id
            order by 2 desc, p.id desc limit shown;
    end loop;
end $$;
revoke all on function access.passages_with_words(text, text[], text[], text[], date, date, text, boolean, uuid[], uuid[],
    integer, integer) from public;
grant execute on function access.passages_with_words(text, text[], text[], text[], date, date, text, boolean, uuid[],
    uuid[], integer, integer) to limen_app;
alter function access.passages_with_words(text, text[], text[], text[], date, date, text, boolean, uuid[], uuid[], integer,
    integer) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("country", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="meaning",
            name="report",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="country.report",
            ),
        ),
        migrations.AddIndex(
            model_name="meaning",
            index=models.Index(fields=["report"], include=("passage", "bits"), name="country_signs"),
        ),
        migrations.RunSQL(SEARCH, migrations.RunSQL.noop),
    ]
