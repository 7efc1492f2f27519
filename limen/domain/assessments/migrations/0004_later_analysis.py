"""A board that had no analysis can be given one, once, of an edition of its own pack."""

import django.db.models.deletion
from django.db import migrations, models

# A policy sees a row as it is or as it will be, never both. This sees both: an analysis is opened where there was
# none, in one's own name, of an edition of the pack of the board; what is open never changes.
ONCE = """
create function access.analysis_opens_once() returns trigger language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        if new.analysis_edition_id is not null then
            raise exception 'an analysis is opened on a board that is there' using errcode = 'insufficient_privilege';
        end if;
    elsif (new.analysis, new.analysis_edition_id, new.analysis_opened_by_id, new.analysis_opened_at)
            is distinct from (old.analysis, old.analysis_edition_id, old.analysis_opened_by_id, old.analysis_opened_at)
            and (old.analysis <> '' or new.analysis_opened_by_id is distinct from access.my_account()
                or not exists (select 1 from public.policy_edition e where e.id = new.analysis_edition_id
                    and e.pack = old.pack and e.organisation_id = access.my_organisation())) then
        raise exception 'the law of a board never changes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger analysis_opens_once before insert or update on assessments_board
    for each row execute function access.analysis_opens_once();
grant update (analysis, analysis_edition_id, analysis_opened_by_id, analysis_opened_at)
    on assessments_board to limen_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0003_arguments"),
        ("identity", "0006_acting"),
        ("policy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="board",
            name="analysis_edition",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="policy.edition",
            ),
        ),
        migrations.AddField(
            model_name="board",
            name="analysis_opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="board",
            name="analysis_opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.member",
            ),
        ),
        migrations.AddConstraint(
            model_name="board",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("analysis_edition__isnull", True),
                        ("analysis_opened_at__isnull", True),
                        ("analysis_opened_by__isnull", True),
                    ),
                    models.Q(
                        ("analysis__gt", ""),
                        ("analysis_edition__isnull", False),
                        ("analysis_opened_at__isnull", False),
                        ("analysis_opened_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="assessments_analysis_opened_by_somebody",
            ),
        ),
        migrations.RunSQL(ONCE),
    ]
