"""Creates what else is told of a person: places, languages, wishes, fates, pictures, needs, and their walls."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Of everything that was told a running row is shown with the file, and what was ended stays in the house: a share shows
# a person as they are now. Added by whoever writes about the person or has just registered them; ended, once, by
# whoever writes. Nothing is deleted, and nothing is changed but by ending it.
KEPT = """
create policy seen on {table} for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        and (ended_at is null or exists (select 1 from people_person p where p.id = person_id
            and p.organisation_id = (select access.my_organisation()))));
create policy added on {table} for insert to limen_app
    with check (added_by_id = (select access.my_account()) and ended_at is null
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));
create policy ended on {table} for update to limen_app
    using (ended_at is null and exists (select 1 from access.writable_person w where w.id = person_id))
    with check (ended_by_id = (select access.my_account()) and ended_at is not null);
grant select, insert on {table} to limen_app;
grant update (ended_by_id, ended_at, ended_why) on {table} to limen_app;
"""
TOLD = ("place", "language", "wishedinterpreter", "excludedinterpreter", "fate")

WALLS = """
alter table people_earlieranswer enable row level security;
alter table people_earlieranswer force row level security;
alter table people_place enable row level security;
alter table people_place force row level security;
alter table people_language enable row level security;
alter table people_language force row level security;
alter table people_wishedinterpreter enable row level security;
alter table people_wishedinterpreter force row level security;
alter table people_excludedinterpreter enable row level security;
alter table people_excludedinterpreter force row level security;
alter table people_fate enable row level security;
alter table people_fate force row level security;
alter table people_picture enable row level security;
alter table people_picture force row level security;
alter table people_need enable row level security;
alter table people_need force row level security;
alter table people_needreview enable row level security;
alter table people_needreview force row level security;

create trigger within_an_act before insert or update or delete on people_earlieranswer
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_place
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_language
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_wishedinterpreter
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_excludedinterpreter
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_fate
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_picture
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_need
    for each statement execute function journal.within_an_act();
create trigger within_an_act before insert or update or delete on people_needreview
    for each statement execute function journal.within_an_act();
"""

# A page shows a document of the same person. Asked by a function, since whoever has just registered somebody does not
# see their documents.
PICTURES = """
grant select on people_persondocument to limen_warden;
create policy warden on people_persondocument to limen_warden using (true);
create function access.is_document_of(the_document uuid, the_person uuid) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return exists (select 1 from public.people_persondocument d
        where d.id = the_document and d.person_id = the_person);
end $$;
grant execute on function access.is_document_of(uuid, uuid) to limen_app;
alter function access.is_document_of(uuid, uuid) owner to limen_warden;
alter policy added on people_picture
    with check (added_by_id = (select access.my_account()) and ended_at is null
        and (document_id is null or access.is_document_of(document_id, person_id))
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));
"""

# Needs stay in the house: no share shows them, and they are on no list but that of reviews. A running one is changed
# when it is looked at again, which leaves a row that says by whom and what stood there before.
NEEDS = """
create policy seen on people_need for select to limen_app
    using (organisation_id = (select access.my_organisation())
        and exists (select 1 from access.readable_person r where r.id = person_id));
create policy added on people_need for insert to limen_app
    with check (added_by_id = (select access.my_account()) and ended_at is null
        and organisation_id = (select access.my_organisation())
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));
create policy reviewed on people_need for update to limen_app
    using (ended_at is null and exists (select 1 from access.writable_person w where w.id = person_id))
    with check (ended_by_id is null or ended_by_id = (select access.my_account()));
grant select, insert on people_need, people_needreview to limen_app;
grant update (guarantees, guarantee_words, review_on, version, ended_by_id, ended_at, ended_why)
    on people_need to limen_app;

create policy seen on people_needreview for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        and exists (select 1 from people_person p where p.id = person_id
            and p.organisation_id = (select access.my_organisation())));
create policy added on people_needreview for insert to limen_app
    with check (added_by_id = (select access.my_account())
        and exists (select 1 from access.writable_person w where w.id = person_id)
        and exists (select 1 from people_need n where n.id = need_id and n.person_id = people_needreview.person_id));
