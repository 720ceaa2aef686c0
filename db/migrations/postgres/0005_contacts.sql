CREATE TABLE "contact_import_parts" (
	"import_id" uuid NOT NULL,
	"part" bigint NOT NULL,
	"first_row" bigint NOT NULL,
	"rows" text,
	"rejected" text,
	CONSTRAINT "contact_import_parts_import_id_part_pk" PRIMARY KEY("import_id","part")
);
--> statement-breakpoint
CREATE TABLE "contact_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"mapping" text NOT NULL,
	"group_id" bigint,
	"rows" bigint NOT NULL,
	"created" bigint DEFAULT 0 NOT NULL,
	"updated" bigint DEFAULT 0 NOT NULL,
	"unchanged" bigint DEFAULT 0 NOT NULL,
	"rejected" bigint DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text NOT NULL,
	"next_at" bigint,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"group_id" bigint NOT NULL,
	"contact_id" text COLLATE "C" NOT NULL,
	"added_at" bigint NOT NULL,
	CONSTRAINT "group_members_account_id_data_center_id_group_id_contact_id_pk" PRIMARY KEY("account_id","data_center_id","group_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "groups_account_id_data_center_id_id_pk" PRIMARY KEY("account_id","data_center_id","id")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"account_id" bigint NOT NULL,
	"data_center_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"name" text NOT NULL,
	"rules" text NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "segments_account_id_data_center_id_id_pk" PRIMARY KEY("account_id","data_center_id","id")
);
--> statement-breakpoint
DROP INDEX "contacts_email";--> statement-breakpoint
ALTER TABLE "contacts" ALTER COLUMN "id" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "email_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "phone_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "name_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "surname_key" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "consent_type" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "relation_type" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "consent_date" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "consent_expiration" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "consent_proof" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "mailings_received" bigint;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "mailings_opened" bigint;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "mailings_clicked" bigint;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "joined_on" bigint;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "occurred_at" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "merged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "erased_at" bigint;--> statement-breakpoint
ALTER TABLE "contact_import_parts" ADD CONSTRAINT "contact_import_parts_import_id_contact_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."contact_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_imports_account" ON "contact_imports" USING btree ("account_id","data_center_id","id");--> statement-breakpoint
CREATE INDEX "contact_imports_due" ON "contact_imports" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "group_members_contact" ON "group_members" USING btree ("account_id","data_center_id","contact_id");--> statement-breakpoint
CREATE INDEX "contacts_email_key" ON "contacts" USING btree ("account_id","data_center_id","email_key","id") WHERE email_key is not null;--> statement-breakpoint
CREATE INDEX "contacts_phone_key" ON "contacts" USING btree ("account_id","data_center_id","phone_key","id") WHERE phone_key is not null;--> statement-breakpoint
CREATE INDEX "contacts_name_key" ON "contacts" USING btree ("account_id","data_center_id","name_key","id") WHERE name_key is not null;--> statement-breakpoint
CREATE INDEX "contacts_surname_key" ON "contacts" USING btree ("account_id","data_center_id","surname_key","id") WHERE surname_key is not null;--> statement-breakpoint
CREATE INDEX "events_unmerged" ON "events" USING btree ("id") WHERE not merged and contact is not null;--> statement-breakpoint
UPDATE "contacts" SET "email_key" = lower("email"), "joined_on" = "updated_at",
	"name_key" = lower(trim(coalesce("properties"::json->>'FirstName', '') || ' ' || coalesce("properties"::json->>'LastName', ''))),
	"surname_key" = lower(trim(coalesce("properties"::json->>'LastName', '') || ' ' || coalesce("properties"::json->>'FirstName', '')));
