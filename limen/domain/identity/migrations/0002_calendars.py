"""Creates the functions behind the address of one's own calendar: a session that sleeps until it is asked."""

from django.db import migrations

# A calendar is asked for by a program that nobody signed in to. It is a session of its own, as sure as the one in which
# it was opened, one for each person, and asleep: outside the transaction of an asking `access.session()` never finds it.
# So whoever is suspended, moved or walled off reads by it what they read themselves at that moment, and no more. Of
# its secret a hash is kept, made under a key of its own: no cookie can hold it.
CALENDARS = """
create function access.open_calendar(the_calendar uuid, its_hash bytea) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine public.identity_session := access.session();
begin
    if mine.id is null or mine.purpose <> '' then
        raise exception 'nobody may open a calendar' using errcode = 'insufficient_privilege';
    end if;
    update public.identity_session s set revoked_at = statement_timestamp()
        where s.account_id = mine.account_id and s.purpose = 'calendar' and s.revoked_at is null;
    insert into public.identity_session (id, ticket_hash, account_id, assurance, data, device, network, purpose,
            made_at, seen_at, idle_until, expires_at)
        values (the_calendar, its_hash, mine.account_id, mine.assurance, '', '', '', 'calendar',
            statement_timestamp(), statement_timestamp(), statement_timestamp(),
            statement_timestamp() + interval '1 year');
end $$;

create function access.close_calendar(closed_at timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update public.identity_session s set revoked_at = closed_at
        where s.account_id = (access.session()).account_id and s.purpose = 'calendar' and s.revoked_at is null;
    return found;
end $$;

create function access.my_calendar() returns table (
    made_at timestamptz, seen_at timestamptz, expires_at timestamptz
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select s.made_at, s.seen_at, s.expires_at from public.identity_session s
        where s.account_id = (access.session()).account_id and s.purpose = 'calendar'
            and s.revoked_at is null and s.expires_at > statement_timestamp();
end $$;

-- Wakes it for whoever holds its ticket, until the end of their transaction: `leave_calendar` puts it to sleep again
-- before that, and a transaction that breaks off never woke it.
create function access.ask_calendar(ticket text) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update public.identity_session s
        set seen_at = statement_timestamp(), idle_until = statement_timestamp() + interval '1 minute'
        where s.ticket_hash = sha256(convert_to(ticket, 'UTF8')) and s.purpose = 'calendar'
            and s.revoked_at is null and s.expires_at > statement_timestamp();
    return found;
end $$;

create function access.leave_calendar() returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update public.identity_session s set idle_until = s.seen_at
        where s.id = (access.session()).id and s.purpose = 'calendar';
end $$;
"""

OWNERS = """
grant execute on function access.open_calendar(uuid, bytea), access.close_calendar(timestamptz), access.my_calendar(),
    access.ask_calendar(text), access.leave_calendar() to limen_app;
alter function access.open_calendar(uuid, bytea) owner to limen_warden;
alter function access.close_calendar(timestamptz) owner to limen_warden;
alter function access.my_calendar() owner to limen_warden;
alter function access.ask_calendar(text) owner to limen_warden;
alter function access.leave_calendar() owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (CALENDARS, OWNERS)]
