CREATE TABLE `passage_answers` (
	`passage_id` text NOT NULL,
	`step_id` text NOT NULL,
	`account_id` integer NOT NULL,
	`label` text NOT NULL,
	`status_code` integer,
	`body` blob NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`passage_id`, `step_id`)
);
--> statement-breakpoint
CREATE TABLE `passage_entries` (
	`passage_id` text NOT NULL,
	`id` text NOT NULL,
	`account_id` integer NOT NULL,
	`step_id` text NOT NULL,
	`at` integer NOT NULL,
	`outcome` text NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`passage_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `passages` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`workflow_id` text NOT NULL,
	`version` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`contact_id` text NOT NULL,
	`event_id` text,
	`parameters` text,
	`state` text NOT NULL,
	`step_id` text,
	`due_at` integer,
	`because` text NOT NULL,
	`awaited_type` text,
	`delivery_id` text,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	CONSTRAINT "passages_final" CHECK(("passages"."state" in ('done','stopped','cancelled')) = ("passages"."finished_at" is not null))
);
--> statement-breakpoint
CREATE INDEX `passages_due` ON `passages` (`workflow_id`,`due_at`,`id`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `passages_workflow` ON `passages` (`workflow_id`,`id`);--> statement-breakpoint
CREATE INDEX `passages_contact` ON `passages` (`workflow_id`,`contact_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `passages_unfinished` ON `passages` (`account_id`,`data_center_id`,`contact_id`,`awaited_type`) WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX `passages_delivery` ON `passages` (`delivery_id`) WHERE delivery_id is not null;--> statement-breakpoint
CREATE TABLE `step_contacts` (
	`workflow_id` text NOT NULL,
	`step_id` text NOT NULL,
	`contact_id` text NOT NULL,
	PRIMARY KEY(`workflow_id`, `step_id`, `contact_id`)
);
--> statement-breakpoint
CREATE TABLE `step_counts` (
	`workflow_id` text NOT NULL,
	`step_id` text NOT NULL,
	`passes` integer DEFAULT 0 NOT NULL,
	`contacts` integer DEFAULT 0 NOT NULL,
	`requested` integer DEFAULT 0 NOT NULL,
	`accepted` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`workflow_id`, `step_id`)
);
--> statement-breakpoint
CREATE TABLE `step_deliveries` (
	`delivery_id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`workflow_id` text NOT NULL,
	`step_id` text NOT NULL,
	`passage_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`outcome` text
);
--> statement-breakpoint
CREATE INDEX `step_deliveries_step` ON `step_deliveries` (`workflow_id`,`step_id`,`outcome`,`delivery_id`);--> statement-breakpoint
CREATE INDEX `step_deliveries_passage` ON `step_deliveries` (`passage_id`);--> statement-breakpoint
CREATE TABLE `workflow_versions` (
	`workflow_id` text NOT NULL,
	`version` integer NOT NULL,
	`account_id` integer NOT NULL,
	`definition` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	PRIMARY KEY(`workflow_id`, `version`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `workflow_webhooks` (
	`workflow_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	PRIMARY KEY(`workflow_id`, `webhook_id`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `workflow_webhooks_webhook` ON `workflow_webhooks` (`webhook_id`);--> statement-breakpoint
CREATE TABLE `workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`status` text NOT NULL,
	`draft` text NOT NULL,
	`revision` integer NOT NULL,
	`version` integer,
	`starts_on` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "workflows_published" CHECK("workflows"."status" = 'draft' or "workflows"."version" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workflows_name` ON `workflows` (`account_id`,`name_key`);--> statement-breakpoint
CREATE INDEX `workflows_starting` ON `workflows` (`account_id`,`data_center_id`,`starts_on`) WHERE starts_on is not null;