CREATE TABLE `past_passages` (
	`workflow_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`started_at` integer NOT NULL,
	PRIMARY KEY(`workflow_id`, `contact_id`)
);
--> statement-breakpoint
CREATE TABLE `watched_contacts` (
	`workflow_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`version` integer NOT NULL,
	`met` integer NOT NULL,
	`due_at` integer,
	PRIMARY KEY(`workflow_id`, `contact_id`)
);
--> statement-breakpoint
CREATE INDEX `watched_contacts_due` ON `watched_contacts` (`workflow_id`,`due_at`,`contact_id`) WHERE due_at is not null;--> statement-breakpoint
CREATE TABLE `workflow_watches` (
	`workflow_id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`cursor` text,
	`starts_present` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `workflow_watches_place` ON `workflow_watches` (`account_id`,`data_center_id`);--> statement-breakpoint
DROP INDEX `passages_delivery`;--> statement-breakpoint
CREATE INDEX `passages_finished` ON `passages` (`account_id`,`finished_at`) WHERE finished_at is not null;--> statement-breakpoint
ALTER TABLE `workflows` ADD `begun` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `workflows` ADD `ended` integer DEFAULT 0 NOT NULL;