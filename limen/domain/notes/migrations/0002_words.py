"""Adds the words of notes as an index understands them, and lets the search behind the walls read them."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

WALLS = """
grant select on notes_note to limen_warden;
create policy warden on notes_note for select to limen_warden using (true);
"""


class Migration(migrations.Migration):
    dependencies = [("notes", "0001_initial")]

    operations = [
        migrations.AddField(
            "note",
            "words",
            models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector("text", config="simple"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            "note",
            django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="notes_by_words"
            ),
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