"""

# Sex and gender are corrected as the birth is: by whoever writes, signed, and what stood there before stays in the
# house. A policy sees a row as it will be and not as it was, so a trigger asks whether what changed was signed.
# The first version also for whoever writes rows without the application: benchmarks, and a restore.
CORRECTIONS = """
alter table people_person alter sex_version set default 1, alter gender_version set default 1;

create policy seen on people_earlieranswer for select to limen_app
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        and exists (select 1 from people_person p where p.id = person_id
            and p.organisation_id = (select access.my_organisation())));
create policy kept on people_earlieranswer for insert to limen_app
    with check (exists (select 1 from access.writable_person w where w.id = person_id));
grant select, insert on people_earlieranswer to limen_app;

alter policy registered on people_person
    with check (organisation_id = (select access.my_organisation())
        and registered_by_id = (select access.my_account()) and birth_by_id = registered_by_id
        and sex_by_id is null and gender_by_id is null
        and (select access.my_roles())::text[]
            && array['case_officer', 'supervisor', 'registration_clerk', 'caseworker', 'casework_supervisor']);
drop policy corrected on people_person;
create policy corrected on people_person for update to limen_app
    using (exists (select 1 from access.writable_person w where w.id = people_person.id));
grant update (sex, sex_state, sex_by_id, sex_at, sex_version, gender, gender_state, gender_by_id, gender_at,
    gender_version) on people_person to limen_app;

create function access.sign_what_one_corrects() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
declare
    me uuid := access.my_account();
begin
    if ((old.birth_state, old.birth_words, old.birth_calendar, old.birth_precision, old.birth_numbers,
            old.birth_earliest, old.birth_latest, old.birth_source, old.birth_by_id, old.birth_at, old.version)
            is distinct from
        (new.birth_state, new.birth_words, new.birth_calendar, new.birth_precision, new.birth_numbers,
            new.birth_earliest, new.birth_latest, new.birth_source, new.birth_by_id, new.birth_at, new.version)
            and new.birth_by_id is distinct from me)
        or ((old.sex, old.sex_state, old.sex_by_id, old.sex_at, old.sex_version)
            is distinct from (new.sex, new.sex_state, new.sex_by_id, new.sex_at, new.sex_version)
            and new.sex_by_id is distinct from me)
        or ((old.gender, old.gender_state, old.gender_by_id, old.gender_at, old.gender_version)
            is distinct from (new.gender, new.gender_state, new.gender_by_id, new.gender_at, new.gender_version)
            and new.gender_by_id is distinct from me) then
        raise exception 'what is corrected is signed by whoever corrects it'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger sign_what_one_corrects before update on people_person
    for each row execute function access.sign_what_one_corrects();

create policy ended on people_nationality for update to limen_app
    using (ended_at is null and exists (select 1 from access.writable_person w where w.id = person_id))
    with check (ended_by_id = (select access.my_account()) and ended_at is not null);
alter policy added on people_nationality
    with check (added_by_id = (select access.my_account()) and ended_at is null
        and (exists (select 1 from access.writable_person w where w.id = person_id)
            or exists (select 1 from access.new_person n where n.id = person_id)));
alter policy seen on people_nationality
    using (exists (select 1 from access.readable_person r where r.id = person_id)
        and (ended_at is null or exists (select 1 from people_person p where p.id = person_id
            and p.organisation_id = (select access.my_organisation()))));
