ALTER TABLE `step_counts` ADD `conversions` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `step_deliveries` ADD `conversion` integer DEFAULT false NOT NULL;