-- A client account goes on seeing that a connection of its agency exists while something of its own leans on it: what was withdrawn is
-- flagged, not lost. What it may do with it, `decide` says.
drop policy client on connections;
--> statement-breakpoint
create policy client on connections for select using (
  organization_id = (select current_agency()) and (
    (visibility = 'shared' and lifecycle <> 'deleted'
      and exists (select from grants g where g.organization_id = connections.organization_id and g.connection_id = connections.id
        and g.principal in ('all clients', 'client')))
    or exists (select from audiences d where d.organization_id = (select current_organization())
      and d.connection_organization_id = connections.organization_id and d.connection_id = connections.id)
    or exists (select from queries d where d.organization_id = (select current_organization())
      and d.connection_organization_id = connections.organization_id and d.connection_id = connections.id)
    or exists (select from data_sources d where d.organization_id = (select current_organization())
      and d.connection_organization_id = connections.organization_id and d.connection_id = connections.id)));
--> statement-breakpoint
-- Schemas are seen only as long as the connection is shared.
drop policy client on schema_snapshots;
--> statement-breakpoint
create policy client on schema_snapshots for select using (
  organization_id = (select current_agency())
  and exists (select from grants g where g.organization_id = schema_snapshots.organization_id and g.connection_id = schema_snapshots.connection_id
    and g.principal in ('all clients', 'client')));
--> statement-breakpoint
drop policy client on schema_tables;
--> statement-breakpoint
create policy client on schema_tables for select using (
  organization_id = (select current_agency())
  and exists (select from grants g where g.organization_id = schema_tables.organization_id and g.connection_id = schema_tables.connection_id
    and g.principal in ('all clients', 'client')));
--> statement-breakpoint
-- A transfer copies the schema from the client account into the agency, in the agency's context. Only the worker does that.
create policy transfer on schema_snapshots for select to patchbay_worker
  using (organization_id in (select id from organizations where parent_id = (select current_organization())));
--> statement-breakpoint
create policy transfer on schema_tables for select to patchbay_worker
  using (organization_id in (select id from organizations where parent_id = (select current_organization())));
--> statement-breakpoint
create policy transfer on schema_changes for select to patchbay_worker
  using (organization_id in (select id from organizations where parent_id = (select current_organization())));
