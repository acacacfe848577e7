-- What a schema refresh has read so far. Never seen by readers, emptied when the refresh ends, and worth nothing after a crash: unlogged.
create unlogged table schema_readings (
  organization_id text not null,
  run_id text not null,
  attempt integer not null,
  schema text not null,
  name text not null,
  signature text not null,
  kind text not null,
  readable boolean not null,
  estimated_rows integer,
  comment text,
  column_count integer not null,
  columns jsonb,
  words text,
  primary key (organization_id, run_id, attempt, schema, name),
  foreign key (organization_id, run_id) references runs (organization_id, id) on delete cascade
);
--> statement-breakpoint
alter table schema_readings enable row level security;
--> statement-breakpoint
alter table schema_readings force row level security;
--> statement-breakpoint
create policy tenant on schema_readings
  using (organization_id = (select current_organization())) with check (organization_id = (select current_organization()));
--> statement-breakpoint
grant select, insert, delete on schema_readings to patchbay_worker;
