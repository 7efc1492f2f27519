"""Creates proposals, answers and links between records, with their walls."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# A link between two records is told to nobody who may not read both. So it is with lines of the journal that name another
# person: in the chain of the one they would tell of a record of the other that may be hidden.
JOURNAL = """
alter policy of_a_person_i_read on journal_entry
    using (case_id is null and stream_id <> organisation_id
        and organisation_id = (select access.my_organisation())
        and exists (select 1 from access.readable_person r where r.id = journal_entry.stream_id)
        and (not facts::jsonb ? 'other_person_id'
            or exists (select 1 from access.readable_person r
                where r.id = (facts::jsonb ->> 'other_person_id')::uuid)));
"""

# What may become of a proposal. Row security says who may touch it, not what it may turn into: that depends on what it
# was. Who proposed a thing neither answers it nor hands the proposing on to somebody else.
GOING = """
create function access.as_a_proposal_goes() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
declare
    me uuid := access.my_account();
    is_fine boolean;
begin
    if old.state <> 'open' then
        raise exception 'what was answered stays' using errcode = 'insufficient_privilege';
    end if;
    is_fine := case
        when new.state in ('same', 'not_same') then
            new.proposed_by_id is not distinct from old.proposed_by_id and old.proposed_by_id is distinct from me
        when new.state = 'withdrawn' then
            new.proposed_by_id is not distinct from old.proposed_by_id and old.proposed_by_id = me
        else new.proposed_by_id is not distinct from old.proposed_by_id
            or (old.proposed_by_id is null and new.proposed_by_id = me)
            or (old.proposed_by_id = me and new.proposed_by_id is null)
    end;
    if is_fine is not true then
        raise exception 'a second person answers' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger as_a_proposal_goes before update on duplicates_proposal
    for each row execute function access.as_a_proposal_goes();
"""

# No circle of links: asked over all links, also those that the one who decides does not see, one after the other.
CIRCLES = """
create function access.no_circle_of_links() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('duplicates_merging', 0));
    if new.gone_id in (
        with recursive above(id) as (
            select new.kept_id
            union select m.kept_id from above a
                join public.duplicates_merging m on m.gone_id = a.id and m.until_at is null
        ) select id from above)
    then
        raise exception 'links would run in a circle' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger no_circle_of_links before insert on duplicates_merging
    for each row execute function access.no_circle_of_links();
grant select on duplicates_merging, duplicates_proposal to limen_warden;
create policy warden on duplicates_merging to limen_warden using (true);
grant execute on function access.no_circle_of_links(), access.as_a_proposal_goes() to limen_app;
alter function access.no_circle_of_links() owner to limen_warden;
"""

# A proposal is seen by whoever may read both records, and by who proposed it while they list both. What was answered
# and what is linked is seen by whoever may read both, and by nobody else.
WALLS = """
alter table duplicates_proposal enable row level security;
alter table duplicates_proposal force row level security;
alter table duplicates_answer enable row level security;
alter table duplicates_answer force row level security;
alter table duplicates_merging enable row level security;
alter table duplicates_merging force row level security;

create policy seen on duplicates_proposal for select to limen_app
    using (organisation_id = (select access.my_organisation()) and ((exists (select 1 from access.readable_person r where r.id = first_id)
            and exists (select 1 from access.readable_person r where r.id = second_id))
        or (proposed_by_id = (select access.my_account())
            and exists (select 1 from access.listable_person l where l.id = first_id)
            and exists (select 1 from access.listable_person l where l.id = second_id))));
create policy proposed on duplicates_proposal for insert to limen_app
    with check (organisation_id = (select access.my_organisation())
        and proposed_by_id = (select access.my_account()) and state = 'open' and origin <> 'nightly'
        and exists (select 1 from people_person p where p.id = first_id
            and p.organisation_id = (select access.my_organisation()))
        and exists (select 1 from people_person p where p.id = second_id
            and p.organisation_id = (select access.my_organisation())));
create policy answered on duplicates_proposal for update to limen_app
    using (organisation_id = (select access.my_organisation()) and state = 'open'
        and ((exists (select 1 from access.readable_person r where r.id = first_id)
                and exists (select 1 from access.readable_person r where r.id = second_id))
            or proposed_by_id = (select access.my_account())))
    with check (organisation_id = (select access.my_organisation()));

create policy seen on duplicates_answer for select to limen_app
    using (exists (select 1 from duplicates_proposal p where p.id = proposal_id
        and p.organisation_id = (select access.my_organisation())
        and exists (select 1 from access.readable_person r where r.id = p.first_id)
        and exists (select 1 from access.readable_person r where r.id = p.second_id)));
