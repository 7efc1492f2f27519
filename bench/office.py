"""One office with some units, in which one supervisor works everywhere, in a statement of SQL; and a session
of theirs."""

OFFICE = """
with o as (insert into identity_organisation (id, name, kind, country, language, time_zone, is_listed)
        values (%(org)s, 'Bench', 'authority', 'ZZ', 'en', 'UTC', true)),
    a as (insert into identity_account (id, login, password, is_active) values (%(me)s, 'me', '!', true)),
    m as (insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)
        values (%(me)s, %(org)s, 'Me', 'en', 'UTC', 'auto', 1)),
    u as (insert into identity_unit (id, organisation_id, name, is_listed)
        select id, %(org)s, id::text, true from unnest(%(units)s::uuid[]) id)
insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)
    select gen_random_uuid(), %(org)s, %(me)s, id, 'supervisor', 3, %(since)s
    from unnest(%(units)s::uuid[]) id
"""
SESSION = """
insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network, purpose, made_at,
        seen_at, idle_until, expires_at)
    values (gen_random_uuid(), %(ticket)s, %(me)s, 'passkey', '', '', '', '', now(), now(),
        now() + interval '1 day', now() + interval '1 day')
"""
