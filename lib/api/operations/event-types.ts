import { z } from "zod";
import { EVENT_TYPE_NAMES } from "@/lib/event-types/catalogue";
import { describeEventType, eventTypeFilterSchema, eventTypeViewSchema } from "@/lib/event-types/describe";
import { inAccount, type Operation } from "../operation";

const eventType = eventTypeViewSchema.meta({ id: "EventType" });
const example = describeEventType("persona.threshold_passed");

export const listEventTypes: Operation = {
  id: "listEventTypes",
  section: "Event types",
  method: "GET",
  path: inAccount("/event-types"),
  summary: "Get the event types",
  description:
    "Each with what is posted, what a trigger can be narrowed to, and a sample in every payload style that can render it.",
  scope: "webhooks:read",
  query: eventTypeFilterSchema,
  answers: {
    200: {
      description: "All of them, or those that `payloadStyle` can render.",
      schema: z.strictObject({ eventTypes: z.array(eventType) }),
      example: { eventTypes: [example] },
    },
  },
};

export const getEventType: Operation = {
  id: "getEventType",
  section: "Event types",
  method: "GET",
  path: inAccount("/event-types/{type}"),
  summary: "Get an event type",
  scope: "webhooks:read",
  params: { type: { description: "Its name.", example: example.type, values: EVENT_TYPE_NAMES } },
  answers: { 200: { description: "The event type.", schema: eventType, example } },
};
