CREATE TABLE `inbox_addresses` (
	`token` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`name` text NOT NULL,
	`answer_status` integer DEFAULT 200 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inbox_addresses_account` ON `inbox_addresses` (`account_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `inbox_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`token` text NOT NULL,
	`received_at` integer NOT NULL,
	`method` text NOT NULL,
	`url` text NOT NULL,
	`headers` text NOT NULL,
	`body` blob NOT NULL,
	`body_bytes` integer NOT NULL,
	`webhook_id` text,
	`signature` text NOT NULL,
	FOREIGN KEY (`token`) REFERENCES `inbox_addresses`(`token`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `inbox_requests_token` ON `inbox_requests` (`token`,`id`);--> statement-breakpoint
CREATE INDEX `inbox_requests_age` ON `inbox_requests` (`received_at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`token_hash` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitations_account` ON `invitations` (`account_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`secret` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer,
	`sent_at` integer,
	`error` text
);
--> statement-breakpoint
CREATE INDEX `mails_account` ON `mails` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`next_attempt_at`) WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE TABLE `run_days` (
	`webhook_id` text NOT NULL,
	`day` integer NOT NULL,
	`succeeded` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`lost` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`webhook_id`, `day`)
);
--> statement-breakpoint
CREATE TABLE `two_factors` (
	`id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`user_id` text NOT NULL,
	`verified` integer DEFAULT true NOT NULL,
	`failed_verification_count` integer DEFAULT 0 NOT NULL,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `two_factors_user` ON `two_factors` (`user_id`);--> statement-breakpoint
DROP INDEX `events_key`;--> statement-breakpoint
CREATE INDEX `events_type` ON `events` (`account_id`,`type`,`id`);--> statement-breakpoint
CREATE INDEX `events_contact` ON `events` (`account_id`,`contact_id`,`id`) WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX `events_email` ON `events` (`account_id`,`contact_email`,`id`) WHERE contact_email is not null;--> statement-breakpoint
CREATE INDEX `events_key` ON `events` (`account_id`,`key`) WHERE key is not null;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `created_by` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_0` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_1` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_2` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_3` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_4` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_5` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_6` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_7` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_8` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_9` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_10` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_11` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `run_hours` ADD `took_12` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `inbox` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `active_account_id` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `two_factor_enabled` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_entries_target` ON `audit_entries` (`account_id`,`target_kind`,`target_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_actor` ON `audit_entries` (`account_id`,`actor_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_action` ON `audit_entries` (`account_id`,`action`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_account` ON `deliveries` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_unsuccessful` ON `deliveries` (`account_id`,`state`,`id`) WHERE state in ('failed','discarded','cancelled');--> statement-breakpoint
INSERT INTO `run_days` (`webhook_id`, `day`, `succeeded`, `failed`, `lost`)
SELECT `webhook_id`, `hour` / 86400000 * 86400000, sum(`succeeded`), sum(`failed`), sum(`lost`) FROM `run_hours` GROUP BY 1, 2;
