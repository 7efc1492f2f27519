"""Creates the tables of decisions and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Everything under a decision is seen with its case and inside its compartment, and written in one's own name by
# whoever writes in the case. Never shared with another organisation, never deleted; only what is being typed is.
_OF = """
create policy seen on decisions_{table} for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy added on decisions_{table} for insert to limen_app
    with check ({who} = (select access.my_account())
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from decisions_decision d where d.id = decision_id
            and d.case_id = decisions_{table}.case_id and d.compartment = decisions_{table}.compartment{state})
        {more});
grant select, insert on decisions_{table} to limen_app;
create trigger within_an_act before insert or update or delete on decisions_{table}
    for each statement execute function journal.within_an_act();
"""
_OPEN = " and d.state in ('draft', 'with_reader', 'returned', 'approved')"
# A second reader is nobody who wrote in the decision, and has opened the very version of which they speak.
_SECOND = """and not exists (select 1 from decisions_version v
            where v.decision_id = decisions_review.decision_id and v.written_by_id = (select access.my_account()))
        and exists (select 1 from decisions_reading o where o.decision_id = decisions_review.decision_id
            and o.digest = decisions_review.digest and o.member_id = (select access.my_account()))"""
# What is signed was approved as it is by such a reader, and nothing was written since.
_SIGNED = """and exists (select 1 from decisions_review r where r.decision_id = decisions_signature.decision_id
            and r.digest = decisions_signature.digest and r.is_approved)
        and not exists (select 1 from decisions_version v
            where v.decision_id = decisions_signature.decision_id and v.number > decisions_signature.number)"""
_PARTY = """and exists (select 1 from cases_party p where p.case_id = decisions_concerned.case_id
            and p.person_id = decisions_concerned.person_id and p.until_at is null)"""
_PERSON = """and exists (select 1 from decisions_concerned c
            where c.decision_id = decisions_service.decision_id and c.person_id = decisions_service.person_id)"""
_UNDER = (
    ("concerned", "added_by_id", _OPEN, _PARTY),
    ("version", "written_by_id", _OPEN, ""),
    ("comment", "written_by_id", _OPEN, "and resolved_at is null"),
    ("reading", "member_id", " and d.state = 'with_reader'", ""),
    ("review", "reviewed_by_id", " and d.state = 'with_reader'", _SECOND),
    ("answer", "answered_by_id", _OPEN, ""),
    ("signature", "signed_by_id", " and d.state = 'approved'", _SIGNED),
    ("service", "served_by_id", " and d.state = 'signed'", _PERSON),
)
WALLS = """
alter table decisions_decision enable row level security;
alter table decisions_decision force row level security;
alter table decisions_draft enable row level security;
alter table decisions_draft force row level security;
alter table decisions_paragraph enable row level security;
alter table decisions_paragraph force row level security;
alter table decisions_concerned enable row level security;
alter table decisions_concerned force row level security;
alter table decisions_version enable row level security;
alter table decisions_version force row level security;
alter table decisions_comment enable row level security;
alter table decisions_comment force row level security;
alter table decisions_reading enable row level security;
alter table decisions_reading force row level security;
alter table decisions_review enable row level security;
alter table decisions_review force row level security;
alter table decisions_answer enable row level security;
alter table decisions_answer force row level security;
alter table decisions_signature enable row level security;
alter table decisions_signature force row level security;
alter table decisions_service enable row level security;
alter table decisions_service force row level security;

create policy seen on decisions_decision for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy begun on decisions_decision for insert to limen_app
    with check (begun_by_id = (select access.my_account()) and state = 'draft'
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from policy_edition e where e.id = edition_id
            and e.organisation_id = (select access.my_organisation())));
create policy moved on decisions_decision for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));

create policy mine on decisions_draft to limen_app
    using (member_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from decisions_decision d
            where d.id = decision_id and d.case_id = decisions_draft.case_id))
    with check (member_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from decisions_decision d
            where d.id = decision_id and d.case_id = decisions_draft.case_id));

create policy seen on decisions_paragraph for select to limen_app
    using (exists (select 1 from identity_unit u where u.id = unit_id
        and u.organisation_id = (select access.my_organisation())));
create policy kept on decisions_paragraph for insert to limen_app
    with check (kept_by_id = (select access.my_account()) and ended_at is null
        and unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[] && array['supervisor']);
