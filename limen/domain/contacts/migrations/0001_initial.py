"""Creates the tables of ways to reach a person and of messages, their walls, and what the worker may do."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A way is seen by whoever reads the person. Its rule is changed while it holds; what ended stays ended. Messages, and
# what a rule said before, stay in the house: a share shows a person as they are now. The application asks for messages
# and the worker alone settles them: what is asked for where nothing is known to be safe is refused here as well.
WALLS = """
alter table contacts_way enable row level security;
alter table contacts_way force row level security;
alter table contacts_earlierrule enable row level security;
alter table contacts_earlierrule force row level security;
alter table contacts_message enable row level security;
alter table contacts_message force row level security;

create policy seen on contacts_way for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        and (until_at is null or exists (select 1 from people_person p where p.id = person_id
            and p.organisation_id = (select access.my_organisation()))));
create policy added on contacts_way for insert to limen_app
    with check (added_by_id = (select access.my_account()) and rule_by_id = added_by_id and until_at is null
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));
create policy changed on contacts_way for update to limen_app
    using (until_at is null and exists (select 1 from access.writable_person w where w.id = person_id))
    with check (case when until_at is null then rule_by_id else ended_by_id end = (select access.my_account()));

create policy seen on contacts_earlierrule for select to limen_app
    using (exists (select 1 from contacts_way v join people_person p on p.id = v.person_id
        where v.id = way_id and p.organisation_id = (select access.my_organisation())));
create policy kept on contacts_earlierrule for insert to limen_app
    with check (exists (select 1 from contacts_way v join access.writable_person w on w.id = v.person_id
        where v.id = way_id));

create policy seen on contacts_message for select to limen_app
    using (organisation_id = (select access.my_organisation())
        and exists (select 1 from access.readable_person r where r.id = person_id));
create policy asked on contacts_message for insert to limen_app
    with check (organisation_id = (select access.my_organisation())
        and asked_by_id = (select access.my_account()) and state = 'waiting' and attempts = 0
        and exists (select 1 from access.writable_person w where w.id = contacts_message.person_id)
        and exists (select 1 from contacts_way v where v.id = way_id
            and v.person_id = contacts_message.person_id and v.until_at is null and v.kind in ('email', 'phone')
            and v.safety in ('safe', 'conditions') and v.may_leave_message = 'yes'));

grant select, insert on contacts_way, contacts_earlierrule, contacts_message to limen_app;
grant update (safety, weekdays, since_hour, until_hour, time_zone, may_leave_message, may_say_who, may_say_what,
    language, if_other_answers, conditions, is_preferred, rule_why, rule_by_id, rule_at, version, until_at,
    ended_by_id, end_why) on contacts_way to limen_app;

create trigger within_an_act before insert or update or delete on contacts_way
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on contacts_earlierrule
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on contacts_message
    for each statement execute function journal.within_an_act();
"""

# What the worker is shown and may do. It has no table of persons: it is told which messages are due, takes one (which
# is committed before anything is sent), looks at it with the rule as it is now, and says what became of it. While it
# looks, the rule is held: a change of it that was saved is never passed by.
WORK = """
grant select, update on contacts_message to limen_warden;
grant select, update (version) on contacts_way to limen_warden;
create policy warden on contacts_message to limen_warden using (true);
create policy warden on contacts_way to limen_warden using (true);

create function access.messages_due(due_by timestamptz, at_most integer) returns setof uuid
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select m.id from public.contacts_message m
        where m.state = 'waiting' and m.next_at <= due_by order by m.next_at, m.id limit at_most;
end $$;

create function access.take_message(act uuid, which uuid, taken_at timestamptz) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare attempt integer;
begin
    perform set_config('limen.act', act::text, true);
    update public.contacts_message m set state = 'sending', attempts = m.attempts + 1, begun_at = taken_at
        where m.id = (select f.id from public.contacts_message f
            where f.id = which and f.state = 'waiting' and f.next_at <= taken_at for update skip locked)
        returning m.attempts into attempt;
    perform set_config('limen.act', '', true);
    return attempt;
end $$;

create function access.message_in_hand(which uuid, attempt integer) returns table (
    template text, day date, hour time, place text, call text, organisation text, organisation_language text,
    kind text, address text, is_ended boolean, safety text, weekdays smallint[], since_hour time, until_hour time,
    time_zone text, may_leave_message text, may_say_who text, may_say_what text, language text, conditions text
) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform from public.contacts_message m
        where m.id = which and m.state = 'sending' and m.attempts = attempt for update;
    if not found then
        return;
    end if;
    return query select m.template::text, m.day, m.hour, m.place::text, m.call::text, o.name::text,
            o.language::text, v.kind::text, v.address::text, v.until_at is not null, v.safety::text, v.weekdays,
            v.since_hour, v.until_hour, v.time_zone::text, v.may_leave_message::text, v.may_say_who::text,
            v.may_say_what::text, coalesce(m.asked_language, v.language)::text, v.conditions
        from public.contacts_message m join public.contacts_way v on v.id = m.way_id
            join public.identity_organisation o on o.id = m.organisation_id
        where m.id = which for share of v;
