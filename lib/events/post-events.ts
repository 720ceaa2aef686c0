import { invalid, Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { type Answer, answerPlainly, authenticateKey, parseJson } from "@/lib/route";
import { acceptEvents } from "./accept-events";
import { MAX_EVENT_BYTES, measureEvents } from "./parse-json";
import { parsePostedEvents } from "./posted-event";

export const REQUEST_BYTES = 8 * 1024 * 1024;

/** A request at the producers' door, whoever carried it here: Next, or our own server directly. */
export interface EventsRequest {
  header(name: "authorization" | "content-type"): string | null;
  /** @throws Problem 413 */
  readBody(maxBytes: number): Promise<Uint8Array>;
  /** Where it came from, as far as that is known; asked for rarely. */
  address(tidings: Instance): string | null;
}

/** All that the producers' door does: check the key, read, accept, answer 202 or a problem. */
export const postEvents = (request: EventsRequest): Promise<Answer> =>
  answerPlainly(async (tidings) => {
    const holder = await authenticateKey(tidings, request.header("authorization"), "events:write");
    const body = await request.readBody(REQUEST_BYTES);
    const value = parseJson(body, request.header("content-type"));
    const oversized = measureEvents(value, body.byteLength);
    if (oversized.length > 0) throw eventTooLarge(oversized, Array.isArray(value));
    const posted = parsePostedEvents(value, { now: tidings.now() });
    if (!posted.ok) throw invalid(posted.errors);
    const accepted = await acceptEvents(tidings, holder, posted);
    tidings.keyUses.called(holder, tidings.now(), {
      method: "POST",
      route: "/api/internal/events",
      address: () => request.address(tidings),
    });
    return {
      status: 202,
      headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
      body: JSON.stringify(accepted),
    };
  });

const eventTooLarge = (indexes: number[], many: boolean) =>
  new Problem(
    "too_large",
    `An event is larger than ${MAX_EVENT_BYTES} bytes.`,
    indexes.map((index) => ({
      ...(many && { index }),
      path: "",
      message: `is larger than ${MAX_EVENT_BYTES} bytes as JSON`,
      remedy: "Post less data with the event, or a link to it.",
    })),
  );