create policy ended on decisions_paragraph for update to limen_app
    using (ended_at is null and unit_id = any ((select access.my_units(1))::uuid[])
        and (select access.my_roles())::text[] && array['supervisor'])
    with check (ended_by_id = (select access.my_account()));

grant select, insert on decisions_decision, decisions_paragraph to limen_app;
grant update (state, number) on decisions_decision to limen_app;
grant update (ended_by_id, ended_at) on decisions_paragraph to limen_app;
grant select, insert, update, delete on decisions_draft to limen_app;
create trigger within_an_act before insert or update or delete on decisions_decision
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on decisions_paragraph
    for each statement execute function journal.within_an_act();
"""
CHANGES = """
create policy weighed on decisions_concerned for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
create policy resolved on decisions_comment for update to limen_app
    using (resolved_at is null and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check (resolved_by_id = (select access.my_account()));
grant update (outcome, outcome_says, kind, remedy) on decisions_concerned to limen_app;
grant update (resolved_by_id, resolved_at) on decisions_comment to limen_app;
"""
_SQL = (
    WALLS,
    *(_OF.format(table=table, who=who, state=state, more=more) for table, who, state, more in _UNDER),
    CHANGES,
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_parties"),
        ("deadlines", "0002_nightly"),
        ("identity", "0001_initial"),
        ("people", "0003_many_asked"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
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
                        default="general",
                        max_length=40,
                    ),
                ),
                ("pack", models.CharField(max_length=60)),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("with_reader", "With the second reader"),
                            ("returned", "Sent back by the second reader"),
                            ("approved", "Approved by the second reader"),
                            ("signed", "Signed, not yet served"),
                            ("served", "Served"),
                            ("void", "Set aside"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("is_separate", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField(default=0)),
                ("begun_at", models.DateTimeField()),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="cases.case"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.edition"
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "begun_at", "id"], name="decisions_of_case"),
                    models.Index(
                        condition=models.Q(("state", "with_reader")),
                        fields=["begun_at", "id"],
                        include=("case", "compartment"),
                        name="decisions_to_read",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concerned",
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
                ("outcome", models.CharField(blank=True, default="", max_length=120)),
                ("outcome_says", models.CharField(blank=True, default="", max_length=300)),
                ("kind", models.CharField(blank=True, default="", max_length=40)),
                ("remedy", models.CharField(blank=True, default="", max_length=120)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "person"), name="decisions_concerned_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
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
                ("number", models.PositiveIntegerField()),
                ("section", models.CharField(max_length=60)),
                ("quoted", models.TextField(blank=True, default="")),
                ("says", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "abstract": False,
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
                ("question", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("considered", "Considered"),
                            ("not_arising", "Does not arise"),
                            ("waived", "Waived"),
                        ],
                        max_length=20,
                    ),
                ),
                ("says", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["decision", "answered_at"], name="decisions_answers_of"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("section", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("base_version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="decisions.decision",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "section", "member"), name="decisions_one_draft"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paragraph",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("called", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("number", models.PositiveIntegerField(default=1)),
                ("kept_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
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
                    "follows",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.paragraph",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["unit", "called"],
                        name="decisions_paragraphs",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
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
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "number", "member"), name="decisions_read_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("filled", models.CharField(max_length=64)),
                ("is_approved", models.BooleanField()),
                ("says", models.TextField(blank=True, default="")),
                ("reviewed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
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
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("in_person", "Handed over in person"),
                            ("representative", "To the representative or adviser"),
                            ("post", "By registered post"),
                            ("electronic", "Electronically, with a receipt"),
                            ("public", "By public notice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("served_on", models.DateField()),
                ("language", models.CharField(max_length=3)),
                ("proof", models.TextField()),
                ("remedy_says", models.CharField(blank=True, default="", max_length=300)),
                ("last_day", models.DateField(null=True)),
                ("served_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.clock",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "served_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "person"), name="decisions_served_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
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
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("said", models.JSONField()),
                ("pdf", models.BinaryField()),
                ("pdf_digest", models.CharField(max_length=64)),
                ("word", models.BinaryField()),
                ("word_digest", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision",), name="decisions_signed_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
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
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "number"), name="decisions_version_once"),
                ],
            },
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in _SQL],
    ]
