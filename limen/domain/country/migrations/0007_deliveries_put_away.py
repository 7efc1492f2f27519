"""A catalogue that nobody ends is put away by the worker, and its files with it."""

from django.db import migrations, models

# For the worker: what nobody ended since a moment. What still waits of it is left out, with a line in the journal for each
# catalogue; whoever adds from one at this moment holds it, and it is passed over. What was kept in the library is not
# looked at. What comes back are the places of files that no row names any more.
PUT_AWAY = """
create policy warden on country_delivery to limen_warden using (true);
create policy warden on country_deliveryline to limen_warden using (true);
grant select, update (ended_at, is_put_away) on country_delivery to limen_warden;
grant select, update (state, stored_as, file_key) on country_deliveryline to limen_warden;

create function access.put_deliveries_away(act uuid, sent_before timestamptz, ended timestamptz)
    returns table (entry_id bigint, files uuid[]) language plpgsql volatile security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    one record;
    left_out integer;
begin
    perform set_config('limen.act', act::text, true);
    for one in select d.id, d.organisation_id from public.country_delivery d
        where d.ended_at is null and d.sent_at < sent_before and exists (select from public.country_deliveryline l
            where l.delivery_id = d.id and l.state = 'ready')
        order by d.sent_at, d.id limit 100 for update skip locked
    loop
        select coalesce(array_agg(l.stored_as) filter (where l.stored_as is not null), '{}') into files
            from public.country_deliveryline l where l.delivery_id = one.id and l.state = 'ready';
        update public.country_deliveryline l set state = 'left', stored_as = null, file_key = ''
            where l.delivery_id = one.id and l.state = 'ready';
        get diagnostics left_out = row_count;
        update public.country_delivery d set ended_at = ended, is_put_away = true where d.id = one.id;
        entry_id := journal.append_by_system(act, 'country.delivery_put_away', ended, 'Limen', one.organisation_id,
            null, 'general', format('{"delivery_id":"%s","left":%s}', one.id, left_out), '[]');
        return next;
    end loop;
    perform set_config('limen.act', '', true);
end $$;
revoke all on function access.put_deliveries_away(uuid, timestamptz, timestamptz) from public;
grant execute on function access.put_deliveries_away(uuid, timestamptz, timestamptz) to limen_jobs;
alter function access.put_deliveries_away(uuid, timestamptz, timestamptz) owner to limen_warden;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("country", "0006_put_away"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="is_put_away",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(PUT_AWAY),
    ]
