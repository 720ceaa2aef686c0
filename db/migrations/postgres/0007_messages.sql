CREATE TABLE "blocked_addresses" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"pattern" text COLLATE "C" NOT NULL,
	"because" text NOT NULL,
	"reason" text,
	"at" bigint NOT NULL,
	CONSTRAINT "blocked_addresses_account_id_data_center_id_pattern_pk" PRIMARY KEY("account_id","data_center_id","pattern")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"mailing_id" bigint,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"from_name" text DEFAULT '' NOT NULL,
	"reply_to" text,
	"opt_in_field" text,
	"transactional" boolean DEFAULT false NOT NULL,
	"revision" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "messages_mailing" CHECK (("messages"."kind" = 'email') = ("messages"."mailing_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL,
	"opt_in_field" text NOT NULL,
	"out" boolean NOT NULL,
	"because" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "opt_outs_account_id_data_center_id_contact_id_opt_in_field_pk" PRIMARY KEY("account_id","data_center_id","contact_id","opt_in_field")
);
--> statement-breakpoint
CREATE TABLE "unsubscribe_links" (
	"token" text PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workflow_messages" (
	"workflow_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	CONSTRAINT "workflow_messages_workflow_id_message_id_pk" PRIMARY KEY("workflow_id","message_id")
);
--> statement-breakpoint
DROP INDEX "mails_due";--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "head" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "message" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "passage_id" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "contact_id" text;--> statement-breakpoint
ALTER TABLE "step_counts" ADD COLUMN "skipped" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "blocked_addresses_wild" ON "blocked_addresses" USING btree ("account_id","data_center_id") WHERE pattern like '%*%';--> statement-breakpoint
CREATE UNIQUE INDEX "messages_name" ON "messages" USING btree ("account_id","kind","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "unsubscribe_links_contact" ON "unsubscribe_links" USING btree ("account_id","data_center_id","contact_id");--> statement-breakpoint
CREATE INDEX "workflow_messages_message" ON "workflow_messages" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "events_blocklisted" ON "events" USING btree ("id") WHERE not merged and contact is null and type = 'contact.blocklisted';--> statement-breakpoint
CREATE INDEX "mails_messages_due" ON "mails" USING btree ("next_attempt_at") WHERE next_attempt_at is not null and kind = 'message';--> statement-breakpoint
CREATE INDEX "mails_passage" ON "mails" USING btree ("passage_id") WHERE passage_id is not null;--> statement-breakpoint
CREATE INDEX "mails_contact" ON "mails" USING btree ("account_id","contact_id") WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("next_attempt_at") WHERE next_attempt_at is not null and kind <> 'message';