"""Creates what the door remembers, walls it and the library's tables in, and lets an installation be founded."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Credentials are for the door alone. Nobody uses the library's table of mail addresses: it gets no policy.
WALLS = """
alter table sign_in_brake enable row level security;
alter table sign_in_brake force row level security;
alter table sign_in_happening enable row level security;
alter table sign_in_happening force row level security;
alter table mfa_authenticator enable row level security;
alter table mfa_authenticator force row level security;
alter table account_emailaddress enable row level security;
alter table account_emailaddress force row level security;
alter table account_emailconfirmation enable row level security;
alter table account_emailconfirmation force row level security;

create policy door on sign_in_brake to limen_door using (true) with check (true);
create policy door on sign_in_happening to limen_door using (true) with check (true);
create policy door on mfa_authenticator to limen_door using (true) with check (true);
grant select, insert, update, delete on sign_in_brake, mfa_authenticator to limen_door;
grant select, insert, delete on sign_in_happening to limen_door;

-- A session that nobody signed in to is named by no log: when it is over, the hourly sweep drops it.
create policy jobs_forget on identity_session for delete to limen_jobs
    using (expires_at < now() and account_id is null);
grant delete on identity_session to limen_jobs;

create unique index mfa_one_passkey_once on mfa_authenticator ((data->>'id')) where type = 'webauthn';
"""

# The one thing about people that the door may ask: what to call somebody who has shown a login of theirs.
NAMES = """
create function access.name_of_account(which uuid) returns text language sql stable security definer
    set search_path = pg_catalog, public, pg_temp as $$
    select name::text from public.identity_member where id = which $$;
grant execute on function access.name_of_account(uuid) to limen_door;
alter function access.name_of_account(uuid) owner to limen_warden;
"""

# An installation begins with an administrator whom no administrator invited. Only the warden may call this, and
# only the owner of the tables may become the warden: no web server can. Its lines in the journal are a system's.
FOUNDING = """
grant insert on identity_organisation, identity_unit, identity_posting to limen_warden;

create function access.found(
    act uuid, organisation_name text, organisation_kind text, unit_name text,
    account uuid, account_login text, person_name text, posting uuid, founded_at timestamptz,
    out organisation uuid, out unit uuid
) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('limen.act', act::text, true);
    select o.id into organisation from public.identity_organisation o where o.name = organisation_name;
    if organisation is null then
        organisation := gen_random_uuid();
        insert into public.identity_organisation (id, name, kind, country, language, time_zone, is_listed)
            values (organisation, organisation_name, organisation_kind, '', 'en', 'UTC', false);
    end if;
    select u.id into unit from public.identity_unit u
        where u.organisation_id = organisation and u.name = unit_name;
    if unit is null then
        unit := gen_random_uuid();
        insert into public.identity_unit (id, organisation_id, name, is_listed)
            values (unit, organisation, unit_name, false);
    end if;
    insert into public.identity_account (id, login, password, is_active)
        values (account, account_login, '!', true);
    insert into public.identity_member (id, organisation_id, name, language, time_zone, theme, version)
        select account, organisation, person_name, o.language, o.time_zone, 'auto', 1
            from public.identity_organisation o where o.id = organisation;
    insert into public.identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)
        values (posting, organisation, account, unit, 'administrator', 0, founded_at);
    perform set_config('limen.act', '', true);
end $$;

alter function access.found(uuid, text, text, text, uuid, text, text, uuid, timestamptz) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0002_seals_and_erasure"),
        ("identity", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brake",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("tries", models.FloatField(default=0)),
                ("last_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["last_at"], name="sign_in_brake_last")],
            },
        ),
        migrations.CreateModel(
            name="Happening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("signed_in", "Signed in"),
                            ("refused", "Somebody typed a wrong password"),
                            ("code_refused", "Somebody typed a wrong code"),
                            ("invited", "An administrator made a link to choose a password"),
                            ("chosen", "A new password was chosen"),
                            ("totp_added", "An authenticator app was added"),
                            ("totp_removed", "The authenticator app was removed"),
                            ("passkey_added", "A passkey was added"),
                            ("passkey_removed", "A passkey was removed"),
                            ("codes_made", "New recovery codes were made"),
                            ("code_used", "A recovery code was used"),
                        ],
                        max_length=20,
                    ),
                ),
                ("device", models.CharField(default="", max_length=200)),
                ("network", models.CharField(default="", max_length=60)),
                ("is_new_device", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "-at"], name="sign_in_happening_of")],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, NAMES, FOUNDING)],
    ]
