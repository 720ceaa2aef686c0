import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { daysOf, eventIsGone } from "@/lib/retention/days";
import { bodyOfRun, deliveriesOfRun } from "./find-batch";
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
    deliveryIds: await deliveriesOfRun(caller, run),
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

/** A test's body was kept; a batch's follows from what is stored. */
async function requestBody(caller: Caller, run: StoredRun) {
  if (run.requestBody) return toBody(run.requestBody);
  const body = await bodyOfRun(caller, run);
  if (body === null && run.batchId) return missing(caller);
  return { body: body ?? "" };
}

/** What was sent follows from the event, so it can't be told any more once that is gone. */
const missing = async (caller: Caller) => ({ body: null, bodyMissing: eventIsGone(await daysOf(caller)) });
