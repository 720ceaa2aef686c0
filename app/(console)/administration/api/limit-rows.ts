import { BODY_BYTES } from "@/lib/api/read-body";
import { MAX_URL_LENGTH } from "@/lib/engine/address-guard";
import { MAX_DEPTH, MAX_EVENT_BYTES } from "@/lib/events/parse-json";
import { REQUEST_BYTES } from "@/lib/events/post-events";
import { MAX_EVENTS } from "@/lib/events/posted-event";
import { restApi } from "@/texts/rest-api";

const t = restApi.limit;

export interface LimitRow {
  what: string;
  limit: string;
}

interface Given {
  /** Of webhooks. */
  used: number;
  limit: number;
  /** Calls of the API. */
  perMinute: number;
}

/** What docs/edge.md, Limits, says, as far as somebody who writes a first program needs it. */
export const limitRows = ({ used, limit, perMinute }: Given): LimitRow[] => [
  { what: t.calls, limit: t.callsValue(perMinute) },
  { what: t.webhooks, limit: t.webhooksValue(used, limit) },
  { what: t.body, limit: t.bodyValue(BODY_BYTES) },
  { what: t.url, limit: t.urlValue(MAX_URL_LENGTH) },
  { what: t.labels, limit: t.labelsValue },
  { what: t.headers, limit: t.headersValue },
  { what: t.event, limit: t.eventValue(MAX_EVENT_BYTES) },
  { what: t.request, limit: t.requestValue(REQUEST_BYTES, MAX_EVENTS) },
  { what: t.depth, limit: t.depthValue(MAX_DEPTH) },
];
