CREATE TABLE "accounts" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"plan" text NOT NULL,
	"automation" boolean DEFAULT false NOT NULL,
	"webhook_limit" bigint DEFAULT 100 NOT NULL,
	"retention_days" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"scopes" text NOT NULL,
	"data_center_ids" text,
	"created_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"at" bigint NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"details" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"webhook_id" uuid NOT NULL,
	"size" bigint NOT NULL,
	"revision" bigint NOT NULL,
	"frozen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "communication_types" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "communication_types_account_id_data_center_id_id_pk" PRIMARY KEY("account_id","data_center_id","id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"id" text NOT NULL,
	"email" text,
	"properties" text NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "contacts_account_id_data_center_id_id_pk" PRIMARY KEY("account_id","data_center_id","id")
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_centers" (
	"account_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "data_centers_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"webhook_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"accepted_at" bigint NOT NULL,
	"next_attempt_at" bigint,
	"first_attempt_at" bigint,
	"late_ms" bigint DEFAULT 0 NOT NULL,
	"batch_id" uuid,
	"lease_epoch" bigint,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"finished_at" bigint,
	"resend_of" uuid,
	CONSTRAINT "deliveries_final" CHECK (("deliveries"."state" in ('delivered','failed','discarded','cancelled')) = ("deliveries"."finished_at" is not null)),
	CONSTRAINT "deliveries_leased" CHECK (("deliveries"."state" = 'sending') = ("deliveries"."lease_epoch" is not null)),
	CONSTRAINT "deliveries_next" CHECK (("deliveries"."state" in ('pending','sending')) = ("deliveries"."next_attempt_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "event_keys" (
	"account_id" bigint NOT NULL,
	"key" text NOT NULL,
	"event_id" uuid NOT NULL,
	"content_hash" text NOT NULL,
	CONSTRAINT "event_keys_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"type" text NOT NULL,
	"key" text,
	"cause" text NOT NULL,
	"occurred_at" bigint NOT NULL,
	"accepted_at" bigint NOT NULL,
	"contact_id" text,
	"contact_email" text,
	"contact" text,
	"data" text NOT NULL,
	"master_data" text NOT NULL
) PARTITION BY RANGE ("id");
--> statement-breakpoint
-- Whatever no other partition is made for (db/partitions.ts): nothing is ever refused.
CREATE TABLE "events_rest" PARTITION OF "events" DEFAULT;
--> statement-breakpoint
CREATE TABLE "fields" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"type" text NOT NULL,
	"key_field" boolean DEFAULT false NOT NULL,
	CONSTRAINT "fields_account_id_data_center_id_id_pk" PRIMARY KEY("account_id","data_center_id","id")
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"webhook_id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"owner" text,
	"epoch" bigint DEFAULT 0 NOT NULL,
	"lease_until" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lead_scorings" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "lead_scorings_account_id_data_center_id_id_pk" PRIMARY KEY("account_id","data_center_id","id")
);
--> statement-breakpoint
CREATE TABLE "mailings" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "mailings_account_id_data_center_id_id_pk" PRIMARY KEY("account_id","data_center_id","id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"account_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "memberships_account_id_user_id_pk" PRIMARY KEY("account_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "personas" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"name" text NOT NULL,
	"threshold" bigint NOT NULL,
	CONSTRAINT "personas_account_id_data_center_id_id_pk" PRIMARY KEY("account_id","data_center_id","id")
);
--> statement-breakpoint
CREATE TABLE "run_hours" (
	"webhook_id" uuid NOT NULL,
	"hour" bigint NOT NULL,
	"succeeded" bigint DEFAULT 0 NOT NULL,
	"failed" bigint DEFAULT 0 NOT NULL,
	"lost" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "run_hours_webhook_id_hour_pk" PRIMARY KEY("webhook_id","hour")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"webhook_id" uuid NOT NULL,
	"batch_id" uuid,
	"delivery_id" uuid,
	"deliveries" bigint NOT NULL,
	"attempt" bigint NOT NULL,
	"test" boolean DEFAULT false NOT NULL,
	"started_at" bigint NOT NULL,
	"duration_ms" bigint NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"detail" text,
	"status_code" bigint,
	"response_truncated" boolean DEFAULT false NOT NULL,
	"revision" bigint NOT NULL,
	"request" text,
	"request_body" "bytea",
	"response_headers" text,
	"response_body" "bytea",
	CONSTRAINT "runs_reason" CHECK (("runs"."verdict" = 'succeeded') = ("runs"."reason" is null))
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "runs_rest" PARTITION OF "runs" DEFAULT;
--> statement-breakpoint
-- What several processes on one database need and SQLite does not; db/tables.ts has what both have.
CREATE TABLE "engines" (
	"id" text PRIMARY KEY NOT NULL,
	"started_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL
);
--> statement-breakpoint
-- "key": a text sealed by this installation's secret key, which every process must be able to open.
CREATE TABLE "installation" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
-- Tries that are counted (lib/accounts/sign-in-limits.ts), as rate-limiter-flexible wants them.
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"webhook_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"secret" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint
);
--> statement-breakpoint
CREATE TABLE "stages" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"name" text NOT NULL,
	"lead_scoring_id" bigint NOT NULL,
	"threshold" bigint NOT NULL,
	CONSTRAINT "stages_account_id_data_center_id_id_pk" PRIMARY KEY("account_id","data_center_id","id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_revisions" (
	"webhook_id" uuid NOT NULL,
	"revision" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"settings" text NOT NULL,
	"secrets" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "webhook_revisions_webhook_id_revision_pk" PRIMARY KEY("webhook_id","revision")
);
--> statement-breakpoint
CREATE TABLE "webhook_triggers" (
	"webhook_id" uuid NOT NULL,
	"type" text NOT NULL,
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"wanted" text NOT NULL,
	CONSTRAINT "webhook_triggers_webhook_id_type_pk" PRIMARY KEY("webhook_id","type")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"label_key" text,
	"status" text NOT NULL,
	"profile" text NOT NULL,
	"url" text NOT NULL,
	"revision" bigint NOT NULL,
	"activated_at" bigint,
	"suspended_reason" text,
	"failed_in_a_row" bigint DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"deleted_at" bigint,
	CONSTRAINT "webhooks_deleted" CHECK (("webhooks"."status" = 'deleted') = ("webhooks"."deleted_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_centers" ADD CONSTRAINT "data_centers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_revisions" ADD CONSTRAINT "webhook_revisions_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_triggers" ADD CONSTRAINT "webhook_triggers_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_keys_account" ON "api_keys" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "audit_entries_account" ON "audit_entries" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "contacts_email" ON "contacts" USING btree ("account_id","data_center_id","email");--> statement-breakpoint
CREATE INDEX "credentials_user" ON "credentials" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("webhook_id","next_attempt_at","id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "deliveries_unfinished" ON "deliveries" USING btree ("webhook_id","accepted_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "deliveries_sending" ON "deliveries" USING btree ("webhook_id") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "deliveries_webhook" ON "deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_event" ON "deliveries" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "events_account" ON "events" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "events_key" ON "events" USING btree ("account_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "fields_code" ON "fields" USING btree ("account_id","data_center_id","code");--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "runs_webhook" ON "runs" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "runs_delivery" ON "runs" USING btree ("delivery_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "signing_keys_webhook" ON "signing_keys" USING btree ("webhook_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "webhook_triggers_type" ON "webhook_triggers" USING btree ("account_id","data_center_id","type");--> statement-breakpoint
CREATE UNIQUE INDEX "webhooks_label" ON "webhooks" USING btree ("account_id","label_key");--> statement-breakpoint
CREATE INDEX "webhooks_account" ON "webhooks" USING btree ("account_id","created_at");--> statement-breakpoint
-- A UUIDv7 (RFC 9562) for ids that are made in SQL: those of one moment (epoch ms) sort by their places.
CREATE FUNCTION "uuid7_at"("moment" bigint, "place" bigint) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (
    lpad(to_hex($1 + $2 / 4096), 12, '0') || '7' || lpad(to_hex($2 % 4096), 3, '0')
    || substr(replace(gen_random_uuid()::text, '-', ''), 17)
  )::uuid
$$;
