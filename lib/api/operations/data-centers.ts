import { z } from "zod";
import {
  dataCenterSchema,
  ITEM_SCHEMAS,
  MASTER_LISTS,
  MAX_ITEMS,
  type MasterList,
  PUT_SCHEMAS,
  segmentOf,
} from "@/lib/data-centers/schema";
import { inAccount, type Operation } from "../operation";

const DATA_CENTER = { dataCenterId: { description: "The data center's id.", example: 1 } };

const createdAt = z.iso.datetime();
const EXAMPLE_AT = "2026-11-26T10:00:00.000Z";

/** What there may be of each, in words and as an example. */
const WORDS: Record<
  MasterList,
  { one: string; many: string; Name: string; example: Record<string, unknown> }
> = {
  personas: {
    ...{ one: "persona", many: "personas", Name: "Persona" },
    example: { id: 1, name: "Decision maker", threshold: 100 },
  },
  leadScorings: {
    ...{ one: "lead scoring", many: "lead scorings", Name: "LeadScoring" },
    example: { id: 1, name: "Product interest", stages: [{ id: 2, name: "Sales ready", threshold: 150 }] },
  },
  fields: {
    ...{ one: "field", many: "fields", Name: "Field" },
    example: { id: 1, code: "f_EMail", label: "E-mail", type: "email", keyField: true },
  },
  mailings: {
    ...{ one: "mailing", many: "mailings", Name: "Mailing" },
    example: { id: 1, name: "Spring newsletter" },
  },
  communicationTypes: {
    ...{ one: "communication type", many: "communication types", Name: "CommunicationType" },
    example: { id: 1, name: "Newsletter" },
  },
};

const perList = <Made>(make: (list: MasterList) => Made) =>
  Object.fromEntries(MASTER_LISTS.map((list) => [list, make(list)])) as Record<MasterList, Made>;

const items = perList<z.ZodType>((list) => ITEM_SCHEMAS[list].meta({ id: WORDS[list].Name }));

const counts = z.strictObject(
  Object.fromEntries(["webhooks", ...MASTER_LISTS].map((name) => [name, z.int()])),
);
const row = z.strictObject({ id: z.int(), name: z.string(), createdAt, counts }).meta({ id: "DataCenter" });
const exampleRow = {
  ...{ id: 1, name: "Quantum", createdAt: EXAMPLE_AT },
  counts: {
    ...{ webhooks: 2, personas: 3, leadScorings: 2, fields: 4 },
    ...{ mailings: 3, communicationTypes: 3 },
  },
};

export const listDataCenters: Operation = {
  id: "listDataCenters",
  section: "Data centers",
  method: "GET",
  path: inAccount("/data-centers"),
  summary: "Get all data centers",
  scope: "webhooks:read",
  answers: {
    200: {
      description: "Each with how much it holds.",
      schema: z.strictObject({ dataCenters: z.array(row) }),
      example: { dataCenters: [exampleRow] },
    },
  },
};

export const getDataCenter: Operation = {
  id: "getDataCenter",
  section: "Data centers",
  method: "GET",
  path: inAccount("/data-centers/{dataCenterId}"),
  summary: "Get a data center with its master data",
  scope: "webhooks:read",
  params: DATA_CENTER,
  answers: {
    200: {
      description: "The data center.",
      schema: z
        .strictObject({
          ...{ id: z.int(), name: z.string(), createdAt },
          ...Object.fromEntries(MASTER_LISTS.map((list) => [list, z.array(items[list])])),
        })
        .meta({ id: "MasterData" }),
      example: {
        ...{ id: 1, name: "Quantum", createdAt: EXAMPLE_AT },
        ...Object.fromEntries(MASTER_LISTS.map((list) => [list, [WORDS[list].example]])),
      },
    },
  },
};

