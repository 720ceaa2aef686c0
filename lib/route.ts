import { asUnavailable } from "@/db/faults";
import { findKeyHolder } from "@/lib/accounts/api-keys";
import type { Caller, KeyHolder } from "@/lib/accounts/caller";
import { requirePaidPlan } from "@/lib/accounts/plan";
import { Problem } from "@/lib/errors";
import { parseJsonBody } from "@/lib/events/parse-json";
import { getInstance, type Instance } from "@/lib/instance";
import type { Json, Scope } from "@/lib/vocabulary";

/** The doors of programs: check the key, call one verb, map its problems to RFC 9457 answers. */

/** Runs a handler and turns whatever it throws into a problem document. */
export async function answer(handler: (tidings: Instance) => Promise<Response>): Promise<Response> {
  let tidings: Instance | undefined;
  try {
    tidings = await getInstance();
    if (tidings.draining)
      throw new Problem("draining", "The server is stopping. Send the request again shortly.");
    tidings.database.assertInPlace();
    return await handler(tidings);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status >= 500) tidings?.log.error({ err: error }, "request.failed");
    return problemResponse(problem);
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (asUnavailable(error)) {
    return new Problem(
      "database_unavailable",
      "The database can't be reached at the moment; nothing was stored. Send the request again shortly.",
    );
  }
  return new Problem("internal_error", "Something went wrong on our side; nothing was stored.");
}

export const problemResponse = (problem: Problem) =>
  new Response(JSON.stringify(problem.body()), { status: problem.status, headers: problemHeaders(problem) });

/** The headers that go with a problem document, whoever writes it. */
export function problemHeaders(problem: Problem): Record<string, string> {
  const headers: Record<string, string> = { "Content-Type": "application/problem+json", ...problem.headers };
  if (problem.status === 503) headers["Retry-After"] ??= "5";
  if (problem.problem === "draining") headers.Connection = "close";
  if (problem.status === 401) headers["WWW-Authenticate"] = 'Bearer realm="Tidings"';
  return headers;
}

/** The key's holder, if the key has the scope. @throws Problem 401 or 403 */
export async function authenticate(tidings: Instance, request: Request, scope: Scope): Promise<KeyHolder> {
  const [, key = ""] = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (!key) {
    throw new Problem("unauthenticated", "Send an API key: Authorization: Bearer tdg_…");
  }
  const holder = await findKeyHolder(tidings, key);
  if (!holder) throw new Problem("unauthenticated", "This API key is not known or was revoked.");
  if (!holder.scopes.includes(scope)) {
    throw new Problem("forbidden", `The API key lacks the scope ${scope}. Create a key that has it.`);
  }
  return holder;
}

/** Administration calls: 64 KiB of headers and 50 delays fit many times over. */
const ADMINISTRATION_BODY_BYTES = 1024 * 1024;

/** A handler of `/api/v1/{clientId}/…` for the holder of a key with the scope. */
export function accountRoute<Params extends Record<string, string>>(
  scope: Scope,
  handler: (call: {
    caller: Caller;
    request: Request;
    params: Params;
    query: URLSearchParams;
  }) => Promise<Response>,
) {
  return (request: Request, context: { params: Promise<Params & { clientId: string }> }): Promise<Response> =>
    answer(async (tidings) => {
      const holder = await authenticate(tidings, request, scope);
      const params = await context.params;
      if (params.clientId !== String(holder.accountId)) {
        throw new Problem("not_found", "There is no account with this client id for this API key.");
      }
      await requirePaidPlan(tidings, holder.accountId);
      const caller: Caller = {
        tidings,
        accountId: holder.accountId,
        actor: { kind: "api_key", id: holder.apiKeyId, name: holder.name },
      };
      return handler({ caller, request, params, query: new URL(request.url).searchParams });
    });
}

/**
 * The JSON of a request's body.
 * @returns `undefined` for an empty body where `optional`
 * @throws Problem 400, 413 or 415
 */
export async function readJson(
  request: Request,
  { maxBytes = ADMINISTRATION_BODY_BYTES, optional = false } = {},
): Promise<{ value: Json | undefined; bytes: number }> {
  const body = await readBody(request, maxBytes);
  if (body.byteLength === 0 && optional) return { value: undefined, bytes: 0 };
  const [mediaType = ""] = (request.headers.get("content-type") ?? "").split(";");
  if (mediaType.trim().toLowerCase() !== "application/json") {
    throw new Problem("unsupported_media_type", "Send the body as Content-Type: application/json.");
  }
  const parsed = parseJsonBody(body);
  if (!parsed.ok) throw new Problem("malformed_json", parsed.problem.message, [parsed.problem]);
  return { value: parsed.value, bytes: body.byteLength };
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes) throw tooLarge(maxBytes);
  if (announced > 0) {
    const body = new Uint8Array(await request.arrayBuffer());
    if (body.byteLength > maxBytes) throw tooLarge(maxBytes);
    return body;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (maxBytes: number) =>
  new Problem("too_large", `The body is larger than ${maxBytes} bytes. Split it into several requests.`);

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(value, { status, headers: { "Cache-Control": "no-store", ...headers } });
