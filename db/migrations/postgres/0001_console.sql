CREATE TABLE "inbox_addresses" (
	"token" text PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"name" text NOT NULL,
	"answer_status" bigint DEFAULT 200 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"token" text NOT NULL,
	"received_at" bigint NOT NULL,
	"method" text NOT NULL,
	"url" text NOT NULL,
	"headers" text NOT NULL,
	"body" "bytea" NOT NULL,
	"body_bytes" bigint NOT NULL,
	"webhook_id" uuid,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"accepted_at" bigint,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"secret" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"next_attempt_at" bigint,
	"sent_at" bigint,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "run_days" (
	"webhook_id" uuid NOT NULL,
	"day" bigint NOT NULL,
	"succeeded" bigint DEFAULT 0 NOT NULL,
	"failed" bigint DEFAULT 0 NOT NULL,
	"lost" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "run_days_webhook_id_day_pk" PRIMARY KEY("webhook_id","day")
);
--> statement-breakpoint
CREATE TABLE "two_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" bigint DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone
);
--> statement-breakpoint
DROP INDEX "events_key";--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" bigint;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_0" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_1" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_2" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_3" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_4" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_5" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_6" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_7" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_8" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_9" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_10" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_11" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_hours" ADD COLUMN "took_12" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "inbox" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "active_account_id" bigint;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "two_factor_enabled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox_addresses" ADD CONSTRAINT "inbox_addresses_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_requests" ADD CONSTRAINT "inbox_requests_token_inbox_addresses_token_fk" FOREIGN KEY ("token") REFERENCES "public"."inbox_addresses"("token") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_addresses_account" ON "inbox_addresses" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "inbox_requests_token" ON "inbox_requests" USING btree ("token","id");--> statement-breakpoint
CREATE INDEX "inbox_requests_age" ON "inbox_requests" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invitations_account" ON "invitations" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "mails_account" ON "mails" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("next_attempt_at") WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX "two_factors_user" ON "two_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_entries_target" ON "audit_entries" USING btree ("account_id","target_kind","target_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("account_id","actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" USING btree ("account_id","action","id");--> statement-breakpoint
CREATE INDEX "deliveries_account" ON "deliveries" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_unsuccessful" ON "deliveries" USING btree ("account_id","state","id") WHERE state in ('failed','discarded','cancelled');--> statement-breakpoint
CREATE INDEX "events_type" ON "events" USING btree ("account_id","type","id");--> statement-breakpoint
CREATE INDEX "events_contact" ON "events" USING btree ("account_id","contact_id","id") WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX "events_email" ON "events" USING btree ("account_id","contact_email","id") WHERE contact_email is not null;--> statement-breakpoint
CREATE INDEX "events_key" ON "events" USING btree ("account_id","key") WHERE key is not null;--> statement-breakpoint
INSERT INTO "run_days" ("webhook_id", "day", "succeeded", "failed", "lost")
SELECT "webhook_id", "hour" / 86400000 * 86400000, sum("succeeded"), sum("failed"), sum("lost") FROM "run_hours" GROUP BY 1, 2;
