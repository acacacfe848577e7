-- A refresh writes what it reads where it is to stay: it is of the snapshot to come, and nobody sees that. Once is enough for a name in it.
DROP TABLE "schema_readings";--> statement-breakpoint
DROP INDEX "schema_tables_by_name";--> statement-breakpoint
ALTER TABLE "schema_tables" ALTER COLUMN "columns" SET DATA TYPE json;--> statement-breakpoint
CREATE UNIQUE INDEX "schema_tables_by_name" ON "schema_tables" USING btree ("organization_id","connection_id","schema","name","since");