end $$;

-- What became of it. `waiting` puts it back until `its_next_at`, and tells nobody; an hour that has not come yet counts
-- for no attempt. Everything else is final and is told in the chain of the person.
create function access.settle_message(
    act uuid, which uuid, attempt integer, settled timestamptz, its_state text, its_hindrance text, its_trouble text,
    its_wording text, its_language text, its_text text, its_next_at timestamptz, counts boolean
) returns bigint language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    m public.contacts_message;
    entry_id bigint;
begin
    select * into m from public.contacts_message f
        where f.id = which and f.state = 'sending' and f.attempts = attempt for update;
    if m.id is null then
        return null;
    end if;
    perform set_config('limen.act', act::text, true);
    update public.contacts_message f set state = its_state, trouble = its_trouble,
            attempts = f.attempts - case when counts then 0 else 1 end,
            next_at = coalesce(its_next_at, f.next_at),
            settled_at = case when its_state = 'waiting' then null else settled end,
            hindrance = its_hindrance, wording = its_wording, text = its_text,
            language = coalesce(its_language, f.language)
        where f.id = which;
    if its_state <> 'waiting' then
        entry_id := journal.append_to_person_by_system(act,
            'contacts.message_' || case its_state when 'uncertain' then 'unconfirmed' else its_state end,
            settled, 'Limen', m.person_id,
            case its_state
                when 'sent' then format('{"message_id":"%s","wording":"%s"}', which, its_wording)
                else format('{"hindrance":"%s","message_id":"%s"}', its_hindrance, which) end, '[]');
    end if;
    perform set_config('limen.act', '', true);
    return entry_id;
end $$;

-- Messages that a worker took and never came back from may have gone out: they are not sent again, and that is said. One
-- that is being sent at this moment is locked, and passed over.
create function access.interrupted_messages(before timestamptz, at_most integer)
    returns table (message_id uuid, attempt integer) language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    return query select m.id, m.attempts::integer from public.contacts_message m
        where m.state = 'sending' and m.begun_at < before order by m.next_at, m.id limit at_most
        for update skip locked;
end $$;
"""

OWNERS = """
grant execute on function access.messages_due(timestamptz, integer), access.take_message(uuid, uuid, timestamptz),
    access.message_in_hand(uuid, integer), access.interrupted_messages(timestamptz, integer),
    access.settle_message(uuid, uuid, integer, timestamptz, text, text, text, text, text, text, timestamptz, boolean)
    to limen_jobs;
