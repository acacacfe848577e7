CREATE TABLE "access_requests" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"wanted" text NOT NULL,
	"reason" text NOT NULL,
	"connection_id" text,
	"ends_at" timestamp with time zone,
	"state" text DEFAULT 'pending' NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"granted_connection_id" text,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_requests_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "reconnect_links" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"connection_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"owner_id" text NOT NULL,
	"sent_by" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reconnect_links_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "replacements" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"moved" jsonb NOT NULL,
	"moved_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text,
	CONSTRAINT "replacements_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"notice_id" text,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "mails_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"tone" text NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"path" text,
	"connection_id" text,
	"once" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notices_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "notices_once" UNIQUE("organization_id","user_id","once")
);
--> statement-breakpoint
CREATE TABLE "data_sources" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"connection_organization_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"account" text NOT NULL,
	"team_id" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "data_sources_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "data_sources_account" UNIQUE("organization_id","connection_organization_id","connection_id","account")
);
--> statement-breakpoint
CREATE TABLE "queries" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"connection_organization_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"schema" text NOT NULL,
	"table_name" text NOT NULL,
	"columns" text[] NOT NULL,
	"filter" jsonb NOT NULL,
	"destination" text NOT NULL,
	"team_id" text,
	"created_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "queries_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "query_runs" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"query_id" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"started_by" text,
	"used_connection_id" text NOT NULL,
	"used_connection_name" text NOT NULL,
	"used_seat_of" text NOT NULL,
	"rows" integer,
	"preview" jsonb,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "query_runs_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "audiences" DROP CONSTRAINT "audiences_organization_id_connection_id_connections_organization_id_id_fk";
--> statement-breakpoint
DROP INDEX "audiences_by_connection";--> statement-breakpoint
ALTER TABLE "audiences" ADD COLUMN "connection_organization_id" text;--> statement-breakpoint
-- Row-level security is forced: even the owner of the table would change nothing.
ALTER TABLE "audiences" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audiences" DISABLE TRIGGER "tell";--> statement-breakpoint
UPDATE "audiences" SET "connection_organization_id" = "organization_id";--> statement-breakpoint
ALTER TABLE "audiences" ENABLE TRIGGER "tell";--> statement-breakpoint
ALTER TABLE "audiences" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audiences" ALTER COLUMN "connection_organization_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "disconnected_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "disconnected_by" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "credential_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "superseded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "agency_id" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "destinations" text[] DEFAULT '{Google Sheets,Looker Studio,Excel,Power BI,API,Data warehouse}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewing_in" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewing_as" text;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconnect_links" ADD CONSTRAINT "reconnect_links_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconnect_links" ADD CONSTRAINT "reconnect_links_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconnect_links" ADD CONSTRAINT "reconnect_links_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconnect_links" ADD CONSTRAINT "reconnect_links_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_moved_by_users_id_fk" FOREIGN KEY ("moved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_organization_id_from_id_connections_organization_id_id_fk" FOREIGN KEY ("organization_id","from_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_organization_id_to_id_connections_organization_id_id_fk" FOREIGN KEY ("organization_id","to_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_sources" ADD CONSTRAINT "data_sources_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_sources" ADD CONSTRAINT "data_sources_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_sources" ADD CONSTRAINT "data_sources_connection_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("connection_organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queries" ADD CONSTRAINT "queries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queries" ADD CONSTRAINT "queries_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queries" ADD CONSTRAINT "queries_connection_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("connection_organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "query_runs" ADD CONSTRAINT "query_runs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "query_runs" ADD CONSTRAINT "query_runs_organization_id_query_id_queries_organization_id_id_fk" FOREIGN KEY ("organization_id","query_id") REFERENCES "public"."queries"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_requests_by_state" ON "access_requests" USING btree ("organization_id","state","created_at");--> statement-breakpoint
CREATE INDEX "reconnect_links_by_connection" ON "reconnect_links" USING btree ("organization_id","connection_id");--> statement-breakpoint
CREATE INDEX "replacements_by_connection" ON "replacements" USING btree ("organization_id","from_id","created_at");--> statement-breakpoint
CREATE INDEX "mails_by_created" ON "mails" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "notices_by_person" ON "notices" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "data_sources_by_connection" ON "data_sources" USING btree ("connection_organization_id","connection_id");--> statement-breakpoint
CREATE INDEX "queries_by_connection" ON "queries" USING btree ("connection_organization_id","connection_id");--> statement-breakpoint
CREATE INDEX "queries_by_updated" ON "queries" USING btree ("organization_id","updated_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "query_runs_single_flight" ON "query_runs" USING btree ("organization_id","query_id") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "query_runs_latest" ON "query_runs" USING btree ("organization_id","query_id","created_at");--> statement-breakpoint
ALTER TABLE "audiences" ADD CONSTRAINT "audiences_connection_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("connection_organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_disconnected_by_users_id_fk" FOREIGN KEY ("disconnected_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_agency_id_organizations_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connections_by_expiry" ON "connections" USING btree ("organization_id","credential_expires_at");--> statement-breakpoint
CREATE INDEX "memberships_by_agency" ON "memberships" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "audiences_by_connection" ON "audiences" USING btree ("connection_organization_id","connection_id");