CREATE TABLE `batch_deliveries` (
	`batch_id` text NOT NULL,
	`delivery_id` text NOT NULL,
	PRIMARY KEY(`batch_id`, `delivery_id`)
);
--> statement-breakpoint
CREATE INDEX `batch_deliveries_delivery` ON `batch_deliveries` (`delivery_id`);--> statement-breakpoint
CREATE TABLE `batch_run_counts` (
	`batch_id` text NOT NULL,
	`outcome` text NOT NULL,
	`runs` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`batch_id`, `outcome`)
);
--> statement-breakpoint
CREATE TABLE `replays` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`webhook_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`since` integer,
	`until` integer,
	`delivery_ids` text,
	`total` integer NOT NULL,
	`queued` integer DEFAULT 0 NOT NULL,
	`skipped` integer DEFAULT 0 NOT NULL,
	`cursor` text,
	`per_second` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`next_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `replays_webhook` ON `replays` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `replays_due` ON `replays` (`next_at`) WHERE next_at is not null;--> statement-breakpoint
CREATE TABLE `sample_events` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`type` text NOT NULL,
	`cause` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`accepted_at` integer NOT NULL,
	`contact_id` text,
	`contact_email` text,
	`contact` text,
	`data` text NOT NULL,
	`master_data` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sample_events_type` ON `sample_events` (`account_id`,`data_center_id`,`type`,`id`);--> statement-breakpoint
ALTER TABLE `deliveries` ADD `order_key` text;--> statement-breakpoint
CREATE INDEX `deliveries_ordered` ON `deliveries` (`webhook_id`,`order_key`,`id`) WHERE order_key is not null and finished_at is null;--> statement-breakpoint
ALTER TABLE `lanes` ADD `failing_since` integer;--> statement-breakpoint
ALTER TABLE `lanes` ADD `failing_reason` text;--> statement-breakpoint
ALTER TABLE `lanes` ADD `probe_at` integer;--> statement-breakpoint
ALTER TABLE `lanes` ADD `probes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `lanes` ADD `pace` integer;--> statement-breakpoint
ALTER TABLE `lanes` ADD `per_minute` integer;--> statement-breakpoint
ALTER TABLE `lanes` ADD `noted_at` integer;--> statement-breakpoint
ALTER TABLE `signing_keys` ADD `public_key` text;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `suspended_at` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `lost_in_a_row` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `last_success_at` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `failing_since` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `warned_at` integer;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `order_by` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
CREATE INDEX `runs_batch` ON `runs` (`batch_id`,`id`) WHERE delivery_id is null and batch_id is not null;