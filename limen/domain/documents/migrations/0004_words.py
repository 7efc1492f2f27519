"""Adds an index of the words on pages, and lets the search behind the walls read them."""

import django.contrib.postgres.indexes
from django.db import migrations

WALLS = """
grant select on documents_page to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_redactions")]

    operations = [
        migrations.AddIndex(
            "page",
            django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="documents_by_words"
            ),
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
