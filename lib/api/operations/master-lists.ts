import type { z } from "zod";
import { ITEM_SCHEMAS, MASTER_LISTS, type MasterList } from "@/lib/data-centers/schema";

/** What the operations on data centers say of each list of master data. */

export const DATA_CENTER = { dataCenterId: { description: "The data center's id.", example: 1 } };

/** One of each, in words and as an example. */
export const WORDS: Record<
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

export const perList = <Made>(make: (list: MasterList) => Made) =>
  Object.fromEntries(MASTER_LISTS.map((list) => [list, make(list)])) as Record<MasterList, Made>;

/** The document names each once. */
export const items = perList<z.ZodType>((list) => ITEM_SCHEMAS[list].meta({ id: WORDS[list].Name }));
