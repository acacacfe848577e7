-- Row-level security, the rights of the two roles that the processes use, and the triggers that no verb can forget.
-- The roles patchbay_web and patchbay_worker exist before any migration runs (scripts/provision.ts).

create function current_organization() returns text language sql stable parallel safe as
  $$ select nullif(current_setting('app.organization_id', true), '') $$;
--> statement-breakpoint
create function current_person() returns text language sql stable parallel safe as
  $$ select nullif(current_setting('app.user_id', true), '') $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array[
    'teams', 'connections', 'credentials', 'grants', 'runs', 'checks', 'schema_snapshots', 'schema_tables',
    'schema_changes', 'audiences', 'audit', 'audit_heads', 'events', 'idempotency', 'drafts', 'files', 'platform_requests'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = (select current_organization())) with check (organization_id = (select current_organization()))', t);
  end loop;
  foreach t in array array['organizations', 'memberships', 'team_members', 'invitations'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
--> statement-breakpoint
create policy tenant on memberships
  using (organization_id = (select current_organization()) or user_id = (select current_person()))
  with check (organization_id = (select current_organization()));
--> statement-breakpoint
create policy tenant on team_members
  using (organization_id = (select current_organization()) or user_id = (select current_person()))
  with check (organization_id = (select current_organization()));
--> statement-breakpoint
create policy tenant on organizations
  using (id = (select current_organization())
    or id in (select m.organization_id from memberships m where m.user_id = (select current_person())))
  with check (id = (select current_organization()));
--> statement-breakpoint
-- The clock visits every organization.
create policy clock on organizations for select to patchbay_worker using (true);
--> statement-breakpoint
create policy tenant on invitations
  using (organization_id = (select current_organization())
    or token_hash = nullif(current_setting('app.token_hash', true), ''))
  with check (organization_id = (select current_organization()));
--> statement-breakpoint
grant usage on schema public to patchbay_web, patchbay_worker;
--> statement-breakpoint
grant select, insert, update, delete on
  users, identities, sessions, links, rate_limits, organizations, teams, memberships, team_members, invitations, connections, grants, runs, checks,
  schema_snapshots, schema_tables, schema_changes, audiences, idempotency, drafts, files, platform_requests
  to patchbay_web;
--> statement-breakpoint
-- The web seals and cannot read back: everything about a credential but the sealed text.
grant insert on credentials to patchbay_web;
--> statement-breakpoint
grant select (organization_id, id, connection_id, version, state, method, key_id, destination, created_by, created_at) on credentials to patchbay_web;
--> statement-breakpoint
grant select on heartbeats to patchbay_web;
--> statement-breakpoint
grant select, insert, update, delete on
  connections, credentials, grants, runs, checks, schema_snapshots, schema_tables, schema_changes, audiences, files, idempotency, heartbeats
  to patchbay_worker;
--> statement-breakpoint
grant select on organizations, teams, memberships, team_members to patchbay_worker;
--> statement-breakpoint
grant select (id, email, name, created_at) on users to patchbay_worker;
--> statement-breakpoint
grant select, insert on audit to patchbay_web, patchbay_worker;
--> statement-breakpoint
grant select, insert, update on audit_heads to patchbay_web, patchbay_worker;
--> statement-breakpoint
grant select, insert, delete on events to patchbay_web, patchbay_worker;
--> statement-breakpoint
grant usage on sequence events_seq_seq to patchbay_web, patchbay_worker;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege'; end $$;
--> statement-breakpoint
create trigger append_only before update or delete on audit for each row execute function refuse_change();
--> statement-breakpoint
-- One event a changed row. Its number is what a browser that reconnects sends back.
create function tell() returns trigger language plpgsql as $$
declare
  changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  about text;
  number bigint;
begin
  about := case tg_table_name
    when 'connections' then changed->>'id'
    when 'audiences' then changed->>'id'
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
  foreach t in array array['connections', 'runs', 'checks', 'grants', 'audiences', 'teams', 'memberships', 'team_members'] loop
    execute format('create trigger tell after insert or update or delete on %I for each row execute function tell()', t);
  end loop;
end $$;
--> statement-breakpoint
-- An ended session closes its event streams at once, in every web process.
create function tell_session() returns trigger language plpgsql as
  $$ begin perform pg_notify('patchbay_sessions', old.id); return null; end $$;
--> statement-breakpoint
create trigger tell_session after delete on sessions for each row execute function tell_session();
