-- A year of one authorization lies in thousands of places of the table, for every hour writes a row of each. The key holds the numbers too, so
-- that a chart reads it alone; an update of a number was rarely in place before, and is never now.
alter table usage_hours drop constraint usage_hours_organization_id_connection_id_hour_pk;
--> statement-breakpoint
alter table usage_hours add constraint usage_hours_organization_id_connection_id_hour_pk
  primary key (organization_id, connection_id, hour) include (requests, failures, latency_ms);
--> statement-breakpoint
-- What was written lately is read most: the key alone tells it only after a vacuum.
alter table usage_hours set (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_scale_factor = 0.02);
