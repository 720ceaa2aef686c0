import type { ZodOpenApiParameterObject, ZodOpenApiPathsObject } from "zod-openapi";
import { type EventTypeView, listEventTypes } from "@/lib/event-types/describe";
import type { Json, JsonObject } from "@/lib/vocabulary";

type Payload = EventTypeView["payloads"][number];

/** What webhooks are sent, for the document: one request for each event type and each style that writes it. */
export function sentRequests(): ZodOpenApiPathsObject {
  return Object.fromEntries(
    listEventTypes({}).eventTypes.flatMap((type) =>
      type.payloads.map((payload) => [`${type.type}.${payload.payloadStyle}`, requestOf(type, payload)]),
    ),
  );
}

function requestOf({ type, label, description }: EventTypeView, { payloadStyle, fields, sample }: Payload) {
  const example = JSON.parse(sample) as Json;
  const rows = fields.map(({ field, from }) => `| \`${field}\` | ${from.replaceAll("|", "\\|")} |`);
  return {
    post: {
      operationId: `send.${type}.${payloadStyle}`,
      summary: `${label}, in the ${payloadStyle} style`,
      description: [description, "", "| field | where its value comes from |", "| --- | --- |", ...rows].join(
        "\n",
      ),
      security: [],
      parameters: payloadStyle === "signed" ? [...HEADERS, RSA] : HEADERS,
      requestBody: {
        required: true,
        content: { "application/json": { schema: shapeOf(example), example } },
      },
      responses: {
        "200": { description: "Received. Some webhooks take every 2xx for that; see `delivery.success`." },
        "4XX": { description: "Not received: it is sent again by the webhook's retry rule." },
      },
    },
  };
}

const header = (name: string, description: string): ZodOpenApiParameterObject => ({
  ...{ name, in: "header", description },
  schema: { type: "string" },
});

const HEADERS = [
  header(
    "webhook-id",
    "Names what is delivered, the same at every attempt: what was seen before may be passed over.",
  ),
  header("webhook-timestamp", "When this attempt was made, in seconds since 1970."),
  header("webhook-signature", "Standard Webhooks 1.0: `v1,…` or `v1a,…`, several while keys rotate."),
];
const RSA = header("X-DI-Signature", "RSA, PKCS#1 v1.5, SHA-256 over the raw body, in Base64.");

/** What a sample shows of its own shape; values that are absent are left out, so nothing is required. */
function shapeOf(value: Json): JsonObject {
  if (Array.isArray(value)) return { type: "array", items: shapeOf(value[0] ?? null) };
  if (value !== null && typeof value === "object") {
    const properties = Object.entries(value).map(([name, inside]) => [name, shapeOf(inside)]);
    return { type: "object", properties: Object.fromEntries(properties) };
  }
  if (typeof value === "number") return { type: Number.isInteger(value) ? "integer" : "number" };
  return value === null ? {} : { type: typeof value };
}
