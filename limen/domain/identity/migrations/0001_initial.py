"""Creates the tables of identity, their walls, and the functions that know who is asking."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import limen.foundation.actors
import limen.foundation.ids

# The access model, first floor: who is asking. Every function looks the ticket up anew, so a session that was
# revoked, an account that was suspended, or a posting that ended counts from the next statement on: hence
# statement_timestamp(), since now() stands still for as long as a transaction is open.
ACCESS = """
grant select on identity_instance, identity_organisation, identity_unit, identity_posting, identity_clearance
    to limen_warden;
grant select, insert, update on identity_account, identity_member, identity_session to limen_warden;

-- For the functions below alone, in whose rights and search path it runs: nobody else may execute it.
create function access.session() returns public.identity_session language plpgsql stable as $$
declare
    ticket text := current_setting('limen.ticket', true);
    found public.identity_session;
begin
    if coalesce(ticket, '') = '' then
        return null;
    end if;
    select s.* into found from public.identity_session s
        join public.identity_account a on a.id = s.account_id
        where s.ticket_hash = sha256(convert_to(ticket, 'UTF8'))
            and s.revoked_at is null and a.is_active
            and s.expires_at > statement_timestamp() and s.idle_until > statement_timestamp()
            and (s.assurance in ('two_factor', 'passkey')
                or (s.assurance = 'demo' and exists (select 1 from public.identity_instance where is_demo)));
    return found;
end $$;

create or replace function access.my_account() returns uuid language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (access.session()).account_id;
end $$;

create or replace function access.my_session() returns uuid language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (access.session()).id;
end $$;

create or replace function access.my_organisation() returns uuid language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select m.organisation_id from public.identity_member m where m.id = (access.session()).account_id);
end $$;

create function access.my_units(need integer) returns uuid[] language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select coalesce(array_agg(p.unit_id), '{}') from public.identity_posting p
        where p.member_id = (access.session()).account_id and p.reach >= need
            and p.since_at <= statement_timestamp()
            and (p.until_at is null or p.until_at > statement_timestamp()));
end $$;

create function access.my_roles() returns text[] language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select coalesce(array_agg(distinct p.role::text), '{}') from public.identity_posting p
        where p.member_id = (access.session()).account_id
            and p.since_at <= statement_timestamp()
            and (p.until_at is null or p.until_at > statement_timestamp()));
end $$;

create function access.my_clearances() returns text[] language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return (select array_append(coalesce(array_agg(c.compartment::text), '{}'), 'general')
        from public.identity_clearance c where c.member_id = (access.session()).account_id
            and c.since_at <= statement_timestamp() and (c.until_at is null or c.until_at > statement_timestamp()));
end $$;
"""

# What the door of a request asks first: show a ticket, learn who that is. Nothing of it can be forged, since
# policies ask the functions above and never what this one answered.
ENTER = """
create function access.enter(ticket text, quietly boolean) returns jsonb
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    s public.identity_session;
    m public.identity_member;
begin
    perform set_config('limen.ticket', ticket, true);
    s := access.session();
    if s.id is null then
        return null;
    end if;
    -- Somebody at the desk keeps the session alive; a page that refreshes itself does not. Once a minute is enough.
    if not quietly and s.seen_at < now() - interval '1 minute' then
        update public.identity_session set seen_at = now(), idle_until = now() + (idle_until - seen_at)
            where id = s.id;
    end if;
    select * into m from public.identity_member where id = s.account_id;
    return jsonb_build_object(
        'id', m.id, 'name', m.name, 'organisation_id', m.organisation_id,
        'organisation', (select name from public.identity_organisation where id = m.organisation_id),
        'language', m.language, 'time_zone', m.time_zone, 'theme', m.theme,
        'session_id', s.id, 'assurance', s.assurance, 'purpose', s.purpose,
        'postings', (select coalesce(jsonb_agg(jsonb_build_object(
                'unit_id', p.unit_id, 'role', p.role, 'reach', p.reach)), '[]')
            from public.identity_posting p where p.member_id = m.id
                and p.since_at <= statement_timestamp()
            and (p.until_at is null or p.until_at > statement_timestamp())),
        'clearances', to_jsonb(access.my_clearances()));
