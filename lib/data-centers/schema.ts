import { z } from "zod";
import { listUpTo, plainText, platformId } from "@/lib/event-types/fields";

/** Master data as platforms and people write it: one set of schemas for the API, the server actions and the forms. */

/** Each list by its name in JSON. */
export const MASTER_LISTS = ["personas", "leadScorings", "fields", "mailings", "communicationTypes"] as const;
export type MasterList = (typeof MASTER_LISTS)[number];

/** The same in addresses: `lead-scorings`. */
export const segmentOf = (list: MasterList) => list.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const listOfSegment = (segment: string): MasterList | undefined =>
  MASTER_LISTS.find((list) => segmentOf(list) === segment);

/** How many a data center may have; every webhook form reads its personas and lead scorings whole. */
export const MAX_ITEMS: Record<MasterList, number> = {
  personas: 1_000,
  leadScorings: 200,
  fields: 1_000,
  mailings: 10_000,
  communicationTypes: 1_000,
};
export const MAX_STAGES = 50;
export const MAX_DATA_CENTERS = 1_000;

export const FIELD_TYPES = ["text", "email", "number", "date", "boolean"] as const;

export const tooMany = (most: number) => `has more than ${most.toLocaleString("en")} entries`;

const name = z.string("must be text").trim().min(1, "is empty").pipe(plainText(200));

/** Scores are compared with it, so it is bounded as they are. */
const threshold = z.number("must be a number").refine(Number.isSafeInteger, {
  message: "must be a whole number that JSON carries exactly",
});

/** Like `f_EMail`. */
const code = z
  .string("must be text")
  .regex(/^[A-Za-z_]\w{0,99}$/, "must be 1 to 100 letters, digits and underscores, without a digit in front");

export const dataCenterSchema = z.strictObject({ name });
export const newDataCenterSchema = z.strictObject({ name, sampleData: z.boolean().default(false) });

const personaSchema = z.strictObject({ id: platformId, name, threshold });
const stageSchema = z.strictObject({ id: platformId, name, threshold });
const leadScoringSchema = z.strictObject({ id: platformId, name, stages: stagesOf(stageSchema) });
/** Several may be key fields: together they are the key that names a contact in notifications (S3.19). */
const fieldSchema = z.strictObject({
  id: platformId,
  code,
  label: name,
  type: z.enum(FIELD_TYPES),
  keyField: z.boolean().default(false),
});
const namedSchema = z.strictObject({ id: platformId, name });

export const ITEM_SCHEMAS = {
  personas: personaSchema,
  leadScorings: leadScoringSchema,
  fields: fieldSchema,
  mailings: namedSchema,
  communicationTypes: namedSchema,
};

const withoutId = { id: true } as const;

/** As people write them: an id that is left out is chosen by us. */
export const DRAFT_SCHEMAS = {
  personas: personaSchema.partial(withoutId),
  leadScorings: leadScoringSchema
    .extend({ stages: stagesOf(stageSchema.partial(withoutId)) })
    .partial(withoutId),
  fields: fieldSchema.partial(withoutId),
  mailings: namedSchema.partial(withoutId),
  communicationTypes: namedSchema.partial(withoutId),
};

/** What `PUT …/{itemId}` takes: the address names the item, the body need not. */
export const PUT_SCHEMAS = {
  ...DRAFT_SCHEMAS,
  leadScorings: leadScoringSchema.partial(withoutId),
};

export type MasterItems = { [List in MasterList]: z.output<(typeof ITEM_SCHEMAS)[List]> };
export type MasterItem = MasterItems[MasterList];
export type MasterDraft = z.output<(typeof DRAFT_SCHEMAS)[MasterList]>;
export type Stage = z.output<typeof stageSchema>;

/** What only one item of a data center can have, with its place in the item. */
export function marksOf(item: MasterDraft): { path: (string | number)[]; mark: string; what: string }[] {
  const marks = [{ path: ["id"] as (string | number)[], mark: `id ${item.id}`, what: "id" }];
  if ("code" in item) marks.push({ path: ["code"], mark: `code ${item.code.toLowerCase()}`, what: "code" });
  if ("stages" in item) marks.push(...stageMarks(item.stages));
  return marks;
}

const stageMarks = (stages: { id?: number }[]) =>
  stages.flatMap(({ id }, index) =>
    id === undefined ? [] : [{ path: ["stages", index, "id"], mark: `stage ${id}`, what: "id" }],
  );

function stagesOf<Item extends typeof stageSchema | z.ZodType<{ id?: number }>>(stage: Item) {
  return listUpTo(
    MAX_STAGES,
    tooMany(MAX_STAGES),
    z.array(stage, "must be a list").superRefine((stages, context) => {
      const seen = new Set<string>();
      for (const { path, mark } of stageMarks(stages)) {
        if (seen.has(mark)) context.addIssue(twice(path.slice(1), "id"));
        seen.add(mark);
      }
    }),
  );
}

/** The issue of a mark that was there before. */
export const twice = (path: (string | number)[], what: string) => ({
  code: "custom" as const,
  input: undefined,
  path,
  message: `is the ${what} of another entry`,
  params: {
    remedy:
      what === "code"
        ? "Give each field a code of its own; upper and lower case are not told apart."
        : "Give each an id of its own; stages of different lead scorings share no id either.",
  },
});
