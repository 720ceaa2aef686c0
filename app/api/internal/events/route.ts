import { invalid, Problem } from "@/lib/errors";
import { acceptEvents } from "@/lib/events/accept-events";
import { MAX_EVENT_BYTES, measureEvents } from "@/lib/events/parse-json";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { answer, authenticate, json, noteCall, type OwnHeaders, readJson } from "@/lib/route";

const REQUEST_BYTES = 8 * 1024 * 1024;

/** What comes beside a request: Next hands over parameters, and the server that mounts it directly the connection. */
interface Beside {
  params?: unknown;
  incoming?: { headers: OwnHeaders };
}

/** The producers' door. server/main.ts also mounts it directly, since Next's own pipeline costs ten times the work. */
export const POST = (request: Request, beside?: Beside): Promise<Response> =>
  answer(async (tidings) => {
    const holder = await authenticate(tidings, request, "events:write");
    const { value, bytes } = await readJson(request, { maxBytes: REQUEST_BYTES });
    const oversized = measureEvents(value, bytes);
    if (oversized.length > 0) throw eventTooLarge(oversized, Array.isArray(value));
    const posted = parsePostedEvents(value, { now: tidings.now() });
    if (!posted.ok) throw invalid(posted.errors);
    const accepted = await acceptEvents(tidings, holder, posted);
    noteCall(tidings, holder, request, "/api/internal/events", beside?.incoming?.headers);
    return json(accepted, 202);
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
