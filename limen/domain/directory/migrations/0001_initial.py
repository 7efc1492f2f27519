"""Creates the directory of services, its walls, and what of it is read without signing in."""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

READERS = "'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor'"
KEEPERS = "'caseworker', 'casework_supervisor'"
# A service is read by those who work on cases, as far as its level lets it out; its house keeps it. A place that is
# confidential does not exist for anybody else. Only a supervisor lets a service be seen by everybody.
WALLS = """
alter table directory_provider enable row level security;
alter table directory_provider force row level security;
alter table directory_service enable row level security;
alter table directory_service force row level security;
alter table directory_place enable row level security;
alter table directory_place force row level security;
alter table directory_delivery enable row level security;
alter table directory_delivery force row level security;

create policy seen on directory_service for select to limen_app
    using ((select access.my_roles())::text[] && array[READERS]
        and (organisation_id = (select access.my_organisation()) or level <> 'own' and withdrawn_at is null));
create policy kept on directory_service for insert to limen_app
    with check ((select access.my_roles())::text[] && array[KEEPERS]
        and organisation_id = (select access.my_organisation()) and kept_by_id = (select access.my_account())
        and changed_by_id = (select access.my_account())
        and withdrawn_by_id is null and withdrawn_at is null and verified_by_id is null);
create policy changed on directory_service for update to limen_app
    using ((select access.my_roles())::text[] && array[KEEPERS]
        and organisation_id = (select access.my_organisation()))
    with check (withdrawn_by_id is null or withdrawn_by_id = (select access.my_account()));

create policy seen on directory_provider for select to limen_app
    using ((select access.my_roles())::text[] && array[READERS]
        and (organisation_id = (select access.my_organisation())
            or id in (select s.provider_id from directory_service s)));
create policy kept on directory_provider for insert to limen_app
    with check ((select access.my_roles())::text[] && array[KEEPERS]
        and organisation_id = (select access.my_organisation()));
create policy changed on directory_provider for update to limen_app
    using ((select access.my_roles())::text[] && array[KEEPERS]
        and organisation_id = (select access.my_organisation()));

create policy seen on directory_place for select to limen_app
    using ((select access.my_roles())::text[] && array[READERS]
        and (organisation_id = (select access.my_organisation())
            or not is_confidential and ended_at is null
                and (service_id in (select s.id from directory_service s)
                    or service_id is null and provider_id in (select p.id from directory_provider p))));
create policy kept on directory_place for insert to limen_app
    with check ((select access.my_roles())::text[] && array[KEEPERS]
        and organisation_id = (select access.my_organisation())
        and provider_id in (select p.id from directory_provider p
            where p.organisation_id = (select access.my_organisation()))
        and (service_id is null or service_id in (select s.id from directory_service s
            where s.organisation_id = (select access.my_organisation()))));
create policy changed on directory_place for update to limen_app
    using ((select access.my_roles())::text[] && array[KEEPERS]
        and organisation_id = (select access.my_organisation()))
    with check (provider_id in (select p.id from directory_provider p
        where p.organisation_id = (select access.my_organisation())));

create policy seen on directory_delivery for select to limen_app
    using ((select access.my_roles())::text[] && array[KEEPERS]
        and organisation_id = (select access.my_organisation()));
create policy sent on directory_delivery for insert to limen_app
    with check ((select access.my_roles())::text[] && array[KEEPERS]
        and organisation_id = (select access.my_organisation()) and sent_by_id = (select access.my_account())
        and taken_at is null);
create policy taken on directory_delivery for update to limen_app
    using ((select access.my_roles())::text[] && array[KEEPERS]
        and organisation_id = (select access.my_organisation()) and taken_at is null)
    with check (taken_at is not null);

grant select, insert on directory_provider, directory_service, directory_place, directory_delivery to limen_app;
grant update (name, said) on directory_provider to limen_app;
grant update (provider_id, level, said, name, tells, standing, language, languages, topics, time_zone, version,
    changed_by_id, changed_at, verified_on, verified_by_id, withdrawn_by_id, withdrawn_at, withdrawn_why)
    on directory_service to limen_app;
grant update (provider_id, offered_as, number, is_confidential, said, offer, kept_back, city, postal_code, latitude,
    longitude, ended_at) on directory_place to limen_app;
grant update (lines, taken_at) on directory_delivery to limen_app;

-- A policy sees a row before or after. This sees both: what was withdrawn stays so, whoever verified says so in their
-- own name, a service is let out to everybody by a supervisor, and its provider is one that the same house keeps.
create function access.service_goes_on() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
declare
    is_let_out boolean := new.level = 'published' and (tg_op = 'INSERT' or old.level <> 'published');
begin
    if is_let_out and access.my_account() is not null and not access.my_roles()::text[] && array['casework_supervisor'] then
        raise exception 'a supervisor lets a service out' using errcode = 'insufficient_privilege';
    end if;
    if not exists (select from public.directory_provider p
            where p.id = new.provider_id and p.organisation_id = new.organisation_id) then
        raise exception 'the provider is of another house' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'UPDATE' and (old.withdrawn_at is not null and (new.withdrawn_at, new.withdrawn_by_id, new.level)
                is distinct from (old.withdrawn_at, old.withdrawn_by_id, old.level)
            or new.verified_by_id is distinct from old.verified_by_id
                and new.verified_by_id is distinct from access.my_account()
                and new.verified_by_id is not null) then
        raise exception 'a service does not go this way' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger service_goes_on before insert or update on directory_service
    for each row execute function access.service_goes_on();

create trigger within_an_act before insert or update or delete on directory_provider
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on directory_service
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on directory_place
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on directory_delivery
    for each statement execute function journal.within_an_act();

create policy warden on directory_service to limen_warden using (true);
create policy warden on directory_provider to limen_warden using (true);
create policy warden on directory_place to limen_warden using (true);
grant select on directory_service, directory_provider, directory_place to limen_warden;
""".replace("READERS", READERS).replace("KEEPERS", KEEPERS)

