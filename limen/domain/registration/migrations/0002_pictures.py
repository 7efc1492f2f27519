"""Creates the pictures that were taken while a draft is open, behind the walls of the draft."""

import django.db.models.deletion
from django.db import migrations, models

import limen.foundation.ids

# Whoever has the draft has its pictures: the question is asked of the draft's own wall. None comes to a draft
# of which the family is registered, and none is changed: a better one takes its place.
WALLS = """
alter table registration_draftpicture enable row level security;
alter table registration_draftpicture force row level security;

create policy seen on registration_draftpicture for select to limen_app
    using (exists (select 1 from registration_draft d where d.id = draft_id));
create policy taken on registration_draftpicture for insert to limen_app
    with check (exists (select 1 from registration_draft d where d.id = draft_id and d.registered_at is null));
create policy gone on registration_draftpicture for delete to limen_app
    using (exists (select 1 from registration_draft d where d.id = draft_id));

grant select, insert, delete on registration_draftpicture to limen_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registration", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftPicture",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=limen.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("typed", models.UUIDField()),
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
                ("read", models.CharField(default="", max_length=200)),
                ("unread", models.CharField(default="", max_length=40)),
                ("taken_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="registration.draft",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("shows", "face")),
                        fields=("draft", "typed"),
                        name="registration_one_face_in_draft",
                    )
                ],
                "indexes": [models.Index(fields=["draft", "taken_at"], name="registration_picture_of_draft")],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
