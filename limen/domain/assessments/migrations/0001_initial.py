"""Creates the tables of evidence boards and their walls."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Everything on a board is seen with its case and inside its compartment, and written in one's own name by whoever
# writes in the case. Never shared with another organisation, never deleted; only what is being typed is.
_OF = """
create policy seen on assessments_{table} for select to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.readable_case r where r.id = case_id));
create policy {name} on assessments_{table} for insert to limen_app
    with check ({who} = (select access.my_account())
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id)
        {more});
grant select, insert on assessments_{table} to limen_app;
create trigger within_an_act before insert or update or delete on assessments_{table}
    for each statement execute function journal.within_an_act();
"""
_BOARD = """and exists (select 1 from policy_edition e where e.id = edition_id
            and e.organisation_id = (select access.my_organisation()))
        and exists (select 1 from applications_application a where a.id = application_id
            and a.case_id = assessments_board.case_id and a.edition_id = assessments_board.edition_id
            and a.state <> 'draft')
        and exists (select 1 from cases_party p where p.case_id = assessments_board.case_id
            and p.person_id = assessments_board.person_id)"""
_UNDER = """and exists (select 1 from assessments_board b where b.id = board_id
            and b.case_id = assessments_{table}.case_id and b.compartment = assessments_{table}.compartment)"""
_LAID = "and withdrawn_at is null"
# What lies beside a fact lies on the same board. A policy cannot ask its own table, a key can.
BESIDE = """
alter table assessments_piece add constraint assessments_piece_on_board unique (id, board_id);
alter table assessments_piece add constraint assessments_beside_on_the_same_board
    foreign key (of_id, board_id) references assessments_piece (id, board_id);
"""
_PIECE = """and exists (select 1 from assessments_piece p where p.id = piece_id
            and p.board_id = assessments_version.board_id and p.withdrawn_at is null
            and p.number = assessments_version.number)"""
WALLS = """
create policy laid_on on assessments_board for update to limen_app
    using (compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id));
grant update (version) on assessments_board to limen_app;

create policy said_again on assessments_piece for update to limen_app
    using (withdrawn_at is null and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id))
    with check (withdrawn_at is null or withdrawn_by_id = (select access.my_account()));
grant update (number, withdrawn_by_id, withdrawn_at, why_withdrawn) on assessments_piece to limen_app;

alter table assessments_draft enable row level security;
alter table assessments_draft force row level security;
create policy mine on assessments_draft to limen_app
    using (member_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from assessments_board b
            where b.id = board_id and b.case_id = assessments_draft.case_id))
    with check (member_id = (select access.my_account())
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from assessments_board b
            where b.id = board_id and b.case_id = assessments_draft.case_id));
grant select, insert, update, delete on assessments_draft to limen_app;
"""
FORCED = """
alter table assessments_board enable row level security;
alter table assessments_board force row level security;
alter table assessments_piece enable row level security;
alter table assessments_piece force row level security;
alter table assessments_version enable row level security;
alter table assessments_version force row level security;
"""
_SQL = (
    FORCED,
    _OF.format(table="board", name="opened", who="opened_by_id", more=_BOARD),
    _OF.format(
        table="piece", name="laid", who="laid_by_id", more=_UNDER.format(table="piece") + "\n        " + _LAID
    ),
    _OF.format(
        table="version", name="said", who="written_by_id",
        more=_UNDER.format(table="version") + "\n        " + _PIECE,
    ),
    WALLS,
    BESIDE,
)  # fmt: skip


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("applications", "0001_initial"),
        ("cases", "0002_parties"),
        ("identity", "0005_interpreters"),
        ("people", "0003_many_asked"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Board",
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
                ("template", models.CharField(max_length=60)),
                ("governed_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.edition"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
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
                ("slot", models.CharField(max_length=80)),
                ("typed", models.JSONField()),
                ("base_version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="assessments.board",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Piece",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("fact", "Material fact"),
                            ("evidence", "Evidence"),
                            ("discrepancy", "Discrepancy"),
                            ("indicators", "Indicators"),
                            ("circumstances", "Circumstances"),
                            ("distortions", "What may distort"),
                            ("conditions", "Conditions without proof"),
                            ("conclusion", "Conclusion"),
                            ("happening", "Event of the account"),
                            ("telling", "How it was told"),
                        ],
                        max_length=20,
                    ),
                ),
                ("place", models.PositiveIntegerField(default=0)),
                ("number", models.PositiveIntegerField(default=1)),
                ("laid_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("why_withdrawn", models.CharField(blank=True, default="", max_length=2000)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="assessments.board",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "laid_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.piece",
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
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="assessments.board",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="assessments.piece",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="board",
            index=models.Index(fields=["case", "opened_at", "id"], name="assessments_of_case"),
        ),
        migrations.AddConstraint(
            model_name="board",
            constraint=models.UniqueConstraint(
                fields=("application", "person", "compartment"), name="assessments_board_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("board", "slot", "member"), name="assessments_one_draft"
            ),
        ),
        migrations.AddIndex(
            model_name="piece",
            index=models.Index(fields=["board", "place", "laid_at", "id"], name="assessments_pieces"),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("kind__in", ("indicators", "circumstances", "distortions", "conditions", "conclusion"))
                ),
                fields=("board", "kind", "of"),
                name="assessments_one_in_its_place",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("why_withdrawn", ""), ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("why_withdrawn", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assessments_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "fact"), _negated=True), ("of__isnull", True), _connector="OR"
                ),
                name="assessments_fact_stands_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("piece", "number"), name="assessments_version_once"),
        ),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in _SQL],
    ]
