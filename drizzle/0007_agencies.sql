-- What came with the life of a connection: walls, rights and news for the new tables; and the two things that an agency and its client
-- accounts see of each other. Both are for reading only: a change needs the context of the organization that holds the row.

create function current_agency() returns text language sql stable parallel safe as
  $$ select nullif(current_setting('app.agency_id', true), '') $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array[
    'queries', 'query_runs', 'data_sources', 'reconnect_links', 'replacements', 'access_requests', 'notices', 'mails'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = (select current_organization())) with check (organization_id = (select current_organization()))', t);
    execute format('grant select, insert, update, delete on %I to patchbay_web, patchbay_worker', t);
  end loop;
end $$;
--> statement-breakpoint
-- An agency knows its client accounts, a client account its agency.
create policy agency on organizations for select
  using (parent_id = (select current_organization()) or id = (select current_agency()));
--> statement-breakpoint
-- An agency knows which of its people it let into a client account.
create policy agency on memberships for select using (agency_id = (select current_organization()));
--> statement-breakpoint
-- A client account sees the grants that name it, and through them the connections that its agency shares with it.
create policy client on grants for select using (
  organization_id = (select current_agency())
  and (principal = 'all clients' or (principal = 'client' and principal_id = (select current_organization())))
  and (ends_at is null or ends_at > now()));
--> statement-breakpoint
create policy client on connections for select using (
  organization_id = (select current_agency()) and visibility = 'shared' and lifecycle <> 'deleted'
  and exists (select from grants g where g.organization_id = connections.organization_id and g.connection_id = connections.id
    and g.principal in ('all clients', 'client')));
--> statement-breakpoint
create policy client on schema_snapshots for select using (
  organization_id = (select current_agency())
  and exists (select from connections c where c.organization_id = schema_snapshots.organization_id and c.id = schema_snapshots.connection_id));
--> statement-breakpoint
create policy client on schema_tables for select using (
  organization_id = (select current_agency())
  and exists (select from connections c where c.organization_id = schema_tables.organization_id and c.id = schema_tables.connection_id));
--> statement-breakpoint
-- An agency sees what leans on its connections, wherever it is.
create policy lender on audiences for select using (connection_organization_id = (select current_organization()));
--> statement-breakpoint
create policy lender on queries for select using (connection_organization_id = (select current_organization()));
--> statement-breakpoint
create policy lender on data_sources for select using (connection_organization_id = (select current_organization()));
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
  foreach t in array array['queries', 'query_runs', 'data_sources', 'access_requests', 'notices'] loop
    execute format('create trigger tell after insert or update or delete on %I for each row execute function tell()', t);
  end loop;
end $$;
