-- The planner knows nothing of a table until its first analysis, which comes seconds after much was written: a query planned
-- before may read every pair of rows. Whoever writes much at once asks for it; only the owner of a table may analyse it.
create function digna_analyse() returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare name text;
begin
  foreach name in array array['entry', 'entry_private', 'entry_ref', 'fact', 'batch', 'person', 'person_line', 'organisation', 'organisation_line',
    'process', 'session', 'registration', 'process_record', 'identity']
  loop
    if to_regclass('public.' || name) is not null then execute format('analyze public.%I', name); end if;
  end loop;
end $$;
revoke execute on function digna_analyse() from public;
grant execute on function digna_analyse() to digna_app;
