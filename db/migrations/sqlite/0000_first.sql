CREATE TABLE `accounts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`plan` text NOT NULL,
	`automation` integer DEFAULT false NOT NULL,
	`webhook_limit` integer DEFAULT 100 NOT NULL,
	`retention_days` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`hint` text NOT NULL,
	`scopes` text NOT NULL,
	`data_center_ids` text,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `api_keys_account` ON `api_keys` (`account_id`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`target_kind` text NOT NULL,
	`target_id` text NOT NULL,
	`details` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entries_account` ON `audit_entries` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`webhook_id` text NOT NULL,
	`size` integer NOT NULL,
	`revision` integer NOT NULL,
	`frozen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `communication_types` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `contacts` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`id` text NOT NULL,
	`email` text,
	`properties` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `contacts_email` ON `contacts` (`account_id`,`data_center_id`,`email`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `credentials_user` ON `credentials` (`user_id`);--> statement-breakpoint
CREATE TABLE `data_centers` (
	`account_id` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`webhook_id` text NOT NULL,
	`event_id` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`accepted_at` integer NOT NULL,
	`next_attempt_at` integer,
	`first_attempt_at` integer,
	`late_ms` integer DEFAULT 0 NOT NULL,
	`batch_id` text,
	`lease_epoch` integer,
	`cancel_requested` integer DEFAULT false NOT NULL,
	`finished_at` integer,
	`resend_of` text,
	CONSTRAINT "deliveries_final" CHECK(("deliveries"."state" in ('delivered','failed','discarded','cancelled')) = ("deliveries"."finished_at" is not null)),
	CONSTRAINT "deliveries_leased" CHECK(("deliveries"."state" = 'sending') = ("deliveries"."lease_epoch" is not null)),
	CONSTRAINT "deliveries_next" CHECK(("deliveries"."state" in ('pending','sending')) = ("deliveries"."next_attempt_at" is not null))
);
--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`webhook_id`,`next_attempt_at`,`id`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `deliveries_unfinished` ON `deliveries` (`webhook_id`,`accepted_at`) WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX `deliveries_sending` ON `deliveries` (`webhook_id`) WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX `deliveries_webhook` ON `deliveries` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_event` ON `deliveries` (`event_id`);--> statement-breakpoint
CREATE TABLE `event_keys` (
	`account_id` integer NOT NULL,
	`key` text NOT NULL,
	`event_id` text NOT NULL,
	`content_hash` text NOT NULL,
	PRIMARY KEY(`account_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`type` text NOT NULL,
	`key` text,
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
CREATE INDEX `events_account` ON `events` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `events_key` ON `events` (`account_id`,`key`);--> statement-breakpoint
CREATE TABLE `fields` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`id` integer NOT NULL,
	`code` text NOT NULL,
	`label` text NOT NULL,
	`type` text NOT NULL,
	`key_field` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fields_code` ON `fields` (`account_id`,`data_center_id`,`code`);--> statement-breakpoint
CREATE TABLE `lanes` (
	`webhook_id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`owner` text,
	`epoch` integer DEFAULT 0 NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `lead_scorings` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `mailings` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `memberships` (
	`account_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `user_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `memberships_user` ON `memberships` (`user_id`);--> statement-breakpoint
CREATE TABLE `personas` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	`threshold` integer NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `run_hours` (
	`webhook_id` text NOT NULL,
	`hour` integer NOT NULL,
	`succeeded` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`lost` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`webhook_id`, `hour`)
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`webhook_id` text NOT NULL,
	`batch_id` text,
	`delivery_id` text,
	`deliveries` integer NOT NULL,
	`attempt` integer NOT NULL,
	`test` integer DEFAULT false NOT NULL,
	`started_at` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`verdict` text NOT NULL,
	`reason` text,
	`detail` text,
	`status_code` integer,
	`response_truncated` integer DEFAULT false NOT NULL,
	`revision` integer NOT NULL,
	`request` text,
	`request_body` blob,
	`response_headers` text,
	`response_body` blob,
	CONSTRAINT "runs_reason" CHECK(("runs"."verdict" = 'succeeded') = ("runs"."reason" is null))
);
--> statement-breakpoint
CREATE INDEX `runs_webhook` ON `runs` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `runs_delivery` ON `runs` (`delivery_id`,`id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`webhook_id` text NOT NULL,
	`kind` text NOT NULL,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `signing_keys_webhook` ON `signing_keys` (`webhook_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `stages` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	`lead_scoring_id` integer NOT NULL,
	`threshold` integer NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `webhook_revisions` (
	`webhook_id` text NOT NULL,
	`revision` integer NOT NULL,
	`account_id` integer NOT NULL,
	`settings` text NOT NULL,
	`secrets` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	PRIMARY KEY(`webhook_id`, `revision`),
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `webhook_triggers` (
	`webhook_id` text NOT NULL,
	`type` text NOT NULL,
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`wanted` text NOT NULL,
	PRIMARY KEY(`webhook_id`, `type`),
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhook_triggers_type` ON `webhook_triggers` (`account_id`,`data_center_id`,`type`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`kind` text NOT NULL,
	`label` text NOT NULL,
	`label_key` text,
	`status` text NOT NULL,
	`profile` text NOT NULL,
	`url` text NOT NULL,
	`revision` integer NOT NULL,
	`activated_at` integer,
	`suspended_reason` text,
	`failed_in_a_row` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "webhooks_deleted" CHECK(("webhooks"."status" = 'deleted') = ("webhooks"."deleted_at" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_label` ON `webhooks` (`account_id`,`label_key`);--> statement-breakpoint
CREATE INDEX `webhooks_account` ON `webhooks` (`account_id`,`created_at`);