"""A decision says on which application it decides: one of the same case."""

from django.db import migrations, models

ON_ITS_CASE = """
alter policy begun on decisions_decision
    with check (begun_by_id = (select access.my_account()) and state = 'draft'
        and compartment = any ((select access.my_clearances())::text[])
        and exists (select 1 from access.writable_case w where w.id = case_id)
        and exists (select 1 from policy_edition e where e.id = edition_id
            and e.organisation_id = (select access.my_organisation()))
        and (application_id is null or exists (select 1 from applications_application a
            where a.id = application_id and a.case_id = decisions_decision.case_id)));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
        ("decisions", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="application",
            field=models.ForeignKey(
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="asked_for",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.RunSQL(ON_ITS_CASE, migrations.RunSQL.noop),
    ]