create policy given on duplicates_answer for insert to limen_app
    with check (by_id = (select access.my_account())
        and exists (select 1 from duplicates_proposal p where p.id = proposal_id and p.state = 'open'
            and p.organisation_id = (select access.my_organisation())
            and p.proposed_by_id is distinct from (select access.my_account())
            and exists (select 1 from access.readable_person r where r.id = p.first_id)
            and exists (select 1 from access.readable_person r where r.id = p.second_id)));

create policy seen on duplicates_merging for select to limen_app
    using (organisation_id = (select access.my_organisation())
        and exists (select 1 from access.readable_person r where r.id = kept_id)
        and exists (select 1 from access.readable_person r where r.id = gone_id));
create policy decided on duplicates_merging for insert to limen_app
    with check (decided_by_id = (select access.my_account()) and until_at is null
        and organisation_id = (select access.my_organisation())
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']
        and exists (select 1 from access.readable_person r where r.id = kept_id)
        and exists (select 1 from access.readable_person r where r.id = gone_id)
        and exists (select 1 from duplicates_proposal p where p.id = proposal_id and p.state = 'open'
            and p.organisation_id = (select access.my_organisation())
            and p.proposed_by_id = duplicates_merging.proposed_by_id
            and p.first_id = least(kept_id, gone_id) and p.second_id = greatest(kept_id, gone_id)));
create policy undone on duplicates_merging for update to limen_app
    using (until_at is null and organisation_id = (select access.my_organisation())
        and (select access.my_roles())::text[] && array['supervisor', 'casework_supervisor']
        and exists (select 1 from access.readable_person r where r.id = kept_id)
        and exists (select 1 from access.readable_person r where r.id = gone_id))
    with check (undone_by_id = (select access.my_account()));

grant select, insert on duplicates_proposal, duplicates_answer, duplicates_merging to limen_app;
grant update (state, ended_at, proposed_by_id, proposed_at, why) on duplicates_proposal to limen_app;
grant update (until_at, undone_by_id, undone_why) on duplicates_merging to limen_app;

create trigger within_an_act before insert or update or delete on duplicates_proposal
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on duplicates_answer
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on duplicates_merging
    for each statement execute function journal.within_an_act();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_initial"),
        ("people", "0001_initial"),
        ("journal", "0003_lines_of_persons"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("creation", "Seen when a person was registered"),
                            ("nightly", "Found by the nightly comparison"),
                            ("person", "Asked by somebody"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("same", "The same person"),
                            ("not_same", "Not the same person"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("proposed_at", models.DateTimeField(null=True)),
                ("why", models.TextField(blank=True, default="")),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
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
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["organisation", "-made_at", "-id"],
                        name="duplicates_open",
                    ),
                    models.Index(fields=["first", "second"], name="duplicates_of_pair"),
                    models.Index(fields=["second"], name="duplicates_of_second"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="duplicates_proposal_in_one_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("proposed_at__isnull", False),
                                ("proposed_by__isnull", False),
                                models.Q(("why", ""), _negated=True),
                            ),
                            models.Q(
                                ("proposed_at__isnull", True), ("proposed_by__isnull", True), ("why", "")
                            ),
                            _connector="OR",
                        ),
                        name="duplicates_proposer_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposed_by__isnull", False), ("origin", "nightly"), _connector="OR"
                        ),
                        name="duplicates_only_the_night_has_no_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="duplicates_proposal_has_an_end",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("first", "second"),
                        name="duplicates_one_open_for_a_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merging",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("why", models.TextField()),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                ("undone_why", models.TextField(blank=True, default="")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "gone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
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
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mergings",
                        to="duplicates.proposal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=["kept"],
                        name="duplicates_kept",
                    ),
                    models.Index(fields=["proposal"], name="duplicates_merging_of"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("gone")), _negated=True),
                        name="duplicates_two_records",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_by", models.F("decided_by")), _negated=True),
                        name="duplicates_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("undone_by__isnull", True), ("undone_why", ""), ("until_at__isnull", True)
                            ),
                            models.Q(
                                ("undone_by__isnull", False),
                                ("until_at__isnull", False),
                                models.Q(("undone_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="duplicates_undone_with_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_at__isnull", True)),
                        fields=("gone",),
                        name="duplicates_gone_into_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        choices=[
                            ("same", "The same person"),
                            ("not_same", "Not the same person"),
                            ("cannot_tell", "Cannot tell yet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="duplicates.proposal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["proposal", "-at"], name="duplicates_answers"),
                    models.Index(fields=["-at", "-id"], name="duplicates_answers_by_time"),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (JOURNAL, GOING, CIRCLES, WALLS)],
    ]