grant update (until_on, ended_by_id, ended_at, ended_why) on people_nationality to limen_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("about", models.CharField(choices=[("sex", "Sex"), ("gender", "Gender")], max_length=20)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("told", "Told"),
                            ("not_asked", "Not asked"),
                            ("refused", "Refused to say"),
                            ("unknown", "Not known"),
                        ],
                        max_length=20,
                    ),
                ),
                ("says", models.CharField(max_length=100, null=True)),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ExcludedInterpreter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(max_length=500, null=True)),
                ("who", models.CharField(max_length=200)),
                ("why", models.CharField(max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="Fate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(max_length=500, null=True)),
                ("day_words", models.CharField(max_length=100)),
                ("day_calendar", models.CharField(max_length=20)),
                ("day_precision", models.CharField(max_length=20)),
                (
                    "day_numbers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), default=list, size=None
                    ),
                ),
                ("day_earliest", models.DateField(null=True)),
                ("day_latest", models.DateField(null=True)),
                (
                    "fate",
                    models.CharField(
                        choices=[("missing", "Missing"), ("deceased", "Deceased")], max_length=20
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("person", "Said by the person"),
                            ("family", "Said by family"),
                            ("document", "Read from a document"),
                            ("authority", "Told by another authority"),
                            ("assessment", "Found by an assessment"),
                            ("assumed", "Assumed by the office"),
                        ],
                        max_length=20,
                    ),
                ),
                ("evidence", models.CharField(max_length=1000)),
            ],
        ),
        migrations.CreateModel(
            name="Language",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(max_length=500, null=True)),
                ("language", models.CharField(max_length=3)),
                ("dialect", models.CharField(max_length=100, null=True)),
                (
                    "speaking",
                    models.CharField(
                        choices=[("speaks", "Speaks"), ("understands", "Understands"), ("signs", "Signs")],
                        max_length=20,
                    ),
                ),
                (
                    "reading",
                    models.CharField(
                        choices=[
                            ("easily", "Reads easily"),
                            ("with_difficulty", "Reads with difficulty"),
                            ("not", "Does not read"),
                            ("not_asked", "Not asked whether they read"),
                            ("refused", "Refused to say whether they read"),
                            ("unknown", "Not known whether they read"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_preferred", models.BooleanField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("person", "Said by the person"),
                            ("family", "Said by family"),
                            ("document", "Read from a document"),
                            ("authority", "Told by another authority"),
                            ("assessment", "Found by an assessment"),
                            ("assumed", "Assumed by the office"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(max_length=500, null=True)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("child", "Child"),
                            ("child_alone", "Child without parent or guardian"),
                            ("disability", "Disability"),
                            ("older", "Older person"),
                            ("pregnant", "Pregnancy"),
                            ("orientation_or_gender", "Sexual orientation or gender identity"),
                            ("single_parent", "Alone with children"),
                            ("trafficking", "Trafficking in human beings"),
                            ("illness", "Serious illness"),
                            ("mental_health", "Mental health"),
                            ("torture", "Torture or other serious violence"),
                            ("gender_violence", "Gender-based or sexual violence"),
                            ("harmful_practice", "Child or forced marriage, or genital mutilation"),
                            ("communication", "Reading, hearing, speaking or understanding"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                    ),
                ),
                ("seen", models.CharField(max_length=1000)),
                ("observer", models.CharField(max_length=200, null=True)),
                ("observed_on", models.DateField()),
                (
                    "guarantees",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("staff_of_a_sex", "Staff and interpreter of the sex they ask for"),
                                ("breaks", "Breaks"),
                                ("more_time", "More time, or a later day"),
                                ("short_sessions", "Several short sessions"),
                                ("companion", "Somebody they trust beside them"),
                                ("representative", "A representative"),
                                ("medical_examination", "A medical examination"),
                                ("priority", "Earlier than others"),
                                ("not_accelerated", "No accelerated or border procedure"),
                                ("separate_talk", "Spoken with apart from the family"),
                                ("accessible_room", "A room they can reach"),
                                ("sign_language", "Sign language, or help to read"),
                                ("safe_lodging", "Lodging apart, or another one"),
                                ("care", "Health care or psychosocial support"),
                                ("other", "Other"),
                            ],
                            max_length=30,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("guarantee_words", models.CharField(max_length=500, null=True)),
                ("review_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="NeedReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("still", "Still there"), ("changed", "Changed"), ("ended", "Ended")],
                        max_length=20,
                    ),
                ),
                ("why", models.CharField(max_length=1000)),
                ("version", models.PositiveIntegerField()),
                (
                    "guarantees",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("staff_of_a_sex", "Staff and interpreter of the sex they ask for"),
                                ("breaks", "Breaks"),
                                ("more_time", "More time, or a later day"),
                                ("short_sessions", "Several short sessions"),
                                ("companion", "Somebody they trust beside them"),
                                ("representative", "A representative"),
                                ("medical_examination", "A medical examination"),
                                ("priority", "Earlier than others"),
                                ("not_accelerated", "No accelerated or border procedure"),
                                ("separate_talk", "Spoken with apart from the family"),
                                ("accessible_room", "A room they can reach"),
                                ("sign_language", "Sign language, or help to read"),
                                ("safe_lodging", "Lodging apart, or another one"),
                                ("care", "Health care or psychosocial support"),
                                ("other", "Other"),
                            ],
                            max_length=30,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("guarantee_words", models.CharField(max_length=500, null=True)),
                ("review_on", models.DateField()),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(max_length=500, null=True)),
                (
                    "shows",
                    models.CharField(
                        choices=[("face", "Photograph of the face"), ("page", "Page of a document")],
                        max_length=20,
                    ),
                ),
                ("content", models.BinaryField()),
                ("thumbnail", models.BinaryField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(max_length=500, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("birth", "Place of birth"), ("residence", "Habitual residence")],
                        max_length=20,
                    ),
                ),
                ("country", models.CharField(max_length=3, null=True)),
                (
                    "country_state",
                    models.CharField(
                        choices=[
                            ("told", "Told"),
                            ("not_asked", "Not asked"),
                            ("refused", "Refused to say"),
                            ("unknown", "Not known"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(max_length=200, null=True)),
                (
                    "words_state",
                    models.CharField(
                        choices=[
                            ("told", "Told"),
                            ("not_asked", "Not asked"),
                            ("refused", "Refused to say"),
                            ("unknown", "Not known"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("person", "Said by the person"),
                            ("family", "Said by family"),
                            ("document", "Read from a document"),
                            ("authority", "Told by another authority"),
                            ("assessment", "Found by an assessment"),
                            ("assumed", "Assumed by the office"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="WishedInterpreter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(max_length=500, null=True)),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "A woman"), ("male", "A man"), ("either", "A woman or a man")],
                        max_length=20,
                        null=True,
                    ),
                ),
                (
                    "sex_state",
                    models.CharField(
                        choices=[
                            ("told", "Told"),
                            ("not_asked", "Not asked"),
                            ("refused", "Refused to say"),
                            ("unknown", "Not known"),
                        ],
                        max_length=20,
                    ),
                ),
                ("others", models.CharField(max_length=500, null=True)),
                ("version", models.PositiveIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="nationality",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="nationality",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="nationality",
            name="ended_why",
            field=models.CharField(max_length=500, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="gender_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="gender_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="gender_version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="person",
            name="sex_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="sex_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="sex_version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name="nationality",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_why__isnull", True)
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(
                            ("ended_why__isnull", True),
                            models.Q(("ended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="people_nationality_ended_by",
            ),
        ),
        migrations.AddField(
            model_name="earlieranswer",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="earlieranswer",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="earlier_answers",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="excludedinterpreter",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="excludedinterpreter",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="excludedinterpreter",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="fate",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="fate",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="fate",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="language",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="language",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="language",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.organisation"
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="needreview",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="needreview",
            name="need",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="people.need"
            ),
        ),
        migrations.AddField(
            model_name="needreview",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pictures",
                to="people.persondocument",
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="wishedinterpreter",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="wishedinterpreter",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.member"
            ),
        ),
        migrations.AddField(
            model_name="wishedinterpreter",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlieranswer",
            constraint=models.UniqueConstraint(
                fields=("person", "about", "version"), name="people_earlier_answer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlieranswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("says__isnull", False), ("state", "told"), models.Q(("says", ""), _negated=True)
                    ),
                    models.Q(models.Q(("state", "told"), _negated=True), ("says__isnull", True)),
                    _connector="OR",
                ),
                name="people_earlier_answer_told",
            ),
        ),
        migrations.AddIndex(
            model_name="excludedinterpreter",
            index=models.Index(fields=["person"], name="people_excluded_by_person"),
        ),
        migrations.AddConstraint(
            model_name="excludedinterpreter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_why__isnull", True)
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(
                            ("ended_why__isnull", True),
                            models.Q(("ended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="people_excluded_ended_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="excludedinterpreter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("who", ""), _negated=True), models.Q(("why", ""), _negated=True)
                ),
                name="people_excluded_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="fate",
            index=models.Index(fields=["person"], name="people_fate_of_person"),
        ),
        migrations.AddConstraint(
            model_name="fate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_why__isnull", True)
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(
                            ("ended_why__isnull", True),
                            models.Q(("ended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="people_fate_ended_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="fate",
            constraint=models.CheckConstraint(
                condition=models.Q(("evidence", ""), _negated=True), name="people_fate_rests_on_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="fate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("day_latest__gte", models.F("day_earliest")),
                    models.Q(("day_earliest__isnull", True), ("day_latest__isnull", True)),
                    _connector="OR",
                ),
                name="people_fate_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="fate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("person",), name="people_one_fate"
            ),
        ),
        migrations.AddIndex(
            model_name="language",
            index=models.Index(fields=["person"], name="people_language_of_person"),
        ),
        migrations.AddConstraint(
            model_name="language",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_why__isnull", True)
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(
                            ("ended_why__isnull", True),
                            models.Q(("ended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="people_language_ended_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="language",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("language__regex", "^[a-z]{3}$"),
                    models.Q(
                        ("dialect__isnull", True), models.Q(("dialect", ""), _negated=True), _connector="OR"
                    ),
                ),
                name="people_language_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="language",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("person", "language", "dialect"),
                name="people_language_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["person"], name="people_need_of_person"),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["organisation", "review_on", "id"],
                include=("person",),
                name="people_need_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_why__isnull", True)
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(
                            ("ended_why__isnull", True),
                            models.Q(("ended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="people_need_ended_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("seen", ""), _negated=True),
                    models.Q(
                        ("observer__isnull", True), models.Q(("observer", ""), _negated=True), _connector="OR"
                    ),
                    models.Q(
                        ("guarantee_words__isnull", True),
                        models.Q(("guarantee_words", ""), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="people_need_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_on__gte", models.F("observed_on"))), name="people_need_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="needreview",
            index=models.Index(fields=["person"], name="people_need_review_of_person"),
        ),
        migrations.AddConstraint(
            model_name="needreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="people_need_review_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="needreview",
            constraint=models.UniqueConstraint(fields=("need", "version"), name="people_need_review_once"),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(fields=["person"], name="people_picture_of_person"),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_why__isnull", True)
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(
                            ("ended_why__isnull", True),
                            models.Q(("ended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="people_picture_ended_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(("shows", "page"), ("document__isnull", True), _connector="OR"),
                name="people_face_is_no_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("shows", "face")),
                fields=("person",),
                name="people_one_face",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_why__isnull", True)
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(
                            ("ended_why__isnull", True),
                            models.Q(("ended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="people_place_ended_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("country__isnull", False),
                        ("country_state", "told"),
                        models.Q(("country", ""), _negated=True),
                    ),
                    models.Q(models.Q(("country_state", "told"), _negated=True), ("country__isnull", True)),
                    _connector="OR",
                ),
                name="people_place_country_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("country__isnull", True), ("country__regex", "^[A-Z]{3}$"), _connector="OR"
                ),
                name="people_place_in_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("words__isnull", False),
                        ("words_state", "told"),
                        models.Q(("words", ""), _negated=True),
                    ),
                    models.Q(models.Q(("words_state", "told"), _negated=True), ("words__isnull", True)),
                    _connector="OR",
                ),
                name="people_place_words_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(
                fields=("person", "kind", "version"), name="people_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("person", "kind"),
                name="people_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="wishedinterpreter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_why__isnull", True)
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(
                            ("ended_why__isnull", True),
                            models.Q(("ended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="people_wish_ended_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="wishedinterpreter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sex__isnull", False), ("sex_state", "told"), models.Q(("sex", ""), _negated=True)
                    ),
                    models.Q(models.Q(("sex_state", "told"), _negated=True), ("sex__isnull", True)),
                    _connector="OR",
                ),
                name="people_wish_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="wishedinterpreter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("others__isnull", True), models.Q(("others", ""), _negated=True), _connector="OR"
                ),
                name="people_wish_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="wishedinterpreter",
            constraint=models.UniqueConstraint(fields=("person", "version"), name="people_wish_once"),
        ),
        migrations.AddConstraint(
            model_name="wishedinterpreter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("person",), name="people_one_wish"
            ),
        ),
        *[
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (
                WALLS,
                *(KEPT.format(table=f"people_{name}") for name in (*TOLD, "picture")),
                PICTURES,
                NEEDS,
                CORRECTIONS,
            )
        ],
    ]
