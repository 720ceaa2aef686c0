CREATE TABLE `blocked_addresses` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`pattern` text NOT NULL,
	`because` text NOT NULL,
	`reason` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `pattern`)
);
--> statement-breakpoint
CREATE INDEX `blocked_addresses_wild` ON `blocked_addresses` (`account_id`,`data_center_id`) WHERE pattern like '%*%';--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`mailing_id` integer,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`from_name` text DEFAULT '' NOT NULL,
	`reply_to` text,
	`opt_in_field` text,
	`transactional` integer DEFAULT false NOT NULL,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "messages_mailing" CHECK(("messages"."kind" = 'email') = ("messages"."mailing_id" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_name` ON `messages` (`account_id`,`kind`,`name_key`);--> statement-breakpoint
CREATE TABLE `opt_outs` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`contact_id` text NOT NULL,
	`opt_in_field` text NOT NULL,
	`out` integer NOT NULL,
	`because` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `contact_id`, `opt_in_field`)
);
--> statement-breakpoint
CREATE TABLE `unsubscribe_links` (
	`token` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`contact_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unsubscribe_links_contact` ON `unsubscribe_links` (`account_id`,`data_center_id`,`contact_id`);--> statement-breakpoint
CREATE TABLE `workflow_messages` (
	`workflow_id` text NOT NULL,
	`message_id` text NOT NULL,
	PRIMARY KEY(`workflow_id`, `message_id`)
);
--> statement-breakpoint
CREATE INDEX `workflow_messages_message` ON `workflow_messages` (`message_id`);--> statement-breakpoint
DROP INDEX `mails_due`;--> statement-breakpoint
ALTER TABLE `mails` ADD `head` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `message` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `passage_id` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `contact_id` text;--> statement-breakpoint
CREATE INDEX `mails_messages_due` ON `mails` (`next_attempt_at`) WHERE next_attempt_at is not null and kind = 'message';--> statement-breakpoint
CREATE INDEX `mails_passage` ON `mails` (`passage_id`) WHERE passage_id is not null;--> statement-breakpoint
CREATE INDEX `mails_contact` ON `mails` (`account_id`,`contact_id`) WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`next_attempt_at`) WHERE next_attempt_at is not null and kind <> 'message';--> statement-breakpoint
ALTER TABLE `step_counts` ADD `skipped` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `events_blocklisted` ON `events` (`id`) WHERE not merged and contact is null and type = 'contact.blocklisted';