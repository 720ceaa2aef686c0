ALTER TABLE "deliveries" ADD COLUMN "revision" bigint;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "frozen_at" bigint;--> statement-breakpoint
UPDATE deliveries SET revision = b.revision, frozen_at = b.frozen_at FROM batches b WHERE b.id = deliveries.batch_id AND b.size = 1;--> statement-breakpoint
DELETE FROM batches WHERE size = 1;
