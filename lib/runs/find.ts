import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { toRenderable } from "@/lib/engine/deliver";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { renderPayload } from "@/lib/payloads/render";
import { daysOf, eventIsGone } from "@/lib/retention/days";
import { type RunView, runViewSchema } from "./schema";
import { toBody, toHeaders, toRunRow } from "./view";

export type StoredRun = NonNullable<Awaited<ReturnType<typeof loadRun>>>;

/** One run with request and response, secrets masked. @throws Problem 404 */
export async function findRun(caller: Caller, id: string): Promise<RunView> {
  return viewRun(caller, await loadRun(caller, id));
}

export async function loadRun(caller: Caller, id: string) {
  const { orm, tables } = caller.tidings.database;
  const { runs } = tables;
  const [run] = !isId(id)
    ? []
    : await orm
        .select()
        .from(runs)
        .where(and(eq(runs.id, id.toLowerCase()), eq(runs.accountId, caller.accountId)));
  if (!run) throw notFound("run");
  return run;
}

export async function viewRun(caller: Caller, run: StoredRun): Promise<RunView> {
  const { request, responseHeaders, responseBody, statusCode } = run;
  return runViewSchema.parse({
    ...toRunRow(run),
    webhookId: run.webhookId,
    deliveryIds: run.deliveryId ? [run.deliveryId] : [],
    request: request && {
      method: request.method,
      url: request.url,
      headers: toHeaders(request.headers),
      ...(await requestBody(caller, run)),
    },
    response:
      statusCode === null
        ? null
        : {
            statusCode,
            headers: toHeaders(responseHeaders ?? []),
            ...toBody(responseBody ?? Buffer.alloc(0)),
          },
  });
}

/** A test's body was kept; a delivery's follows from the stored event, as it did when it was sent. */
async function requestBody(caller: Caller, run: StoredRun) {
  if (run.requestBody) return toBody(run.requestBody);
  if (!run.deliveryId) return run.batchId ? missing(caller) : { body: "" };
  const { orm, tables } = caller.tidings.database;
  const { deliveries, events } = tables;
  const [event] = await orm
    .select()
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .where(and(eq(deliveries.id, run.deliveryId), eq(deliveries.accountId, caller.accountId)));
  if (!event) return missing(caller);
  const { id, contact, data, masterData, ...rest } = event.events;
  const row = { ...rest, eventId: id, contact: contact && JSON.stringify(contact) };
  const renderable = toRenderable({
    ...row,
    data: JSON.stringify(data),
    masterData: JSON.stringify(masterData),
  });
  return { body: renderPayload("simple", renderable) };
}

/** What was sent follows from the event, so it can't be told any more once that is gone. */
const missing = async (caller: Caller) => ({ body: null, bodyMissing: eventIsGone(await daysOf(caller)) });