# What anybody may read without signing in: what was let out, without its confidential places.
PUBLISHED = """
create function access.published_places(of_service uuid, of_provider uuid) returns jsonb
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_array(l.said, l.offer) order by l.number, l.id), '[]'::jsonb)
        from public.directory_place l
        where l.provider_id = of_provider and l.service_id is not distinct from of_service
            and l.ended_at is null and not l.is_confidential
$$;
create function access.published_services(wanted uuid, asked text, grammars text[], spoken text, topic text,
    since timestamptz, offered_by uuid, skip integer, at_most integer)
    returns table (known_as uuid, said jsonb, provider jsonb, places jsonb, sites jsonb, time_zone text, in_all bigint)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with found as (
        select s.*, p.said as provider_said, p.known_as as provider_known_as, count(*) over () as in_all
            from public.directory_service s join public.directory_provider p on p.id = s.provider_id
            where s.level = 'published' and s.withdrawn_at is null
                and (wanted is null or s.known_as = wanted)
                and (offered_by is null or p.known_as = offered_by)
                and (since is null or s.changed_at >= since)
                and (spoken = '' or spoken = any (s.languages)) and (topic = '' or topic = any (s.topics))
                and (asked = '' or s.words @@ any (array(
                    select websearch_to_tsquery(g::regconfig, asked) from unnest(grammars) g)))
            order by s.name, s.id offset skip limit at_most)
    select f.known_as, f.said, f.provider_said, access.published_places(f.id, f.provider_id),
        access.published_places(null, f.provider_id), f.time_zone::text, f.in_all from found f order by f.name, f.id
$$;
create function access.published_providers(wanted uuid, skip integer, at_most integer)
    returns table (known_as uuid, said jsonb, sites jsonb, in_all bigint)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with found as (
        select distinct on (p.known_as) p.id, p.known_as, p.name, p.said from public.directory_provider p
            join public.directory_service s on s.provider_id = p.id
            where s.level = 'published' and s.withdrawn_at is null and (wanted is null or p.known_as = wanted)
            order by p.known_as, p.id)
    select f.known_as, f.said, access.published_places(null, f.id), count(*) over ()
        from found f order by f.name, f.known_as offset skip limit at_most
$$;
revoke all on function access.published_places(uuid, uuid), access.published_services(uuid, text, text[], text, text,
    timestamptz, uuid, integer, integer), access.published_providers(uuid, integer, integer) from public;
grant execute on function access.published_services(uuid, text, text[], text, text, timestamptz, uuid, integer,
    integer), access.published_providers(uuid, integer, integer) to limen_app;
alter function access.published_places(uuid, uuid) owner to limen_warden;
alter function access.published_services(uuid, text, text[], text, text, timestamptz, uuid, integer, integer)
    owner to limen_warden;
alter function access.published_providers(uuid, integer, integer) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0006_acting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("known_as", models.UUIDField()),
                ("name", models.CharField(max_length=300)),
                ("said", models.JSONField(default=dict)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("known_as", models.UUIDField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("own", "Everybody who works on cases in this organisation"),
                            ("installation", "Everybody who works on cases here, in every organisation"),
                            ("published", "Everybody, also without signing in"),
                        ],
                        default="installation",
                        max_length=20,
                    ),
                ),
                ("said", models.JSONField(default=dict)),
                ("name", models.CharField(max_length=300)),
                ("tells", models.TextField(blank=True, default="")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("active", "Open to people"),
                            ("inactive", "Not open now"),
                            ("defunct", "Ended for good"),
                            ("temporarily closed", "Closed for a time"),
                        ],
                        default="active",
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(default="eng", max_length=3)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list, size=None
                    ),
                ),
                ("time_zone", models.CharField(default="UTC", max_length=60)),
                ("version", models.PositiveIntegerField(default=1)),
                ("kept_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("verified_on", models.DateField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.TextField(blank=True, default="")),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                language="ara",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="arabic"
                                ),
                            ),
                            models.When(
                                language="cat",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="catalan"
                                ),
                            ),
                            models.When(
                                language="dan",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="danish"
                                ),
                            ),
                            models.When(
                                language="deu",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="german"
                                ),
                            ),
                            models.When(
                                language="ell",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="greek"
                                ),
                            ),
                            models.When(
                                language="eng",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="english"
                                ),
                            ),
                            models.When(
                                language="eus",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="basque"
                                ),
                            ),
                            models.When(
                                language="fin",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="finnish"
                                ),
                            ),
                            models.When(
                                language="fra",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="french"
                                ),
                            ),
                            models.When(
                                language="gle",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="irish"
                                ),
                            ),
                            models.When(
                                language="hin",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="hindi"
                                ),
                            ),
                            models.When(
                                language="hun",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="hungarian"
                                ),
                            ),
                            models.When(
                                language="hye",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="armenian"
                                ),
                            ),
                            models.When(
                                language="ind",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="indonesian"
                                ),
                            ),
                            models.When(
                                language="ita",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="italian"
                                ),
                            ),
                            models.When(
                                language="lit",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="lithuanian"
                                ),
                            ),
                            models.When(
                                language="nep",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="nepali"
                                ),
                            ),
                            models.When(
                                language="nld",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="dutch"
                                ),
                            ),
                            models.When(
                                language="nor",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="norwegian"
                                ),
                            ),
                            models.When(
                                language="por",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="portuguese"
                                ),
                            ),
                            models.When(
                                language="ron",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="romanian"
                                ),
                            ),
                            models.When(
                                language="rus",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="russian"
                                ),
                            ),
                            models.When(
                                language="spa",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="spanish"
                                ),
                            ),
                            models.When(
                                language="srp",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="serbian"
                                ),
                            ),
                            models.When(
                                language="swe",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="swedish"
                                ),
                            ),
                            models.When(
                                language="tam",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="tamil"
                                ),
                            ),
                            models.When(
                                language="tur",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="turkish"
                                ),
                            ),
                            models.When(
                                language="yid",
                                then=django.contrib.postgres.search.SearchVector(
                                    "name", "tells", config="yiddish"
                                ),
                            ),
                            default=django.contrib.postgres.search.SearchVector(
                                "name", "tells", config="simple"
                            ),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
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
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.provider"
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
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
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("known_as", models.UUIDField()),
                ("offered_as", models.UUIDField(null=True)),
                ("number", models.PositiveIntegerField(default=0)),
                ("is_confidential", models.BooleanField(default=False)),
                ("said", models.JSONField(default=dict)),
                ("offer", models.JSONField(default=dict)),
                ("kept_back", models.JSONField(default=dict)),
                ("city", models.CharField(blank=True, default="", max_length=200)),
                ("postal_code", models.CharField(blank=True, default="", max_length=40)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.provider"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="directory.service",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("own", "Everybody who works on cases in this organisation"),
                            ("installation", "Everybody who works on cases here, in every organisation"),
                            ("published", "Everybody, also without signing in"),
                        ],
                        default="own",
                        max_length=20,
                    ),
                ),
                ("lines", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.organisation",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "indexes": [models.Index(fields=["organisation", "-sent_at", "-id"], name="directory_sent")],
            },
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.UniqueConstraint(
                fields=("organisation", "known_as"), name="directory_provider_once"
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["name", "id"], name="directory_services"),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["provider"], name="directory_of_provider"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("organisation", "known_as"),
                name="directory_service_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "published"), ("withdrawn_at__isnull", True)),
                fields=("known_as",),
                name="directory_published_once",
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["service"], name="directory_places"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["organisation", "known_as"], name="directory_place_known"),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("organisation", "provider", "service", "known_as", "offered_as"),
                name="directory_place_once",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
        migrations.RunSQL(PUBLISHED, migrations.RunSQL.noop),
    ]
