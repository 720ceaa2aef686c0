CREATE TABLE `connectors` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`credential` text NOT NULL,
	`secrets` text NOT NULL,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`secret_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connectors_name` ON `connectors` (`account_id`,`name_key`);--> statement-breakpoint
ALTER TABLE `webhooks` ADD `connector_id` text REFERENCES connectors(id);--> statement-breakpoint
CREATE INDEX `webhooks_connector` ON `webhooks` (`connector_id`) WHERE connector_id is not null;