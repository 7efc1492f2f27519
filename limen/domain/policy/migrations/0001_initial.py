"""Creates the tables of editions and their adoption, and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# An edition and its adoption are known to everybody in the organisation, and to nobody else. Only policy leads
# propose and answer; that the two are not the same person is a constraint of the table.
WALLS = """
alter table policy_edition enable row level security;
alter table policy_edition force row level security;
alter table policy_adoption enable row level security;
alter table policy_adoption force row level security;

create policy seen on policy_edition for select to limen_app
    using (organisation_id = (select access.my_organisation()));
create policy kept on policy_edition for insert to limen_app
    with check (organisation_id = (select access.my_organisation())
        and kept_by_id = (select access.my_account())
        and (select access.my_roles())::text[] && array['policy_lead']);

create policy seen on policy_adoption for select to limen_app
    using (organisation_id = (select access.my_organisation()));
create policy proposed on policy_adoption for insert to limen_app
    with check (organisation_id = (select access.my_organisation())
        and proposed_by_id = (select access.my_account()) and state = 'proposed' and answered_by_id is null
        and answered_at is null and answer_says = '' and ended_at is null
        and exists (select 1 from policy_edition e where e.id = edition_id
            and e.organisation_id = policy_adoption.organisation_id and e.pack = policy_adoption.pack)
        and (select access.my_roles())::text[] && array['policy_lead']);
-- Who answers says so in their own name; who proposed may take it back; what was in force gives way (see below).
create policy answered on policy_adoption for update to limen_app
    using (organisation_id = (select access.my_organisation())
        and (select access.my_roles())::text[] && array['policy_lead'])
    with check (case state
        when 'replaced' then true
        when 'withdrawn' then proposed_by_id = (select access.my_account()) and answered_by_id is null
        else answered_by_id = (select access.my_account()) end);

create policy warden on policy_edition to limen_warden using (true);
create policy warden on policy_adoption to limen_warden using (true);
grant select on policy_edition, policy_adoption to limen_warden;
grant select, insert on policy_edition, policy_adoption to limen_app;
grant update (state, answered_by_id, answered_at, answer_says, ended_at) on policy_adoption to limen_app;

create trigger within_an_act before insert or update or delete on policy_edition
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on policy_adoption
    for each statement execute function journal.within_an_act();
"""

# A policy sees a row as it is or as it will be, never both. These do: an answer is given once, and law ends only when
# other law takes its place. Otherwise one person alone could bring back what was replaced, or leave nothing in force.
ANSWERS = """
alter table policy_edition add constraint policy_edition_is_its_bytes
    check (digest = encode(sha256(files), 'hex'));

create function access.answer_once() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.state = 'proposed' and new.state in ('adopted', 'declined', 'withdrawn') then
        return new;
    end if;
    if old.state = 'adopted' and new.state = 'replaced' and new.answered_by_id = old.answered_by_id
            and new.answered_at is not distinct from old.answered_at and new.answer_says = old.answer_says then
        return new;
    end if;
    raise exception 'an adoption that is % does not become %', old.state, new.state
        using errcode = 'insufficient_privilege';
end $$;
create trigger answer_once before update on policy_adoption for each row execute function access.answer_once();

-- At the end of the transaction, when nobody acts any more: hence with the warden's eyes.
create function access.replaced_by_another() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select 1 from public.policy_adoption a where a.organisation_id = new.organisation_id
            and a.pack = new.pack and a.state = 'adopted') then
        raise exception 'nothing took the place of what was in force' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger replaced_by_another after update on policy_adoption deferrable initially deferred
    for each row when (new.state = 'replaced') execute function access.replaced_by_another();
alter function access.replaced_by_another() owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("pack", models.CharField(max_length=60)),
                ("fingerprint", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("says", models.CharField(max_length=300)),
                ("as_of", models.DateField()),
                ("is_signed", models.BooleanField()),
                ("files", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "digest"), name="policy_edition_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("pack", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("adopted", "In force"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("replaced", "Replaced by a later edition"),
                        ],
                        default="proposed",
                        max_length=20,
                    ),
                ),
                ("why", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer_says", models.TextField(blank=True, default="")),
                ("ended_at", models.DateTimeField(null=True)),
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="policy.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            models.Q(("answered_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="policy_adoption_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["adopted", "replaced", "declined"]), _negated=True),
                            ("answered_by__isnull", False),
                            _connector="OR",
                        ),
                        name="policy_adoption_is_answered",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "adopted")),
                        fields=("organisation", "pack"),
                        name="policy_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("organisation", "pack"),
                        name="policy_one_proposed",
                    ),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (WALLS, ANSWERS)],
    ]
