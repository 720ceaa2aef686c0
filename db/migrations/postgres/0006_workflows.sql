CREATE TABLE "passage_answers" (
	"passage_id" uuid NOT NULL,
	"step_id" text NOT NULL,
	"account_id" bigint NOT NULL,
	"label" text NOT NULL,
	"status_code" bigint,
	"body" "bytea" NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "passage_answers_passage_id_step_id_pk" PRIMARY KEY("passage_id","step_id")
);
--> statement-breakpoint
CREATE TABLE "passage_entries" (
	"passage_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" bigint NOT NULL,
	"step_id" text NOT NULL,
	"at" bigint NOT NULL,
	"outcome" text NOT NULL,
	"detail" text NOT NULL,
	CONSTRAINT "passage_entries_passage_id_id_pk" PRIMARY KEY("passage_id","id")
);
--> statement-breakpoint
CREATE TABLE "passages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"workflow_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"contact_id" text NOT NULL,
	"event_id" uuid,
	"parameters" text,
	"state" text NOT NULL,
	"step_id" text,
	"due_at" bigint,
	"because" text NOT NULL,
	"awaited_type" text,
	"delivery_id" uuid,
	"started_at" bigint NOT NULL,
	"finished_at" bigint,
	CONSTRAINT "passages_final" CHECK (("passages"."state" in ('done','stopped','cancelled')) = ("passages"."finished_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "step_contacts" (
	"workflow_id" uuid NOT NULL,
	"step_id" text NOT NULL,
	"contact_id" text NOT NULL,
	CONSTRAINT "step_contacts_workflow_id_step_id_contact_id_pk" PRIMARY KEY("workflow_id","step_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "step_counts" (
	"workflow_id" uuid NOT NULL,
	"step_id" text NOT NULL,
	"passes" bigint DEFAULT 0 NOT NULL,
	"contacts" bigint DEFAULT 0 NOT NULL,
	"requested" bigint DEFAULT 0 NOT NULL,
	"accepted" bigint DEFAULT 0 NOT NULL,
	"failed" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "step_counts_workflow_id_step_id_pk" PRIMARY KEY("workflow_id","step_id")
);
--> statement-breakpoint
CREATE TABLE "step_deliveries" (
	"delivery_id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"workflow_id" uuid NOT NULL,
	"step_id" text NOT NULL,
	"passage_id" uuid NOT NULL,
	"contact_id" text NOT NULL,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "workflow_versions" (
	"workflow_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"definition" text NOT NULL,
	"published_at" bigint NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "workflow_versions_workflow_id_version_pk" PRIMARY KEY("workflow_id","version")
);
--> statement-breakpoint
CREATE TABLE "workflow_webhooks" (
	"workflow_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	CONSTRAINT "workflow_webhooks_workflow_id_webhook_id_pk" PRIMARY KEY("workflow_id","webhook_id")
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"status" text NOT NULL,
	"draft" text NOT NULL,
	"revision" bigint NOT NULL,
	"version" bigint,
	"starts_on" text,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "workflows_published" CHECK ("workflows"."status" = 'draft' or "workflows"."version" is not null)
);
--> statement-breakpoint
ALTER TABLE "workflow_versions" ADD CONSTRAINT "workflow_versions_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_webhooks" ADD CONSTRAINT "workflow_webhooks_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "passages_due" ON "passages" USING btree ("workflow_id","due_at","id") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "passages_workflow" ON "passages" USING btree ("workflow_id","id");--> statement-breakpoint
CREATE INDEX "passages_contact" ON "passages" USING btree ("workflow_id","contact_id","started_at");--> statement-breakpoint
CREATE INDEX "passages_unfinished" ON "passages" USING btree ("account_id","data_center_id","contact_id","awaited_type") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "passages_delivery" ON "passages" USING btree ("delivery_id") WHERE delivery_id is not null;--> statement-breakpoint
CREATE INDEX "step_deliveries_step" ON "step_deliveries" USING btree ("workflow_id","step_id","outcome","delivery_id");--> statement-breakpoint
CREATE INDEX "step_deliveries_passage" ON "step_deliveries" USING btree ("passage_id");--> statement-breakpoint
CREATE INDEX "workflow_webhooks_webhook" ON "workflow_webhooks" USING btree ("webhook_id");--> statement-breakpoint
CREATE UNIQUE INDEX "workflows_name" ON "workflows" USING btree ("account_id","name_key");--> statement-breakpoint
CREATE INDEX "workflows_starting" ON "workflows" USING btree ("account_id","data_center_id","starts_on") WHERE starts_on is not null;