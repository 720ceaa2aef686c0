CREATE TABLE "past_passages" (
	"workflow_id" uuid NOT NULL,
	"contact_id" text NOT NULL,
	"started_at" bigint NOT NULL,
	CONSTRAINT "past_passages_workflow_id_contact_id_pk" PRIMARY KEY("workflow_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "watched_contacts" (
	"workflow_id" uuid NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL,
	"version" bigint NOT NULL,
	"met" boolean NOT NULL,
	"due_at" bigint,
	CONSTRAINT "watched_contacts_workflow_id_contact_id_pk" PRIMARY KEY("workflow_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "workflow_watches" (
	"workflow_id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"version" bigint NOT NULL,
	"state" text NOT NULL,
	"cursor" text COLLATE "C",
	"starts_present" boolean NOT NULL
);
--> statement-breakpoint
DROP INDEX "passages_delivery";--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "begun" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "ended" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "watched_contacts_due" ON "watched_contacts" USING btree ("workflow_id","due_at","contact_id") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "workflow_watches_place" ON "workflow_watches" USING btree ("account_id","data_center_id");--> statement-breakpoint
CREATE INDEX "passages_finished" ON "passages" USING btree ("account_id","finished_at") WHERE finished_at is not null;