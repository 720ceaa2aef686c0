ALTER TABLE "step_counts" ADD COLUMN "conversions" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "step_deliveries" ADD COLUMN "conversion" boolean DEFAULT false NOT NULL;