CREATE TABLE `idempotent_calls` (
	`account_id` integer NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`reserved_id` text NOT NULL,
	`status` integer,
	`headers` text,
	`body` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotent_calls_age` ON `idempotent_calls` (`account_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `deliveries` ADD `revision` integer;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `frozen_at` integer;--> statement-breakpoint
UPDATE deliveries SET revision = b.revision, frozen_at = b.frozen_at FROM batches b WHERE b.id = deliveries.batch_id AND b.size = 1;--> statement-breakpoint
DELETE FROM batches WHERE size = 1;
