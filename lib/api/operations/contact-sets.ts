import { z } from "zod";
import {
  groupDraftSchema,
  groupViewSchema,
  segmentDraftSchema,
  segmentViewSchema,
} from "@/lib/contacts/segment-schema";
import { inAccount, type Operation } from "../operation";
import { DATA_CENTER } from "./master-lists";

/** Groups, which contacts are put into, and segments, whose rules they meet. */

const GROUPS = inAccount("/data-centers/{dataCenterId}/groups");
const SEGMENTS = inAccount("/data-centers/{dataCenterId}/segments");
const GROUP = { ...DATA_CENTER, groupId: { description: "The group's id.", example: 1 } };
const SEGMENT = { ...DATA_CENTER, segmentId: { description: "The segment's id.", example: 1 } };

const group = groupViewSchema.meta({ id: "Group" });
const exampleGroup = { id: 1, name: "Customers", contacts: 120 };
const groupDraft = groupDraftSchema.meta({ id: "GroupDraft" });

const segment = segmentViewSchema.meta({ id: "Segment" });
const rules = {
  match: "all",
  conditions: [
    { subject: "field.city", is: "is", value: "Graz" },
    { subject: "consent", is: "expires_within_days", value: 30 },
    { subject: "mailingsOpened", is: "at_least", value: 3 },
  ],
};
const exampleSegment = { id: 1, name: "Readers in Graz", rules, updatedAt: "2026-11-26T10:00:00.000Z" };
const segmentDraft = segmentDraftSchema.meta({ id: "SegmentDraft" });

const shared = { section: "Contacts", anyPlan: true } as const;
const reading = { ...shared, method: "GET", scope: "contacts:read", params: DATA_CENTER } as const;
const writing = { ...shared, scope: "contacts:write" } as const;

export const listGroups: Operation = {
  ...{ ...reading, id: "listGroups", path: GROUPS, summary: "Get the groups of a data center" },
  answers: {
    200: {
      description: "By name, each with how many contacts are in it.",
      schema: z.strictObject({ groups: z.array(group) }),
      example: { groups: [exampleGroup] },
    },
  },
};

export const createGroup: Operation = {
  ...{ ...writing, id: "createGroup", method: "POST", path: GROUPS, summary: "Create a group" },
  description: "An id that is left out is the next free one.",
  params: DATA_CENTER,
  body: { schema: groupDraft, examples: { group: { summary: "A group", value: { name: "Customers" } } } },
  answers: {
    201: {
      description: "It was created.",
      schema: group,
      example: { ...exampleGroup, contacts: 0 },
      headers: ["Location"],
    },
  },
  problems: ["conflict"],
};

export const renameGroup: Operation = {
  ...{ ...writing, id: "renameGroup", method: "PUT", path: `${GROUPS}/{groupId}`, summary: "Rename a group" },
  params: GROUP,
  body: { schema: groupDraft, examples: { name: { summary: "Its name", value: { name: "Buyers" } } } },
  answers: { 200: { description: "The group.", schema: group, example: exampleGroup } },
};

export const deleteGroup: Operation = {
  ...{ ...writing, id: "deleteGroup", method: "DELETE", path: `${GROUPS}/{groupId}` },
  summary: "Delete a group",
  description:
    "Who was in it stays. One that a segment asks for or a workflow starts by can't be deleted: 409.",
  params: GROUP,
  answers: { 204: { description: "It is gone." } },
  problems: ["conflict"],
};

export const listSegments: Operation = {
  ...{ ...reading, id: "listSegments", path: SEGMENTS, summary: "Get the segments of a data center" },
  answers: {
    200: {
      description: "By name.",
      schema: z.strictObject({ segments: z.array(segment) }),
      example: { segments: [exampleSegment] },
    },
  },
};

export const createSegment: Operation = {
  ...{ ...writing, id: "createSegment", method: "POST", path: SEGMENTS, summary: "Create a segment" },
  description:
    "Takes in whoever meets its rules at the time. A condition's `subject` is `field.` and a field's name or property (`is`, `is_not`, `contains`, `begins_with`, `is_filled`, `is_empty`, `greater_than`, `less_than`), `group` (`in`, `not_in`), `consent` (`express`, `implied`, `none`, `expired`, `expires_within_days`) or a statistic (`at_least`, `less_than`). An id that is left out is the next free one.",
  params: DATA_CENTER,
  body: {
    schema: segmentDraft,
    examples: { segment: { summary: "A segment", value: { name: "Readers in Graz", rules } } },
  },
  answers: {
    201: { description: "It was created.", schema: segment, example: exampleSegment, headers: ["Location"] },
  },
  problems: ["conflict"],
};

export const putSegment: Operation = {
  ...{ ...writing, id: "putSegment", method: "PUT", path: `${SEGMENTS}/{segmentId}` },
  summary: "Change a segment",
  params: SEGMENT,
  body: {
    schema: segmentDraft,
    examples: { segment: { summary: "The whole of it", value: { name: "Readers in Graz", rules } } },
  },
  answers: { 200: { description: "The segment.", schema: segment, example: exampleSegment } },
};

export const deleteSegment: Operation = {
  ...{ ...writing, id: "deleteSegment", method: "DELETE", path: `${SEGMENTS}/{segmentId}` },
  summary: "Delete a segment",
  description: "One that a workflow starts by can't be deleted: 409.",
  params: SEGMENT,
  answers: { 204: { description: "It is gone." } },
  problems: ["conflict"],
};
