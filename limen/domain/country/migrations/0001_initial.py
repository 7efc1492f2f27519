"""Creates the library of country information, its walls, and the search behind them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models
from django.db.models import Case, When
from django.db.models.functions import Cast, Right

import limen.domain.country.models
import limen.foundation.ids

GRAMMARS = {
    "ara": "arabic", "cat": "catalan", "dan": "danish", "deu": "german", "ell": "greek", "eng": "english",
    "eus": "basque", "fin": "finnish", "fra": "french", "gle": "irish", "hin": "hindi", "hun": "hungarian",
    "hye": "armenian", "ind": "indonesian", "ita": "italian", "lit": "lithuanian", "nep": "nepali",
    "nld": "dutch", "nor": "norwegian", "por": "portuguese", "ron": "romanian", "rus": "russian",
    "spa": "spanish", "srp": "serbian", "swe": "swedish", "tam": "tamil", "tur": "turkish", "yid": "yiddish",
}  # fmt: skip
WORDS = Case(
    *(When(language=code, then=SearchVector("text", config=name)) for code, name in GRAMMARS.items()),
    default=SearchVector("text", config="simple"),
)

# A report is seen by whoever works on cases, as far as its level lets it out; it is kept by the policy leads of its
# organisation. What hangs on a report is seen with it. Nobody changes what a report says.
WALLS = """
alter table country_report enable row level security;
alter table country_report force row level security;
alter table country_passage enable row level security;
alter table country_passage force row level security;
alter table country_meaning enable row level security;
alter table country_meaning force row level security;
alter table country_inquiry enable row level security;
alter table country_inquiry force row level security;

create policy seen on country_report for select to limen_app
    using ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor', 'policy_lead']
        and (level = 'installation' or organisation_id = (select access.my_organisation())
            and (level = 'organisation' or (select access.my_roles())::text[] && array['policy_lead'])));
create policy kept on country_report for insert to limen_app
    with check ((select access.my_roles())::text[] && array['policy_lead']
        and organisation_id = (select access.my_organisation()) and kept_by_id = (select access.my_account())
        and superseded_at is null and withdrawn_at is null and withdrawn_by_id is null);
create policy ended on country_report for update to limen_app
    using ((select access.my_roles())::text[] && array['policy_lead']
        and organisation_id = (select access.my_organisation()))
    with check (organisation_id = (select access.my_organisation())
        and (withdrawn_by_id is null or withdrawn_by_id = (select access.my_account())));

create policy seen on country_passage for select to limen_app
    using (report_id in (select r.id from country_report r));
create policy kept on country_passage for insert to limen_app
    with check ((select access.my_roles())::text[] && array['policy_lead']
        and exists (select 1 from country_report r where r.id = report_id
            and r.organisation_id = (select access.my_organisation())
            and r.kept_by_id = (select access.my_account()) and r.language = country_passage.language));
create policy seen on country_meaning for select to limen_app
    using (report_id in (select r.id from country_report r));

-- A question is of whoever asked and of those who keep the library, until a second person lets the answer out.
create policy seen on country_inquiry for select to limen_app
    using ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor', 'policy_lead']
        and (organisation_id = (select access.my_organisation())
                and (asked_by_id = (select access.my_account())
                    or (select access.my_roles())::text[] && array['policy_lead'])
            or reviewed_at is not null and (level = 'installation'
                or organisation_id = (select access.my_organisation()) and level = 'organisation')));
create policy asked on country_inquiry for insert to limen_app
    with check ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor', 'policy_lead']
        and organisation_id = (select access.my_organisation()) and asked_by_id = (select access.my_account())
        and answer = '' and answered_by_id is null and answered_at is null
        and reviewed_by_id is null and reviewed_at is null);
create policy answered on country_inquiry for update to limen_app
    using ((select access.my_roles())::text[] && array['policy_lead']
        and organisation_id = (select access.my_organisation()))
    with check (organisation_id = (select access.my_organisation()) and answered_at is not null
        and (answered_by_id = (select access.my_account()) and reviewed_by_id is null
            or reviewed_by_id = (select access.my_account()) and reviewed_at is not null));

