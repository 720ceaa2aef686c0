CREATE TABLE "connectors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"credential" text NOT NULL,
	"secrets" text NOT NULL,
	"revision" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" bigint NOT NULL,
	"secret_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "connector_id" uuid;--> statement-breakpoint
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "connectors_name" ON "connectors" USING btree ("account_id","name_key");--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_connector_id_connectors_id_fk" FOREIGN KEY ("connector_id") REFERENCES "public"."connectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhooks_connector" ON "webhooks" USING btree ("connector_id") WHERE connector_id is not null;