import { z } from "zod";
import { plainText, platformId } from "@/lib/event-types/fields";
import { CONSENT_FIELDS, STATISTICS } from "./schema";

/** A file of contacts on its way into the directory, as the console sends and reads it. */

export const MAX_ROWS = 1_000_000;
export const MAX_COLUMNS = 200;
export const MAX_CELL = 8_000;
/** Rows of one message, and of one transaction. */
export const ROWS_A_MESSAGE = 2_000;
export const ROWS_A_PART = 200;

/** What a column can become, besides a field: `property:` and its name. */
export const COLUMN_TARGETS = ["id", "email", ...CONSENT_FIELDS, ...STATISTICS, "joinedOn"] as const;

const target = z.union([
  z.enum(COLUMN_TARGETS),
  z.templateLiteral(["property:", z.string().min(1).max(200)]),
  z.null(),
]);

export const newImportSchema = z.strictObject({
  fileName: plainText(200),
  mapping: z
    .array(target)
    .min(1)
    .max(MAX_COLUMNS, `has more than ${MAX_COLUMNS} columns`)
    .refine((mapping) => mapping.includes("id") || mapping.includes("email"), {
      message: "names nobody",
      params: { remedy: "Say which column is the id or the e-mail." },
    })
    .refine(
      (mapping) => {
        const used = mapping.filter((each) => each !== null);
        return new Set(used).size === used.length;
      },
      {
        message: "uses a field twice",
        params: { remedy: "Let each column become another field, or leave one out." },
      },
    ),
  /** Fields that the data center does not have yet. */
  newFields: z.array(z.strictObject({ code: z.string(), label: z.string() })).max(MAX_COLUMNS),
  groupId: platformId.nullable(),
  rows: z
    .int()
    .min(1, "holds no row")
    .max(MAX_ROWS, `holds more than ${MAX_ROWS.toLocaleString("en")} rows`),
});

export const importedRowsSchema = z.strictObject({
  /** The first row's place in the file; the heading is row 1. */
  firstRow: z.int().min(2),
  rows: z
    .array(
      z
        .array(
          z
            .string()
            .max(MAX_CELL, `holds a cell of more than ${MAX_CELL.toLocaleString("en")} characters`)
            // What can't be stored at all is shown by what stands in its place.
            .transform((text) => text.replaceAll("\0", "\uFFFD").toWellFormed()),
        )
        .max(MAX_COLUMNS),
    )
    .min(1)
    .max(ROWS_A_MESSAGE),
});

export const importViewSchema = z.strictObject({
  id: z.uuid(),
  dataCenterId: z.int(),
  fileName: z.string(),
  /** `cut_off`: the file never arrived whole, and nothing of it was taken in. */
  state: z.enum(["uploading", "cut_off", "running", "done", "cancelled"]),
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  finishedAt: z.iso.datetime().nullable(),
});

export type NewImport = z.input<typeof newImportSchema>;
export type ImportView = z.infer<typeof importViewSchema>;
export type ColumnTarget = NewImport["mapping"][number];