create policy warden on country_report to limen_warden using (true);
create policy warden on country_passage to limen_warden using (true);
create policy warden on country_meaning to limen_warden using (true);
grant select on country_report, country_passage, country_meaning to limen_warden;
grant insert on country_meaning to limen_warden;
grant select on country_report, country_passage, country_meaning, country_inquiry to limen_app;
grant insert on country_report, country_passage, country_inquiry to limen_app;
grant update (superseded_at, withdrawn_by_id, withdrawn_at, withdrawn_why) on country_report to limen_app;
grant update (level, answer, found_nothing, answered_by_id, answered_at, reviewed_by_id, reviewed_at)
    on country_inquiry to limen_app;

-- What was withdrawn or let out stays so, whoever asks.
create function access.report_only_ends() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.withdrawn_at is not null and (new.withdrawn_at, new.withdrawn_by_id, new.withdrawn_why)
            is distinct from (old.withdrawn_at, old.withdrawn_by_id, old.withdrawn_why)
            or old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at then
        raise exception 'a report that was ended stays so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger report_only_ends before update on country_report
    for each row execute function access.report_only_ends();
create function access.answer_stays_out() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.reviewed_at is not null
            or new.reviewed_at is not null and (new.answer, new.answered_by_id) is distinct from
                (old.answer, old.answered_by_id) then
        raise exception 'an answer that was let out stays so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger answer_stays_out before update on country_inquiry
    for each row execute function access.answer_stays_out();

create trigger within_an_act before insert or update or delete on country_report
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on country_passage
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on country_inquiry
    for each statement execute function journal.within_an_act();
"""

# Comparing words is not leakproof, so row security keeps their index from being used. This looks past the walls, at no
# more places than it is told, and gives back ids alone of what the ticket may read; the rows are read again through
# both walls. Each language is asked in its own grammar. Only a volatile function may be slow to plan; it changes nothing.
SEARCH = r"""
create function access.passages_with_words(asked text, spoken text[], grammars text[], asked_of text[],
    since date, until date, published_by text, with_old boolean, looked_at integer, shown integer)
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
    reports := array(select r.id from public.country_report r
        where (r.level = 'installation'
                or r.organisation_id = ours and (r.level = 'organisation' or 'policy_lead' = any (mine)))
            and r.language = any (spoken)
            and (with_old or r.withdrawn_at is null and r.superseded_at is null)
            and (asked_of = '{}' or r.countries && asked_of::varchar[])
            and (since is null or r.published_on >= since) and (until is null or r.published_on <= until)
            and (published_by = '' or lower(r.publisher) = lower(published_by)));
    for grammar in select distinct g from unnest(grammars) g loop
        wanted := websearch_to_tsquery(grammar::regconfig, asked);
        continue when querytree(wanted) in ('', 'T');
        near := array(select p.id from public.country_passage p
            where p.words @@ wanted and p.report_id = any (reports)
                and p.language = any (array(select s.spoken from unnest(spoken, grammars) s (spoken, grammar_of)
                    where s.grammar_of = grammar))
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
                and p.language = any (array(select s.spoken from unnest(spoken, grammars) s (spoken, grammar_of)
                    where s.grammar_of = grammar))
            order by p.id desc limit looked_at);
        return query select p.id, ts_rank(p.words, wanted, 1), false
            from unnest(partly) n (id) join public.country_passage p on p.id = n.id
            order by 2 desc, p.id desc limit shown;
    end loop;
end $$;
revoke all on function access.passages_with_words(text, text[], text[], text[], date, date, text, boolean, integer,
    integer) from public;
grant execute on function access.passages_with_words(text, text[], text[], text[], date, date, text, boolean, integer,
    integer) to limen_app;
alter function access.passages_with_words(text, text[], text[], text[], date, date, text, boolean, integer, integer)
    owner to limen_warden;
"""

# The worker has the model make of passages what they mean. A passage has no person in it, and no case.
MEANINGS = """
create function access.passages_without_meaning(at_most integer) returns table (id uuid, text text)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.id, p.text from public.country_passage p
        where not exists (select from public.country_meaning m where m.passage_id = p.id) order by p.id limit at_most
