import { z } from "zod";
import { dataCenterSchema, MASTER_LISTS, newDataCenterSchema } from "@/lib/data-centers/schema";
import { inAccount, type Operation } from "../operation";
import { DATA_CENTER, items, WORDS } from "./master-lists";

const createdAt = z.iso.datetime();
const EXAMPLE_AT = "2026-11-26T10:00:00.000Z";

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
  anyPlan: true,
  answers: {
    200: {
      description: "Each with how much it holds.",
      schema: z.strictObject({ dataCenters: z.array(row) }),
      example: { dataCenters: [exampleRow] },
    },
  },
};

export const createDataCenter: Operation = {
  id: "createDataCenter",
  section: "Data centers",
  method: "POST",
  path: inAccount("/data-centers"),
  summary: "Create a data center",
  description:
    "Its id is the next free one; to choose the id, use PUT. With `sampleData` it has personas, lead scorings, mailings and contacts to try things out with.",
  scope: "data-centers:write",
  anyPlan: true,
  body: {
    schema: newDataCenterSchema.meta({ id: "NewDataCenter" }),
    examples: {
      empty: { summary: "An empty one", value: { name: "Quantum" } },
      sample: { summary: "One to try things out", value: { name: "Playground", sampleData: true } },
    },
  },
  answers: {
    201: { description: "It was created.", schema: row, example: exampleRow, headers: ["Location"] },
  },
  problems: ["conflict"],
};

export const getDataCenter: Operation = {
  id: "getDataCenter",
  section: "Data centers",
  method: "GET",
  path: inAccount("/data-centers/{dataCenterId}"),
  summary: "Get a data center with its master data",
  scope: "webhooks:read",
  anyPlan: true,
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
  anyPlan: true,
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