alter function access.messages_due(timestamptz, integer) owner to limen_warden;
alter function access.take_message(uuid, uuid, timestamptz) owner to limen_warden;
alter function access.message_in_hand(uuid, integer) owner to limen_warden;
alter function access.interrupted_messages(timestamptz, integer) owner to limen_warden;
alter function access.settle_message(
    uuid, uuid, integer, timestamptz, text, text, text, text, text, text, timestamptz, boolean) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_initial"),
        ("people", "0001_initial"),
        ("journal", "0004_lines_of_persons_by_system"),
    ]

    operations = [
        migrations.CreateModel(
            name="Way",
            fields=[
                (
                    "safety",
                    models.CharField(
                        choices=[
                            ("safe", "Safe"),
                            ("conditions", "Only under conditions"),
                            ("never", "Never"),
                            ("not_asked", "Not asked"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None
                    ),
                ),
                ("since_hour", models.TimeField(null=True)),
                ("until_hour", models.TimeField(null=True)),
                ("time_zone", models.CharField(max_length=60)),
                (
                    "may_leave_message",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")], max_length=20
                    ),
                ),
                (
                    "may_say_who",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")], max_length=20
                    ),
                ),
                (
                    "may_say_what",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")], max_length=20
                    ),
                ),
                ("language", models.CharField(max_length=3, null=True)),
                ("if_other_answers", models.TextField(null=True)),
                ("conditions", models.TextField(null=True)),
                ("is_preferred", models.BooleanField(default=False)),
                ("rule_why", models.TextField(null=True)),
                ("rule_at", models.DateTimeField()),
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("phone", "Phone"),
                            ("email", "E-mail"),
                            ("post", "Postal address"),
                            ("messenger", "Messenger"),
                            ("through", "Through somebody"),
                            ("place", "At a place"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.CharField(max_length=400)),
                ("address", models.CharField(max_length=320, null=True)),
                ("through_name", models.CharField(max_length=200, null=True)),
                ("through_relation", models.CharField(max_length=200, null=True)),
                ("added_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                ("end_why", models.TextField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "rule_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person"], name="contacts_way_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True), name="contacts_way_leads_somewhere"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("since_hour__isnull", True), ("until_hour__isnull", True)),
                            ("until_hour__gt", models.F("since_hour")),
                            _connector="OR",
                        ),
                        name="contacts_way_hours_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("address__isnull", False),
                                ("kind__in", ["phone", "email"]),
                                models.Q(("address", ""), _negated=True),
                            ),
                            models.Q(("kind__in", ["phone", "email"]), _negated=True),
                            _connector="OR",
                        ),
                        name="contacts_way_has_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "through"), _negated=True),
                            models.Q(
                                ("through_name__isnull", False), models.Q(("through_name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="contacts_way_through_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_why__isnull", True),
                                ("ended_by__isnull", True),
                                ("until_at__isnull", True),
                            ),
                            models.Q(
                                ("end_why__isnull", False),
                                ("ended_by__isnull", False),
                                ("until_at__isnull", False),
                                models.Q(("end_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contacts_way_ended_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "template",
                    models.CharField(
                        choices=[
                            ("appointment", "An appointment"),
                            ("please_call", "Please get in touch"),
                            ("document_ready", "A document is ready"),
                            ("letter_on_its_way", "A letter is on its way"),
                        ],
                        max_length=30,
                    ),
                ),
                ("day", models.DateField(null=True)),
                ("hour", models.TimeField(null=True)),
                ("place", models.CharField(max_length=200, null=True)),
                ("call", models.CharField(max_length=60, null=True)),
                ("asked_language", models.CharField(max_length=3, null=True)),
                ("language", models.CharField(max_length=10)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("withheld", "Withheld"),
                            ("failed", "Failed"),
                            ("uncertain", "Not certain whether it was sent"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("next_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("begun_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "hindrance",
                    models.CharField(
                        choices=[
                            ("ended", "This way to reach the person has ended."),
                            ("kind", "Limen sends e-mails and text messages only."),
                            ("never", "The person must never be reached in this way."),
                            ("not_asked", "Nobody has asked yet whether this way is safe."),
                            ("no_message", "No message may be left here."),
                            ("message_not_asked", "Nobody has asked yet whether a message may be left here."),
                            (
                                "only_by_hand",
                                "The person named conditions that only somebody can judge, so Limen sends nothing here by itself.",
                            ),
                            ("no_hour", "There is no day and hour at which this way may be used."),
                            ("no_sender", "This installation has no way to send this."),
                            (
                                "no_neutral_sender",
                                "The message may not say who sends it, and this installation has no sender without a name.",
                            ),
                            ("refused_there", "The receiving side refused the message for good."),
                            ("too_often", "It was tried many times, and the receiving side did not take it."),
                            ("interrupted", "Sending was interrupted, and the message may have arrived."),
                        ],
                        max_length=30,
                        null=True,
                    ),
                ),
                ("trouble", models.CharField(max_length=400, null=True)),
                (
                    "wording",
                    models.CharField(
                        choices=[
                            ("full", "Full: says who writes and what about"),
                            ("neutral", "Neutral: says neither who writes nor what about"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("text", models.TextField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="identity.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "way",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="contacts.way",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "asked_at", "id"], name="contacts_message_of_person"),
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        fields=["next_at", "id"],
                        name="contacts_message_due",
                    ),
                    models.Index(fields=["asked_by", "asked_at", "id"], name="contacts_message_asked_by"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("text__isnull", False),
                                ("wording__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contacts_message_sent_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["withheld", "failed", "uncertain"]), _negated=True),
                            models.Q(("hindrance__isnull", False), ("settled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="contacts_message_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierRule",
            fields=[
                (
                    "safety",
                    models.CharField(
                        choices=[
                            ("safe", "Safe"),
                            ("conditions", "Only under conditions"),
                            ("never", "Never"),
                            ("not_asked", "Not asked"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None
                    ),
                ),
                ("since_hour", models.TimeField(null=True)),
                ("until_hour", models.TimeField(null=True)),
                ("time_zone", models.CharField(max_length=60)),
                (
                    "may_leave_message",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")], max_length=20
                    ),
                ),
                (
                    "may_say_who",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")], max_length=20
                    ),
                ),
                (
                    "may_say_what",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")], max_length=20
                    ),
                ),
                ("language", models.CharField(max_length=3, null=True)),
                ("if_other_answers", models.TextField(null=True)),
                ("conditions", models.TextField(null=True)),
                ("is_preferred", models.BooleanField(default=False)),
                ("rule_why", models.TextField(null=True)),
                ("rule_at", models.DateTimeField()),
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "rule_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "way",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_rules",
                        to="contacts.way",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("way", "version"), name="contacts_earlier_rule_once"),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, WORK, OWNERS)],
    ]
