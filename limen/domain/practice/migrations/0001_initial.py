"""Creates practice notes and questions among colleagues, with their walls."""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models
from django.db.models import Case, When

import limen.foundation.ids

GRAMMARS = {
    "ara": "arabic", "cat": "catalan", "dan": "danish", "deu": "german", "ell": "greek", "eng": "english",
    "eus": "basque", "fin": "finnish", "fra": "french", "gle": "irish", "hin": "hindi", "hun": "hungarian",
    "hye": "armenian", "ind": "indonesian", "ita": "italian", "lit": "lithuanian", "nep": "nepali",
    "nld": "dutch", "nor": "norwegian", "por": "portuguese", "ron": "romanian", "rus": "russian",
    "spa": "spanish", "srp": "serbian", "swe": "swedish", "tam": "tamil", "tur": "turkish", "yid": "yiddish",
}  # fmt: skip
WORDS = Case(
    *(
        When(language=code, then=SearchVector("title", "says", config=name))
        for code, name in GRAMMARS.items()
    ),
    default=SearchVector("title", "says", config="simple"),
)

# A note is read by those who work on cases in its house, and of its unit where it has one: a draft by its author, the
# others from when a second person is asked to check it. What hangs on a note is seen with it.
NOTES = """
alter table practice_note enable row level security;
alter table practice_note force row level security;
alter table practice_earlierwording enable row level security;
alter table practice_earlierwording force row level security;
alter table practice_endorsement enable row level security;
alter table practice_endorsement force row level security;
alter table practice_draft enable row level security;
alter table practice_draft force row level security;

create policy seen on practice_note for select to limen_app
    using ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']
        and organisation_id = (select access.my_organisation())
        and (unit_id is null or unit_id = any ((select access.my_units(0))::uuid[]))
        and (state = 'checking' or in_use_at is not null
            or (select access.my_account()) in (author_id, sent_back_by_id, withdrawn_by_id)));
create policy written on practice_note for insert to limen_app
    with check ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']
        and organisation_id = (select access.my_organisation())
        and (unit_id is null or unit_id = any ((select access.my_units(0))::uuid[]))
        and author_id = (select access.my_account()) and state = 'draft' and submitted_at is null
        and sent_back_by_id is null and checked_by_id is null and in_use_at is null and look_again_on is null and looked_by_id is null
        and superseded_at is null and withdrawn_by_id is null and withdrawn_at is null);
create policy changed on practice_note for update to limen_app
    using ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']
        and organisation_id = (select access.my_organisation())
        and (unit_id is null or unit_id = any ((select access.my_units(0))::uuid[]))
        and (state = 'checking' or in_use_at is not null
            or (select access.my_account()) in (author_id, sent_back_by_id, withdrawn_by_id)));

create policy seen on practice_earlierwording for select to limen_app
    using (author_id = (select access.my_account()) and note_id in (select n.id from practice_note n));
create policy kept on practice_earlierwording for insert to limen_app
    with check (author_id = (select access.my_account()) and exists (select 1 from practice_note n
        where n.id = note_id and n.author_id = practice_earlierwording.author_id and n.state = 'draft'));

create policy seen on practice_endorsement for select to limen_app
    using (note_id in (select n.id from practice_note n));
create policy given on practice_endorsement for insert to limen_app
    with check (member_id = (select access.my_account()) and until_at is null
        and exists (select 1 from practice_note n where n.id = note_id and n.state = 'in_use'
            and n.superseded_at is null and n.author_id <> practice_endorsement.member_id));
create policy ended on practice_endorsement for update to limen_app
    using (member_id = (select access.my_account()) and note_id in (select n.id from practice_note n));

create policy own on practice_draft to limen_app
    using (member_id = (select access.my_account()) and (note_id is null
        or note_id in (select n.id from practice_note n where n.author_id = (select access.my_account()))))
    with check (member_id = (select access.my_account()) and (select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']
        and (note_id is null
        or note_id in (select n.id from practice_note n where n.author_id = (select access.my_account()))));

grant select, insert on practice_note, practice_earlierwording, practice_endorsement to limen_app;
grant update (state, title, says, language, elements, countries, claims, version, written_at, none_says, submitted_at,
    sent_back_by_id, sent_back_why, checked_by_id, in_use_at, checked_none_says, look_again_on, looked_by_id, looked_at, superseded_at,
    withdrawn_by_id, withdrawn_at, withdrawn_why) on practice_note to limen_app;
grant update (until_at) on practice_endorsement to limen_app;
grant select, insert, update, delete on practice_draft to limen_app;

-- A policy sees a row as it is or as it will be, never both. This sees both: only the author words a draft, nothing
-- is reworded after that, and nobody but a second person puts it to use.
create function access.note_goes_on() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    me uuid := access.my_account();
    is_reworded boolean := (new.title, new.says, new.language, new.elements, new.countries, new.claims, new.version,
        new.written_at) is distinct from (old.title, old.says, old.language, old.elements, old.countries, old.claims,
        old.version, old.written_at);
    is_checked_anew boolean := (new.checked_by_id, new.in_use_at, new.checked_none_says)
        is distinct from (old.checked_by_id, old.in_use_at, old.checked_none_says);
    way text := old.state || ' ' || new.state;
begin
    if is_reworded and not (way = 'draft draft' and old.author_id = me)
            or is_checked_anew and not (way = 'checking in_use' and new.checked_by_id = me and old.author_id <> me)
            or old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at
            or new.withdrawn_at is distinct from old.withdrawn_at and new.withdrawn_by_id is distinct from me
            or way in ('draft checking', 'draft withdrawn') and old.author_id <> me
            or way = 'checking draft' and new.sent_back_by_id is distinct from me
            or way in ('checking draft', 'checking in_use') and old.author_id = me
            or way not in ('draft draft', 'draft checking', 'draft withdrawn', 'checking checking', 'checking draft',
                'checking in_use', 'checking withdrawn', 'in_use in_use', 'in_use withdrawn', 'withdrawn withdrawn')
            or way = 'in_use in_use' and new.look_again_on is distinct from old.look_again_on
                and new.looked_by_id is distinct from me then
        raise exception 'a practice note does not go this way: %', way using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger note_goes_on before update on practice_note
    for each row execute function access.note_goes_on();

create trigger within_an_act before insert or update or delete on practice_note
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on practice_earlierwording
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on practice_endorsement
    for each statement execute function journal.within_an_act();
"""