export const putDataCenter: Operation = {
  id: "putDataCenter",
  section: "Data centers",
  method: "PUT",
  path: inAccount("/data-centers/{dataCenterId}"),
  summary: "Create or rename a data center",
  scope: "data-centers:write",
  params: DATA_CENTER,
  body: {
    schema: dataCenterSchema.meta({ id: "DataCenterName" }),
    examples: { name: { summary: "Its name", value: { name: "Quantum" } } },
  },
  answers: {
    200: { description: "It was renamed.", schema: row, example: exampleRow },
    201: { description: "It was created.", schema: row, example: exampleRow },
  },
  problems: ["conflict"],
};

/** 10,000 mailings with the longest names fit: a list that is replaced whole can't be sent in parts. */
const LIST_BYTES = 16 * 1024 * 1024;

const wholeList = (list: MasterList) => z.strictObject({ [list]: z.array(items[list]) });
/** The route's own schema gives up at the tenth faulty item; here the items are shown. */
const sentList = (list: MasterList) => z.strictObject({ [list]: z.array(items[list]).max(MAX_ITEMS[list]) });
const exampleList = (list: MasterList) => ({ [list]: [WORDS[list].example] });
const manyOf = (list: MasterList) => `${WORDS[list].Name}s`;

export const getList = perList(
  (list): Operation => ({
    id: `list${manyOf(list)}`,
    section: "Data centers",
    method: "GET",
    path: inAccount(`/data-centers/{dataCenterId}/${segmentOf(list)}`),
    summary: `Get the ${WORDS[list].many} of a data center`,
    scope: "webhooks:read",
    params: DATA_CENTER,
    answers: {
      200: {
        description: "All of them, by id.",
        schema: wholeList(list),
        example: exampleList(list),
        headers: ["ETag"],
      },
    },
  }),
);

export const putList = perList(
  (list): Operation => ({
    id: `replace${manyOf(list)}`,
    section: "Data centers",
    method: "PUT",
    path: inAccount(`/data-centers/{dataCenterId}/${segmentOf(list)}`),
    summary: `Replace the ${WORDS[list].many} of a data center`,
    description:
      "Unknown ids are created, known ones changed, missing ones removed, all or nothing. What a webhook names can't be removed.",
    scope: "data-centers:write",
    params: DATA_CENTER,
    conditional: true,
    body: {
      schema: sentList(list),
      maxBytes: LIST_BYTES,
      examples: { list: { summary: `The ${WORDS[list].many}`, value: exampleList(list) } },
    },
    answers: {
      200: {
        description: "All of them, by id.",
        schema: wholeList(list),
        example: exampleList(list),
        headers: ["ETag"],
      },
    },
    problems: ["conflict"],
  }),
);

const paramsOfItem = (list: MasterList) => ({
  ...DATA_CENTER,
  itemId: { description: `The ${WORDS[list].one}'s id.`, example: 1 },
});

export const putItem = perList(
  (list): Operation => ({
    id: `put${WORDS[list].Name}`,
    section: "Data centers",
    method: "PUT",
    path: inAccount(`/data-centers/{dataCenterId}/${segmentOf(list)}/{itemId}`),
    summary: `Create or change a ${WORDS[list].one}`,
    scope: "data-centers:write",
    params: paramsOfItem(list),
    body: {
      schema: PUT_SCHEMAS[list],
      examples: { item: { summary: `A ${WORDS[list].one}`, value: WORDS[list].example } },
    },
    answers: {
      200: { description: "It was changed.", schema: items[list], example: WORDS[list].example },
      201: { description: "It was created.", schema: items[list], example: WORDS[list].example },
    },
    problems: ["conflict"],
  }),
);

export const deleteItem = perList(
  (list): Operation => ({
    id: `delete${WORDS[list].Name}`,
    section: "Data centers",
    method: "DELETE",
    path: inAccount(`/data-centers/{dataCenterId}/${segmentOf(list)}/{itemId}`),
    summary: `Delete a ${WORDS[list].one}`,
    scope: "data-centers:write",
    params: paramsOfItem(list),
    answers: { 204: { description: "It is gone." } },
    problems: ["conflict"],
  }),
);
