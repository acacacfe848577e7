DROP INDEX "connections_by_name";--> statement-breakpoint
DROP INDEX "connections_by_status";--> statement-breakpoint
DROP INDEX "connections_by_platform";--> statement-breakpoint
DROP INDEX "connections_by_refreshed";--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "sort_name" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "sort_refreshed" timestamp with time zone GENERATED ALWAYS AS (coalesce(schema_refreshed_at, '1970-01-01 00:00:00+00'::timestamptz)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "connections_by_name" ON "connections" USING btree ("organization_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "connections_by_status" ON "connections" USING btree ("organization_id","status","sort_name","id");--> statement-breakpoint
CREATE INDEX "connections_by_platform" ON "connections" USING btree ("organization_id","platform","sort_name","id");--> statement-breakpoint
CREATE INDEX "connections_by_refreshed" ON "connections" USING btree ("organization_id","sort_refreshed","id");