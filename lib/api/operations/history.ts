import { z } from "zod";
import { accountDeliveryFilterSchema } from "@/lib/deliveries/filter";
import { deliveryFilterSchema } from "@/lib/deliveries/list";
import { deliveryDetailsSchema, deliveryViewSchema } from "@/lib/deliveries/schema";
import { eventFilterSchema } from "@/lib/events/filter";
import { eventDetailsSchema, eventViewSchema } from "@/lib/events/schema";
import { runFilterSchema } from "@/lib/runs/list";
import { runViewSchema } from "@/lib/runs/schema";
import { inAccount, type Operation } from "../operation";
import { exampleDelivery, exampleEvent, exampleId, exampleRun } from "./examples";
import { run, WEBHOOK } from "./schemas";

/** What became of events: runs, deliveries, events. */

const next = z
  .string()
  .nullable()
  .meta({ description: "The cursor of the following page; null at the end." });

export const listRuns: Operation = {
  id: "listRuns",
  section: "Runs",
  method: "GET",
  path: inAccount("/webhooks/{id}/runs"),
  summary: "Get the runs of a webhook",
  description: "Newest first, tests included.",
  scope: "webhooks:read",
  params: WEBHOOK,
  query: runFilterSchema,
  answers: {
    200: {
      description: "One page of them.",
      schema: z.strictObject({ runs: z.array(run), next }),
      example: { runs: [exampleRun], next: null },
    },
  },
};

export const getRun: Operation = {
  id: "getRun",
  section: "Runs",
  method: "GET",
  path: inAccount("/runs/{id}"),
  summary: "Get a run with what was sent and answered",
  description: "Secrets are masked. What is not UTF-8 stands in `bodyBase64`.",
  scope: "webhooks:read",
  params: { id: { description: "The run's id.", example: exampleId.run } },
  answers: {
    200: {
      description: "The run.",
      schema: runViewSchema.meta({ id: "RunDetails" }),
      example: {
        ...{ ...exampleRun, webhookId: exampleId.webhook, deliveryIds: [exampleId.delivery] },
        request: {
          ...{ method: "POST", url: "https://receiver.example.com/hook" },
          headers: [{ name: "content-type", value: "application/json" }],
          body: '{"EventId":"0199c2f9-09f0-7e02-a4c6-2b3c4d5e6f70"}',
        },
        response: { statusCode: 200, headers: [{ name: "content-type", value: "text/plain" }], body: "ok" },
      },
    },
  },
};

export const listDeliveries: Operation = {
  id: "listDeliveries",
  section: "Deliveries",
  method: "GET",
  path: inAccount("/webhooks/{id}/deliveries"),
  summary: "Get the deliveries of a webhook",
  description: "Newest first, each with its runs.",
  scope: "webhooks:read",
  params: WEBHOOK,
  query: deliveryFilterSchema,
  answers: {
    200: {
      description: "One page of them.",
      schema: z.strictObject({ deliveries: z.array(deliveryViewSchema.meta({ id: "Delivery" })), next }),
      example: { deliveries: [exampleDelivery], next: null },
    },
  },
};

const deliveryDetails = deliveryDetailsSchema.meta({ id: "DeliveryDetails" });
const exampleDetails = { ...exampleDelivery, webhookId: exampleId.webhook };

export const listAccountDeliveries: Operation = {
  id: "listAccountDeliveries",
  section: "Deliveries",
  method: "GET",
  path: inAccount("/deliveries"),
  summary: "Get the deliveries of all webhooks",
  description:
    "Newest first; what waits (`state=pending`) by its next attempt. `since` is compared with when the event was accepted. A page may hold fewer than `limit` while `next` is not null: go on until it is.",
  scope: "webhooks:read",
  query: accountDeliveryFilterSchema,
  answers: {
    200: {
      description: "One page of them.",
      schema: z.strictObject({ deliveries: z.array(deliveryDetails), next }),
      example: { deliveries: [exampleDetails], next: null },
    },
  },
};

const DELIVERY = { id: { description: "The delivery's id.", example: exampleId.delivery } };

export const getDelivery: Operation = {
  id: "getDelivery",
  section: "Deliveries",
  method: "GET",
  path: inAccount("/deliveries/{id}"),
  summary: "Get a delivery",
  scope: "webhooks:read",
  params: DELIVERY,
  answers: {
    200: {
      description: "The delivery.",
      schema: deliveryDetails,
      example: exampleDetails,
    },
  },
};

export const resendDelivery: Operation = {
  id: "resendDelivery",
  section: "Deliveries",
  method: "POST",
  path: inAccount("/deliveries/{id}/resend"),
  summary: "Send a delivery again",
  description:
    "A new delivery with the same `webhook-id` and bytes; one that went out among others goes alone, under a new id.",
  scope: "webhooks:write",
  params: DELIVERY,
  answers: {
    202: {
      description: "It is owed again.",
      schema: z.strictObject({ deliveryId: z.uuid() }),
      example: { deliveryId: exampleId.delivery },
    },
  },
  problems: ["conflict"],
};

const cancelled = z.strictObject({ deliveryId: z.uuid(), state: z.enum(["cancelled", "sending"]) });

export const cancelDelivery: Operation = {
  id: "cancelDelivery",
  section: "Deliveries",
  method: "POST",
  path: inAccount("/deliveries/{id}/cancel"),
  summary: "Cancel a delivery",
  scope: "webhooks:write",
  params: DELIVERY,
  answers: {
    200: {
      description: "It waited, and is cancelled.",
      schema: cancelled,
      example: { deliveryId: exampleId.delivery, state: "cancelled" },
    },
    202: {
      description: "Its attempt is under way: delivered if that succeeds, else cancelled.",
      schema: cancelled,
      example: { deliveryId: exampleId.delivery, state: "sending" },
    },
  },
  problems: ["conflict"],
};

export const listEvents: Operation = {
  id: "listEvents",
  section: "Events",
  method: "GET",
  path: inAccount("/events"),
  summary: "Get the accepted events",
  description:
    "Newest first. `key` and `contact` (its id or e-mail) are compared exactly as posted; `since` with `acceptedAt`.",
  scope: "webhooks:read",
  query: eventFilterSchema,
  answers: {
    200: {
      description: "One page of them.",
      schema: z.strictObject({ events: z.array(eventViewSchema.meta({ id: "Event" })), next }),
      example: { events: [exampleEvent], next: null },
    },
  },
};

export const getEvent: Operation = {
  id: "getEvent",
  section: "Events",
  method: "GET",
  path: inAccount("/events/{id}"),
  summary: "Get an event and who is owed it",
  description: "`notMatched` says of every other webhook why it is not owed the event.",
  scope: "webhooks:read",
  params: { id: { description: "The event's id.", example: exampleId.event } },
  answers: {
    200: {
      description: "The event.",
      schema: eventDetailsSchema.meta({ id: "EventDetails" }),
      example: {
        ...exampleEvent,
        matched: [{ webhookId: exampleId.webhook, deliveryId: exampleId.delivery, state: "delivered" }],
        notMatched: [],
      },
    },
  },
};
