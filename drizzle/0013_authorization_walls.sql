-- Walls, rights and news of what came with jobs, usage and consents.
do $$
declare t text;
begin
  foreach t in array array['jobs', 'job_runs', 'job_records', 'experiences', 'usage_hours', 'consents'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = (select current_organization())) with check (organization_id = (select current_organization()))', t);
  end loop;
  foreach t in array array['jobs', 'job_runs', 'consents'] loop
    execute format('grant select, insert, update, delete on %I to patchbay_web, patchbay_worker', t);
  end loop;
  -- What comes from outside is written by the worker alone, and read by both.
  foreach t in array array['job_records', 'experiences', 'usage_hours'] loop
    execute format('grant select on %I to patchbay_web', t);
    execute format('grant select, insert, update, delete on %I to patchbay_worker', t);
  end loop;
end $$;
--> statement-breakpoint
-- An agency sees what leans on its connections, wherever it is.
create policy lender on jobs for select using (connection_organization_id = (select current_organization()));
--> statement-breakpoint
create policy lender on experiences for select using (connection_organization_id = (select current_organization()));
--> statement-breakpoint
create or replace function tell() returns trigger language plpgsql as $$
declare
  changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  about text;
  number bigint;
begin
  about := case tg_table_name
    when 'connections' then changed->>'id'
    when 'audiences' then changed->>'id'
    when 'queries' then changed->>'id'
    when 'query_runs' then changed->>'query_id'
    when 'data_sources' then changed->>'id'
    when 'access_requests' then changed->>'id'
    when 'jobs' then changed->>'id'
    when 'job_runs' then changed->>'job_id'
    when 'notices' then changed->>'user_id'
    when 'teams' then changed->>'id'
    when 'memberships' then changed->>'user_id'
    when 'team_members' then changed->>'user_id'
    when 'checks' then (select r.connection_id from runs r where r.organization_id = changed->>'organization_id' and r.id = changed->>'run_id')
    else changed->>'connection_id'
  end;
  insert into events (organization_id, topic, subject) values (changed->>'organization_id', tg_table_name, about) returning seq into number;
  perform pg_notify('patchbay_events',
    json_build_object('seq', number, 'organization', changed->>'organization_id', 'topic', tg_table_name, 'subject', about)::text);
  return null;
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['jobs', 'job_runs'] loop
    execute format('create trigger tell after insert or update or delete on %I for each row execute function tell()', t);
  end loop;
end $$;
