CREATE TABLE "consents" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"session_id" text NOT NULL,
	"platform" text NOT NULL,
	"method" text NOT NULL,
	"connection_id" text,
	"state_hash" text NOT NULL,
	"sealed_verifier" text NOT NULL,
	"redirect_uri" text NOT NULL,
	"wanted" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "consents_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "consents_state" UNIQUE("state_hash")
);
--> statement-breakpoint
CREATE TABLE "experiences" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"connection_organization_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "experiences_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "experiences_external" UNIQUE("organization_id","connection_organization_id","connection_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "job_records" (
	"organization_id" text NOT NULL,
	"job_id" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_records_organization_id_job_id_key_pk" PRIMARY KEY("organization_id","job_id","key")
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"job_id" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"started_by" text,
	"used_connection_id" text NOT NULL,
	"used_seat_of" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"batches" integer DEFAULT 0 NOT NULL,
	"mark" jsonb,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "job_runs_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"sort_name" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"connection_organization_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"audience_id" text,
	"settings" jsonb NOT NULL,
	"every_minutes" integer,
	"state" text DEFAULT 'sleeping' NOT NULL,
	"reason" text,
	"failing_since" timestamp with time zone,
	"next_run_at" timestamp with time zone,
	"last_run_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"team_id" text,
	"created_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "jobs_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "usage_hours" (
	"organization_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"requests" integer NOT NULL,
	"failures" integer NOT NULL,
	"latency_ms" bigint NOT NULL,
	CONSTRAINT "usage_hours_organization_id_connection_id_hour_pk" PRIMARY KEY("organization_id","connection_id","hour")
);
--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "renewing_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "renewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiences" ADD CONSTRAINT "experiences_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiences" ADD CONSTRAINT "experiences_connection_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("connection_organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_records" ADD CONSTRAINT "job_records_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_records" ADD CONSTRAINT "job_records_organization_id_job_id_jobs_organization_id_id_fk" FOREIGN KEY ("organization_id","job_id") REFERENCES "public"."jobs"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_runs" ADD CONSTRAINT "job_runs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_runs" ADD CONSTRAINT "job_runs_organization_id_job_id_jobs_organization_id_id_fk" FOREIGN KEY ("organization_id","job_id") REFERENCES "public"."jobs"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_connection_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("connection_organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_organization_id_audience_id_audiences_organization_id_id_fk" FOREIGN KEY ("organization_id","audience_id") REFERENCES "public"."audiences"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_hours" ADD CONSTRAINT "usage_hours_organization_id_connection_id_connections_organization_id_id_fk" FOREIGN KEY ("organization_id","connection_id") REFERENCES "public"."connections"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consents_by_expiry" ON "consents" USING btree ("organization_id","expires_at");--> statement-breakpoint
CREATE INDEX "experiences_by_connection" ON "experiences" USING btree ("connection_organization_id","connection_id");--> statement-breakpoint
CREATE INDEX "job_records_by_received" ON "job_records" USING btree ("organization_id","job_id","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "job_runs_single_flight" ON "job_runs" USING btree ("organization_id","job_id") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "job_runs_latest" ON "job_runs" USING btree ("organization_id","job_id","created_at");--> statement-breakpoint
CREATE INDEX "jobs_by_connection" ON "jobs" USING btree ("connection_organization_id","connection_id");--> statement-breakpoint
CREATE INDEX "jobs_by_audience" ON "jobs" USING btree ("organization_id","audience_id");--> statement-breakpoint
CREATE INDEX "jobs_by_next" ON "jobs" USING btree ("organization_id","state","next_run_at");--> statement-breakpoint
CREATE INDEX "jobs_by_created" ON "jobs" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "jobs_by_name" ON "jobs" USING btree ("organization_id","sort_name","id");