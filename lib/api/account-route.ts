import type { Caller } from "@/lib/accounts/caller";
import { requirePaidPlan } from "@/lib/accounts/plan";
import { invalid, isProblem, Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { answer } from "@/lib/route";
import type { Json } from "@/lib/vocabulary";
import { type Access, grantAccess } from "./access";
import { type IfMatch, parseIfMatch } from "./conditional";
import { once, type Reserved } from "./idempotency";
import { leavesEntry, type Operation } from "./operation";
import { readCallBody } from "./read-body";

/** A call whose caller may make it. */
export interface Call<Params> {
  caller: Caller;
  access: Access;
  params: Params;
  query: Record<string, string>;
  /** The JSON of the body (read-body.ts); undefined where the operation takes none. */
  body: Json | undefined;
  ifMatch: IfMatch;
  /** With an `Idempotency-Key`: the id of what the call makes. */
  reserved: Reserved | undefined;
}

/**
 * A handler of an operation on an account: checks key or session, plan and rate, reads the body, obeys `If-Match`
 * where the operation does and `Idempotency-Key` with every POST, and hands the rest to one verb.
 * @param operationOf where an address stands for several lists, the operation on the one that it names
 */
export function accountRoute<Params extends Record<string, string>>(
  operationOf: Operation | ((params: Params) => Operation),
  handler: (call: Call<Params>) => Promise<Response>,
) {
  return (request: Request, context: { params: Promise<Params & { clientId: string }> }): Promise<Response> =>
    answer(async (tidings) => {
      const params = await context.params;
      const operation = typeof operationOf === "function" ? operationOf(params) : operationOf;
      const access = await grantAccess(tidings, request, operation, params.clientId);
      const limits = await tidings.apiCalls.take(access.who);
      try {
        if (!operation.anyPlan) await requirePaidPlan(tidings, access.accountId);
        const response = await carryOut(tidings, request, operation, access, params, handler);
        for (const [name, value] of Object.entries(limits)) response.headers.set(name, value);
        if (!leavesEntry(operation)) access.note();
        return response;
      } catch (error) {
        if (isProblem(error)) Object.assign(error.headers, limits);
        throw error;
      }
    });
}

async function carryOut<Params extends Record<string, string>>(
  tidings: Instance,
  request: Request,
  operation: Operation,
  access: Access,
  params: Params,
  handler: (call: Call<Params>) => Promise<Response>,
): Promise<Response> {
  const ifMatch = parseIfMatch(request.headers.get("if-match"));
  if (ifMatch !== undefined && !operation.conditional) throw notObeyed("If-Match");
  // Whatever is called by another method does no harm when it is repeated.
  const key = operation.method === "POST" ? request.headers.get("idempotency-key") : null;
  const { bytes, value } = await readCallBody(request, operation);
  const { accountId, actor } = access;
  const { pathname, searchParams } = new URL(request.url);
  const call = {
    ...{ caller: { tidings, accountId, actor }, access, params },
    ...{ query: Object.fromEntries(searchParams), body: value, ifMatch },
  };
  if (key === null) return handler({ ...call, reserved: undefined });
  return once(
    tidings,
    {
      ...{ accountId, key, who: access.who, method: operation.method, path: pathname, body: bytes },
      secret: operation.secretAnswer === true,
    },
    (reserved) => handler({ ...call, reserved }),
  );
}

/** What a caller relies on is obeyed or refused, never ignored. */
const notObeyed = (header: string) =>
  invalid([{ path: header, message: "is not obeyed by this call", remedy: "Leave the header out." }]);

/**
 * What a call under the same `Idempotency-Key` has made before it could answer; undefined if there is nothing yet.
 * @param find throws Problem 404 where it isn't there
 */
export async function madeBefore<Made>(
  reserved: Reserved | undefined,
  find: (id: string) => Promise<Made>,
): Promise<Made | undefined> {
  if (!reserved?.again) return undefined;
  try {
    return await find(reserved.id);
  } catch (error) {
    if (error instanceof Problem && error.problem === "not_found") return undefined;
    throw error;
  }
}
