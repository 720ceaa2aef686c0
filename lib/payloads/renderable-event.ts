import type { EventTypeName } from "@/lib/event-types/catalogue";
import type { Cause, JsonObject } from "@/lib/vocabulary";

/** Every wire style that events are written in. The catalogue says per event type which of them know it, and how they write it. */
export const PAYLOAD_STYLES = ["simple", "stream", "signed"] as const;
export type PayloadStyle = (typeof PAYLOAD_STYLES)[number];

/** What the steps of workflows send: a request that somebody wrote, and a notification about a contact. */
export const WORKFLOW_STYLES = ["template", "scenario"] as const;
export type AnyStyle = PayloadStyle | (typeof WORKFLOW_STYLES)[number];

export const isPayloadStyle = (style: AnyStyle): style is PayloadStyle =>
  PAYLOAD_STYLES.some((each) => each === style);

export interface RenderableContact {
  /** The platform's own id, as text: 1353 and "1353" are one contact. */
  id: string | null;
  email: string | null;
  properties: JsonObject;
}

/** A field of the data center that the contact had a value for when the event was accepted. */
export interface MasterField {
  code: string;
  /** Its value is the contact's e-mail, not a property. */
  email?: true;
  /** One of the key fields, which name a contact. */
  key?: true;
}

/** Names and thresholds as they were when the event was accepted: renaming a persona changes no old body. */
export interface MasterData {
  persona?: { id: number; name: string; threshold: number };
  leadScoring?: { id: number; name: string; stage: { id: number; name: string; threshold: number } };
  communicationType?: { id: number; name: string };
  /** In the order of the data center's fields; of types that the signed style knows alone. */
  fields?: MasterField[];
  /** Of a step that was reached: all fields of the data center, which templates read. */
  templateFields?: { id: number; code: string; type: "text" | "email" | "number" | "date" | "boolean" }[];
}

/**
 * All that a body is made of, but for the facts of its request (wire.ts). Nothing here is looked up or read from a clock, so the same stored row gives
 * the same bytes at every attempt, after a kill and after an edit (decision 16).
 */
export interface RenderableEvent {
  id: string;
  accountId: number;
  type: EventTypeName;
  /** Milliseconds since 1970. */
  occurredAt: number;
  cause: Cause;
  dataCenter: { id: number; name: string };
  contact: RenderableContact | null;
  data: JsonObject;
  masterData: MasterData;
}