# A question is seen by whoever asked and by those of whom it was asked; once it is taken back, by whoever asked alone.
QUESTIONS = """
alter table practice_question enable row level security;
alter table practice_question force row level security;
alter table practice_reply enable row level security;
alter table practice_reply force row level security;

create policy seen on practice_question for select to limen_app
    using ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']
        and organisation_id = (select access.my_organisation())
        and (asked_by_id = (select access.my_account())
            or taken_back_at is null and (to_member_id = (select access.my_account())
                or to_member_id is null and (to_unit_id is null
                    or to_unit_id = any ((select access.my_units(0))::uuid[])))));
create policy asked on practice_question for insert to limen_app
    with check ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']
        and organisation_id = (select access.my_organisation()) and asked_by_id = (select access.my_account())
        and closed_at is null and taken_back_at is null
        and (to_member_id is null or exists (select 1 from identity_member m
            where m.id = to_member_id and m.organisation_id = practice_question.organisation_id))
        and (to_unit_id is null or exists (select 1 from identity_unit u
            where u.id = to_unit_id and u.organisation_id = practice_question.organisation_id)));
create policy ended on practice_question for update to limen_app
    using ((select access.my_roles())::text[] && array[
        'case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']
        and organisation_id = (select access.my_organisation()) and asked_by_id = (select access.my_account()));

create policy seen on practice_reply for select to limen_app
    using (question_id in (select q.id from practice_question q));
create policy given on practice_reply for insert to limen_app
    with check (replied_by_id = (select access.my_account()) and exists (select 1 from practice_question q
        where q.id = question_id and q.closed_at is null and q.taken_back_at is null));

grant select, insert on practice_question, practice_reply to limen_app;
grant update (closed_at, taken_back_at) on practice_question to limen_app;

create function access.question_stays_ended() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if old.closed_at is not null and new.closed_at is distinct from old.closed_at
            or old.taken_back_at is not null and new.taken_back_at is distinct from old.taken_back_at then
        raise exception 'a question that was ended stays so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger question_stays_ended before update on practice_question
    for each row execute function access.question_stays_ended();

create trigger within_an_act before insert or update or delete on practice_question
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on practice_reply
    for each statement execute function journal.within_an_act();
"""

