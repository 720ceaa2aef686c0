CREATE TABLE `contact_import_parts` (
	`import_id` text NOT NULL,
	`part` integer NOT NULL,
	`first_row` integer NOT NULL,
	`rows` text,
	`rejected` text,
	PRIMARY KEY(`import_id`, `part`),
	FOREIGN KEY (`import_id`) REFERENCES `contact_imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `contact_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`file_name` text NOT NULL,
	`state` text NOT NULL,
	`mapping` text NOT NULL,
	`group_id` integer,
	`rows` integer NOT NULL,
	`created` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`rejected` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`next_at` integer,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `contact_imports_account` ON `contact_imports` (`account_id`,`data_center_id`,`id`);--> statement-breakpoint
CREATE INDEX `contact_imports_due` ON `contact_imports` (`next_at`) WHERE next_at is not null;--> statement-breakpoint
CREATE TABLE `group_members` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	`contact_id` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `group_id`, `contact_id`)
);
--> statement-breakpoint
CREATE INDEX `group_members_contact` ON `group_members` (`account_id`,`data_center_id`,`contact_id`);--> statement-breakpoint
CREATE TABLE `groups` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `segments` (
	`account_id` integer NOT NULL,
	`data_center_id` integer NOT NULL,
	`id` integer NOT NULL,
	`name` text NOT NULL,
	`rules` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `data_center_id`, `id`)
);
--> statement-breakpoint
DROP INDEX `contacts_email`;--> statement-breakpoint
ALTER TABLE `contacts` ADD `email_key` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `phone_key` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `name_key` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `surname_key` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `consent_type` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `relation_type` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `consent_date` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `consent_expiration` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `consent_proof` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `mailings_received` integer;--> statement-breakpoint
ALTER TABLE `contacts` ADD `mailings_opened` integer;--> statement-breakpoint
ALTER TABLE `contacts` ADD `mailings_clicked` integer;--> statement-breakpoint
ALTER TABLE `contacts` ADD `joined_on` integer;--> statement-breakpoint
ALTER TABLE `contacts` ADD `occurred_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `contacts_email_key` ON `contacts` (`account_id`,`data_center_id`,`email_key`,`id`) WHERE email_key is not null;--> statement-breakpoint
CREATE INDEX `contacts_phone_key` ON `contacts` (`account_id`,`data_center_id`,`phone_key`,`id`) WHERE phone_key is not null;--> statement-breakpoint
CREATE INDEX `contacts_name_key` ON `contacts` (`account_id`,`data_center_id`,`name_key`,`id`) WHERE name_key is not null;--> statement-breakpoint
CREATE INDEX `contacts_surname_key` ON `contacts` (`account_id`,`data_center_id`,`surname_key`,`id`) WHERE surname_key is not null;--> statement-breakpoint
ALTER TABLE `events` ADD `merged` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `events` ADD `erased_at` integer;--> statement-breakpoint
CREATE INDEX `events_unmerged` ON `events` (`id`) WHERE not merged and contact is not null;--> statement-breakpoint
UPDATE `contacts` SET `email_key` = lower(`email`), `joined_on` = `updated_at`,
	`name_key` = lower(trim(coalesce(json_extract(`properties`, '$.FirstName'), '') || ' ' || coalesce(json_extract(`properties`, '$.LastName'), ''))),
	`surname_key` = lower(trim(coalesce(json_extract(`properties`, '$.LastName'), '') || ' ' || coalesce(json_extract(`properties`, '$.FirstName'), '')));
