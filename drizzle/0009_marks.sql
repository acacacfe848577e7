ALTER TABLE "schema_tables" ADD COLUMN "mark" text;--> statement-breakpoint
alter table schema_readings add column mark text;