# Which names stand in a text. The index of names cannot be used behind row security; this looks past the walls, at no
# more than 2,000 names, and gives back ids alone, of those whose file the ticket may read. They are read again.
NAMES = """
create function access.people_in_words(pairs bigint[], most integer) returns table (person_id uuid, name_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_custom_plan set jit = off as $$
begin
    if access.my_account() is null then
        return;
    end if;
    return query with alike as materialized (
        select k.person_id, k.id from public.people_namekey k where k.words && pairs limit 2000)
    select a.person_id, a.id from alike a
        where exists (select 1 from access.readable_person r where r.id = a.person_id) limit most;
end $$;
revoke all on function access.people_in_words(bigint[], integer) from public;
grant execute on function access.people_in_words(bigint[], integer) to limen_app;
alter function access.people_in_words(bigint[], integer) owner to limen_warden;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0006_acting"),
        ("people", "0003_many_asked"),
        ("cases", "0002_parties"),
        ("country", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("says", models.TextField()),
                (
                    "elements",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                (
                    "claims",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160), default=list, size=None
                    ),
                ),
                ("none_says", models.TextField(blank=True, default="")),
                ("closed_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
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
                    "to_member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("checking", "Being checked"),
                            ("in_use", "In use"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("says", models.TextField()),
                ("language", models.CharField(max_length=3)),
                (
                    "elements",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                (
                    "claims",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160), default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("none_says", models.TextField(blank=True, default="")),
                ("submitted_at", models.DateTimeField(null=True)),
                ("sent_back_why", models.TextField(blank=True, default="")),
                ("in_use_at", models.DateTimeField(null=True)),
                ("checked_none_says", models.TextField(blank=True, default="")),
                ("look_again_on", models.DateField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("superseded_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.TextField(blank=True, default="")),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=WORDS,
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="practice.note",
                    ),
                ),
                (
                    "looked_by",
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
                    "sent_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.member",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.unit",
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
                (
                    "from_question",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.question",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("replied_at", models.DateTimeField()),
                ("says", models.TextField()),
                ("none_says", models.TextField(blank=True, default="")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="practice.question",
                    ),
                ),
                (
                    "replied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "replies",
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endorsements",
                        to="practice.note",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_at", None)),
                        fields=("note", "member"),
                        name="practice_endorsed_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierWording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("says", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice.note"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("note", "version"), name="practice_wording_once")
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
                ("text", models.TextField()),
                ("base_version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="practice.note",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "note"), name="practice_one_draft_each", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["organisation", "-asked_at", "-id"], name="practice_questions"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_member__isnull", True), ("to_unit__isnull", True), _connector="OR"),
                name="practice_asked_of_one",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["organisation", "-in_use_at", "-id"], name="practice_notes_in_use"),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["author", "state"], name="practice_notes_of_author"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by__isnull", True),
                    models.Q(("checked_by", models.F("author")), _negated=True),
                    _connector="OR",
                ),
                name="practice_note_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_use"), _negated=True),
                    models.Q(
                        ("checked_by__isnull", False),
                        ("in_use_at__isnull", False),
                        ("look_again_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="practice_note_is_checked",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["question", "replied_at"], name="practice_replies"),
        ),
        migrations.RunSQL(NOTES, migrations.RunSQL.noop),
        migrations.RunSQL(QUESTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(NAMES, migrations.RunSQL.noop),
    ]
