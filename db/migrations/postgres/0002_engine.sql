CREATE TABLE "batch_deliveries" (
	"batch_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	CONSTRAINT "batch_deliveries_batch_id_delivery_id_pk" PRIMARY KEY("batch_id","delivery_id")
);
--> statement-breakpoint
CREATE TABLE "batch_run_counts" (
	"batch_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"runs" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	CONSTRAINT "batch_run_counts_batch_id_outcome_pk" PRIMARY KEY("batch_id","outcome")
);
--> statement-breakpoint
CREATE TABLE "replays" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"webhook_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"since" bigint,
	"until" bigint,
	"delivery_ids" text,
	"total" bigint NOT NULL,
	"queued" bigint DEFAULT 0 NOT NULL,
	"skipped" bigint DEFAULT 0 NOT NULL,
	"cursor" text,
	"per_second" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"next_at" bigint,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sample_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"type" text NOT NULL,
	"cause" text NOT NULL,
	"occurred_at" bigint NOT NULL,
	"accepted_at" bigint NOT NULL,
	"contact_id" text,
	"contact_email" text,
	"contact" text,
	"data" text NOT NULL,
	"master_data" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "order_key" text;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "failing_since" bigint;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "failing_reason" text;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "probe_at" bigint;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "probes" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "pace" bigint;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "per_minute" bigint;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "noted_at" bigint;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD COLUMN "public_key" text;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "suspended_at" bigint;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "lost_in_a_row" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "last_success_at" bigint;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "failing_since" bigint;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "warned_at" bigint;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "order_by" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "replays" ADD CONSTRAINT "replays_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_deliveries_delivery" ON "batch_deliveries" USING btree ("delivery_id");--> statement-breakpoint
CREATE INDEX "replays_webhook" ON "replays" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "replays_due" ON "replays" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "sample_events_type" ON "sample_events" USING btree ("account_id","data_center_id","type","id");--> statement-breakpoint
CREATE INDEX "deliveries_ordered" ON "deliveries" USING btree ("webhook_id","order_key","id") WHERE order_key is not null and finished_at is null;--> statement-breakpoint
CREATE INDEX "runs_batch" ON "runs" USING btree ("batch_id","id") WHERE delivery_id is null and batch_id is not null;