end $$;

create function access.my_sessions() returns table (
    id uuid, device text, network text, assurance text, made_at timestamptz, seen_at timestamptz,
    expires_at timestamptz, is_this_one boolean
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select s.id, s.device::text, s.network::text, s.assurance::text, s.made_at, s.seen_at, s.expires_at,
            s.id = access.my_session()
        from public.identity_session s
        where s.account_id = (access.session()).account_id and s.revoked_at is null and s.expires_at > now()
            and s.idle_until > now() and s.purpose = ''
        order by s.seen_at desc $$;

create function access.end_session(which uuid, ended_at timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update public.identity_session set revoked_at = ended_at
        where id = which and account_id = (access.session()).account_id and revoked_at is null;
    return found;
end $$;
"""

# Acts on accounts. The application role cannot touch the table; these do, for an administrator of the organisation.
ACCOUNTS = """
create function access.must_administer() returns void language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if not ('administrator' = any (access.my_roles())) then
        raise exception 'only an administrator may do this' using errcode = 'insufficient_privilege';
    end if;
end $$;

create function access.open_account(new_id uuid, new_login text, new_name text, new_language text, new_zone text)
    returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.must_administer();
    insert into public.identity_account (id, login, password, is_active)
        values (new_id, lower(new_login), '!', true);
    insert into public.identity_member (id, organisation_id, name, language, time_zone, theme, version)
        values (new_id, access.my_organisation(), new_name, new_language, new_zone, 'auto', 1);
end $$;

create function access.login_is_taken(wanted text) returns boolean language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.must_administer();
    return exists (select 1 from public.identity_account where login = lower(wanted));
end $$;

create function access.suspend_account(which uuid, suspended_at timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.must_administer();
    if which = (access.session()).account_id or not exists (select 1 from public.identity_member
            where id = which and organisation_id = access.my_organisation()) then
        return false;
    end if;
    update public.identity_account set is_active = false where id = which and is_active;
    if not found then
        return false;
    end if;
    update public.identity_session set revoked_at = suspended_at where account_id = which and revoked_at is null;
    return true;
end $$;

create function access.colleagues() returns table (id uuid, login text, is_active boolean)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.must_administer();
    return query select a.id, a.login::text, a.is_active from public.identity_account a
        join public.identity_member m on m.id = a.id where m.organisation_id = access.my_organisation();
end $$;

create function access.demo_people() returns table (
    id uuid, name text, organisation text, role text, unit text, language text
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select m.id, m.name::text, o.name::text, p.role::text, u.name::text, m.language::text
        from public.identity_member m
        join public.identity_organisation o on o.id = m.organisation_id
        join public.identity_posting p on p.member_id = m.id
        join public.identity_unit u on u.id = p.unit_id
        where exists (select 1 from public.identity_instance where is_demo)
        order by o.kind desc, o.name, p.role, m.name $$;
"""

WALLS = """
alter table identity_instance enable row level security;
alter table identity_instance force row level security;
alter table identity_organisation enable row level security;
alter table identity_organisation force row level security;
alter table identity_unit enable row level security;
alter table identity_unit force row level security;
alter table identity_account enable row level security;
alter table identity_account force row level security;
alter table identity_member enable row level security;
alter table identity_member force row level security;
alter table identity_posting enable row level security;
alter table identity_posting force row level security;
alter table identity_clearance enable row level security;
alter table identity_clearance force row level security;
alter table identity_session enable row level security;
alter table identity_session force row level security;

create policy warden on identity_instance to limen_warden using (true);
create policy warden on identity_organisation to limen_warden using (true);
create policy warden on identity_unit to limen_warden using (true);
create policy warden on identity_account to limen_warden using (true) with check (true);
create policy warden on identity_member to limen_warden using (true) with check (true);
create policy warden on identity_posting to limen_warden using (true);
create policy warden on identity_clearance to limen_warden using (true);
create policy warden on identity_session to limen_warden using (true) with check (true);

create policy door on identity_account to limen_door using (true) with check (true);
create policy door on identity_session to limen_door using (true) with check (true);
grant select, update on identity_account to limen_door;
grant select, insert, update, delete on identity_session to limen_door;

create policy mine_or_listed on identity_organisation for select to limen_app
    using (id = (select access.my_organisation())
        or (is_listed and (select access.my_account()) is not null));
create policy mine_or_listed on identity_unit for select to limen_app
    using (organisation_id = (select access.my_organisation())
        or (is_listed and (select access.my_account()) is not null));
create policy of_my_organisation on identity_member for select to limen_app
    using (organisation_id = (select access.my_organisation()));
create policy myself on identity_member for update to limen_app
    using (id = (select access.my_account()))
    with check (id = (select access.my_account()) and organisation_id = (select access.my_organisation()));
create policy of_my_organisation on identity_posting for select to limen_app
    using (organisation_id = (select access.my_organisation()));
create policy of_my_organisation on identity_clearance for select to limen_app
    using (organisation_id = (select access.my_organisation()));

-- Nobody gives themselves anything, administrators included.
create policy by_another on identity_posting for insert to limen_app
    with check (organisation_id = (select access.my_organisation()) and member_id <> (select access.my_account())
        and 'administrator' = any ((select access.my_roles())::text[])
        and exists (select 1 from identity_member m where m.id = member_id)
        and exists (select 1 from identity_unit u where u.id = unit_id
            and u.organisation_id = identity_posting.organisation_id));
create policy by_another_later on identity_posting for update to limen_app
    using (organisation_id = (select access.my_organisation()) and member_id <> (select access.my_account())
        and 'administrator' = any ((select access.my_roles())::text[]));
create policy by_another on identity_clearance for insert to limen_app
    with check (organisation_id = (select access.my_organisation()) and member_id <> (select access.my_account())
        and 'administrator' = any ((select access.my_roles())::text[])
        and exists (select 1 from identity_member m where m.id = member_id));
create policy by_another_later on identity_clearance for update to limen_app
    using (organisation_id = (select access.my_organisation()) and member_id <> (select access.my_account())
        and 'administrator' = any ((select access.my_roles())::text[]));

grant select on identity_organisation, identity_unit, identity_member, identity_posting, identity_clearance
    to limen_app;
grant update (name, language, time_zone, theme, version) on identity_member to limen_app;
grant insert on identity_posting, identity_clearance to limen_app;
grant update (until_at) on identity_posting, identity_clearance to limen_app;

-- The organisation's own lines are for its keepers, and for whoever wrote them; denials for the keepers.
create policy of_my_organisation on journal_entry for select to limen_app
    using (case_id is null and organisation_id = (select access.my_organisation())
        and (by_id = (select access.my_account())
            or (select access.my_roles())::text[] && array['administrator', 'auditor']));
create policy of_my_organisation on journal_denial for select to limen_app
    using (organisation_id = (select access.my_organisation())
        and (select access.my_roles())::text[] && array['administrator', 'auditor']);

create trigger within_an_act before insert or update or delete on identity_posting
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on identity_clearance
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on identity_member
    for each statement execute function journal.within_an_act();

create index identity_posting_of_member on identity_posting (member_id) include (unit_id, role, reach, since_at, until_at);
create index identity_clearance_of_member on identity_clearance (member_id) include (compartment, since_at, until_at);
"""

OWNERS = """
grant execute on function access.my_account(), access.my_session(), access.my_organisation(),
    access.my_units(integer), access.my_roles(), access.my_clearances() to limen_app, limen_jobs;
grant execute on function access.enter(text, boolean), access.my_sessions(),
    access.end_session(uuid, timestamptz), access.open_account(uuid, text, text, text, text),
    access.login_is_taken(text), access.suspend_account(uuid, timestamptz), access.colleagues(),
    access.demo_people() to limen_app;
alter function access.session() owner to limen_warden;
alter function access.my_account() owner to limen_warden;
alter function access.my_session() owner to limen_warden;
alter function access.my_organisation() owner to limen_warden;
alter function access.my_units(integer) owner to limen_warden;
alter function access.my_roles() owner to limen_warden;
alter function access.my_clearances() owner to limen_warden;
alter function access.enter(text, boolean) owner to limen_warden;
alter function access.my_sessions() owner to limen_warden;
alter function access.end_session(uuid, timestamptz) owner to limen_warden;
alter function access.must_administer() owner to limen_warden;
alter function access.open_account(uuid, text, text, text, text) owner to limen_warden;
alter function access.login_is_taken(text) owner to limen_warden;
alter function access.suspend_account(uuid, timestamptz) owner to limen_warden;
alter function access.colleagues() owner to limen_warden;
alter function access.demo_people() owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("login", models.CharField(max_length=254, unique=True)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("authority", "Authority"), ("agency", "Support agency")], max_length=20
                    ),
                ),
                ("country", models.CharField(max_length=2)),
                ("language", models.CharField(default="en", max_length=10)),
                ("time_zone", models.CharField(default="UTC", max_length=60)),
                ("is_listed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="member",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("language", models.CharField(default="en", max_length=10)),
                ("time_zone", models.CharField(default="UTC", max_length=60)),
                (
                    "theme",
                    models.CharField(
                        choices=[("auto", "As the device"), ("light", "Light"), ("dark", "Dark")],
                        default="auto",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="identity.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Instance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="identity_one_instance")
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ticket_hash", models.BinaryField(unique=True)),
                (
                    "assurance",
                    models.CharField(
                        choices=[
                            ("none", "Not signed in"),
                            ("password", "Password only"),
                            ("two_factor", "Password and code"),
                            ("passkey", "Passkey"),
                            ("demo", "Demonstration"),
                        ],
                        default="none",
                        max_length=20,
                    ),
                ),
                ("data", models.TextField(default="")),
                ("device", models.CharField(default="", max_length=200)),
                ("network", models.CharField(default="", max_length=60)),
                ("purpose", models.CharField(default="", max_length=80)),
                ("made_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("idle_until", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("is_listed", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="identity.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "name"), name="identity_unit_named_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("case_officer", "Case officer"),
                            ("supervisor", "Supervisor"),
                            ("registration_clerk", "Registration clerk"),
                            ("caseworker", "Caseworker"),
                            ("casework_supervisor", "Casework supervisor"),
                            ("policy_lead", "Policy lead"),
                            ("auditor", "Auditor"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "reach",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "ASSIGNED"), (1, "LIST"), (2, "READ"), (3, "WORK")],
                        default=limen.foundation.actors.Reach["ASSIGNED"],
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="identity.organisation"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="identity.unit",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="identity.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("role__in", ["administrator", "auditor", "policy_lead"]), _negated=True
                            ),
                            ("reach", 0),
                            _connector="OR",
                        ),
                        name="identity_keepers_read_no_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "compartment",
                    models.CharField(
                        choices=[
                            ("general", "General"),
                            ("child", "Child"),
                            ("gbv", "Gender-based violence"),
                            ("trafficking", "Trafficking"),
                            ("medical", "Medical"),
                            ("security", "Security check"),
                            ("protected_identity", "Protected identity"),
                            ("legal_privilege", "Legal privilege"),
                        ],
                        max_length=40,
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="identity.organisation"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearances",
                        to="identity.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=("member", "compartment"),
                        name="identity_cleared_once",
                    ),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (ACCESS, ENTER, ACCOUNTS, WALLS, OWNERS)],
    ]