$$;
create function access.keep_meanings(passages uuid[], signs text[], vectors bytea[]) returns integer
    language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    with kept as (insert into public.country_meaning (id, passage_id, report_id, bits, vector)
        select p.id, p.id, p.report_id, s.sign::bit(512), s.vector
            from unnest(passages, signs, vectors) s (passage_id, sign, vector)
            join public.country_passage p on p.id = s.passage_id
        on conflict (passage_id) do nothing returning 1)
    select count(*)::integer from kept
$$;
revoke all on function access.passages_without_meaning(integer), access.keep_meanings(uuid[], text[], bytea[])
    from public;
grant execute on function access.passages_without_meaning(integer), access.keep_meanings(uuid[], text[], bytea[])
    to limen_jobs;
alter function access.passages_without_meaning(integer) owner to limen_warden;
alter function access.keep_meanings(uuid[], text[], bytea[]) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0005_interpreters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("installation", "Everybody who works on cases here, in every organisation"),
                            ("organisation", "Everybody who works on cases in this organisation"),
                            ("keepers", "Only those who keep the library of this organisation"),
                        ],
                        default="installation",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("publisher", models.CharField(max_length=200)),
                ("authors", models.CharField(blank=True, default="", max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("country", "Country report"),
                            ("theme", "Report on one topic"),
                            ("answer", "Answer to a question"),
                            ("news", "News"),
                            ("law", "Law or official text"),
                            ("mission", "Report of a journey"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(max_length=3)),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("published_on", models.DateField()),
                ("covers_from", models.DateField(null=True)),
                ("covers_until", models.DateField(null=True)),
                ("accessed_on", models.DateField()),
                ("look_again_on", models.DateField(null=True)),
                ("address", models.CharField(blank=True, default="", max_length=500)),
                (
                    "leans_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("source_who", models.TextField(blank=True, default="")),
                ("source_what", models.TextField(blank=True, default="")),
                ("source_why", models.TextField(blank=True, default="")),
                ("source_when", models.TextField(blank=True, default="")),
                ("source_how", models.TextField(blank=True, default="")),
                ("file_name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("digest", models.CharField(db_collation="C", max_length=64)),
                ("stored_as", models.UUIDField(unique=True)),
                ("file_key", models.BinaryField()),
                ("pages", models.PositiveIntegerField()),
                ("passages", models.PositiveIntegerField()),
                (
                    "text_state",
                    models.CharField(
                        choices=[
                            ("read", "All pages have text"),
                            ("partly", "Some pages have no text"),
                            ("none", "No page has text: it can be opened, but no search finds what it says"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kept_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.TextField(blank=True, default="")),
                (
                    "cited_as",
                    models.GeneratedField(
                        db_persist=True,
                        expression=Right(Cast("id", models.CharField()), 8),
                        output_field=models.CharField(max_length=8),
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="country.report",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("organisation", "digest"),
                        name="country_report_once",
                    )
                ],
                "indexes": [
                    models.Index(fields=["organisation", "-published_on", "-id"], name="country_reports"),
                    models.Index(fields=["cited_as"], name="country_report_cited_as"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("language", models.CharField(max_length=3)),
                ("page", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("is_read_by_machine", models.BooleanField(default=False)),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=WORDS,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="country.report"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("report", "page", "number"), name="country_passage_once")
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="country_by_words"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("installation", "Everybody who works on cases here, in every organisation"),
                            ("organisation", "Everybody who works on cases in this organisation"),
                            ("keepers", "Only those who keep the library of this organisation"),
                        ],
                        default="organisation",
                        max_length=20,
                    ),
                ),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                ("question", models.TextField()),
                ("needed_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, default="")),
                ("found_nothing", models.BooleanField(default=False)),
                ("answered_at", models.DateTimeField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "inquiries",
                "indexes": [
                    models.Index(fields=["organisation", "needed_on", "id"], name="country_inquiries")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("reviewed_by", models.F("answered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="country_inquiry_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True), ("answered_by__isnull", False), _connector="OR"
                        ),
                        name="country_inquiry_is_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meaning",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "passage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="country.passage",
                    ),
                ),
                ("bits", limen.domain.country.models.Bits()),
                ("vector", models.BinaryField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="country.report"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
        migrations.RunSQL(SEARCH, migrations.RunSQL.noop),
        migrations.RunSQL(MEANINGS, migrations.RunSQL.noop),
    ]
