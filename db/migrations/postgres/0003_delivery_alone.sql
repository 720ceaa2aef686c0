CREATE TABLE "idempotent_calls" (
	"account_id" bigint NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"reserved_id" uuid NOT NULL,
	"status" bigint,
	"headers" text,
	"body" text,
	"created_at" bigint NOT NULL,
	CONSTRAINT "idempotent_calls_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "revision" bigint;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "frozen_at" bigint;--> statement-breakpoint
CREATE INDEX "idempotent_calls_age" ON "idempotent_calls" USING btree ("account_id","created_at");--> statement-breakpoint
UPDATE deliveries SET revision = b.revision, frozen_at = b.frozen_at FROM batches b WHERE b.id = deliveries.batch_id AND b.size = 1;--> statement-breakpoint
DELETE FROM batches WHERE size = 1;
