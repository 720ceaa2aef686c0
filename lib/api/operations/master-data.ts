import { z } from "zod";
import { DRAFT_SCHEMAS, MAX_ITEMS, type MasterList, PUT_SCHEMAS, segmentOf } from "@/lib/data-centers/schema";
import { inAccount, type Operation } from "../operation";
import { DATA_CENTER, items, perList, WORDS } from "./master-lists";

/** The lists of a data center: each operation once for each list. */

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
    anyPlan: true,
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
    anyPlan: true,
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

const draftOf = ({ id: _, ...item }: Record<string, unknown>) => item;

export const addItem = perList(
  (list): Operation => ({
    id: `create${WORDS[list].Name}`,
    section: "Data centers",
    method: "POST",
    path: inAccount(`/data-centers/{dataCenterId}/${segmentOf(list)}`),
    summary: `Create a ${WORDS[list].one}`,
    description: "An id that is left out is the next free one.",
    scope: "data-centers:write",
    anyPlan: true,
    params: DATA_CENTER,
    body: {
      schema: DRAFT_SCHEMAS[list],
      examples: { item: { summary: `A ${WORDS[list].one}`, value: draftOf(WORDS[list].example) } },
    },
    answers: {
      201: {
        description: "It was created.",
        schema: items[list],
        example: WORDS[list].example,
        headers: ["Location"],
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
    anyPlan: true,
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
    anyPlan: true,
    params: paramsOfItem(list),
    answers: { 204: { description: "It is gone." } },
    problems: ["conflict"],
  }),
);
