import { asUnavailable } from "@/db/faults";
import type { Caller, KeyHolder } from "@/lib/accounts/caller";
import { toldAddress } from "@/lib/accounts/client-address";
import { requirePaidPlan } from "@/lib/accounts/plan";
import { findKeyHolder } from "@/lib/api-keys/find-holder";
import { isProblem, Problem } from "@/lib/errors";
import { parseJsonBody } from "@/lib/events/parse-json";
import { getInstance, type Instance } from "@/lib/instance";
import type { Json, Scope } from "@/lib/vocabulary";

/** The doors of programs: check the key, call one verb, map its problems to RFC 9457 answers. */

/** What a door answers, before whoever carries it (Next, or our own server) gives it its form. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Runs a handler and turns whatever it throws into a problem document. */
export const answer = (handler: (tidings: Instance) => Promise<Response>): Promise<Response> =>
  guarded(handler, problemResponse);

/** The same without a Response, which costs as much as all the rest of a small request. */
export const answerPlainly = (handler: (tidings: Instance) => Promise<Answer>): Promise<Answer> =>
  guarded(handler, (problem) => ({
    status: problem.status,
    headers: problemHeaders(problem),
    body: JSON.stringify(problem.body()),
  }));

async function guarded<Result>(
  handler: (tidings: Instance) => Promise<Result>,
  refuse: (problem: Problem) => Result,
): Promise<Result> {
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
    return refuse(problem);
  }
}

function asProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
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
export const authenticate = (tidings: Instance, request: Request, scope: Scope): Promise<KeyHolder> =>
  authenticateKey(tidings, request.headers.get("authorization"), scope);

/** @param authorization the header @throws Problem 401 or 403 */
export async function authenticateKey(
  tidings: Instance,
  authorization: string | null,
  scope: Scope,
): Promise<KeyHolder> {
  const [, key = ""] = /^Bearer +(\S+) *$/i.exec(authorization ?? "") ?? [];
  if (!key) {
    throw new Problem("unauthenticated", "Send an API key: Authorization: Bearer tdg_…");
  }
  const found = findKeyHolder(tidings, key);
  const holder = found instanceof Promise ? await found : found;
  if (!holder) throw new Problem("unauthenticated", "This API key is not known or was revoked.");
  tidings.keyUses.used(holder, tidings.now());
  if (!holder.scopes.includes(scope)) {
    throw new Problem("forbidden", `The API key lacks the scope ${scope}. Create a key that has it.`);
  }
  return holder;
}

/** Administration calls: 64 KiB of headers and 50 delays fit many times over. */
const ADMINISTRATION_BODY_BYTES = 1024 * 1024;

/**
 * Audits a call that leaves no entry of its own; the first of an hour counts (docs/decisions/005).
 * @param route with its parameters' names, as documented
 */
export function noteCall(tidings: Instance, holder: KeyHolder, { method, headers }: Request, route: string) {
  const address = () => toldAddress(tidings, headers);
  tidings.keyUses.called(holder, tidings.now(), { method, route, address });
}

/** `/api/v1/1/webhooks/0190…` with the parameters' names in place of their values. */
function patternOf(url: string, params: Record<string, string>): string {
  const names = Object.entries(params).filter(([name]) => name !== "clientId");
  const segments = new URL(url).pathname.split("/").map((segment, index) => {
    if (index === CLIENT_ID_SEGMENT) return "{clientId}";
    const named = names.find(([, value]) => encodeURIComponent(value) === segment || value === segment);
    return named ? `{${named[0]}}` : segment;
  });
  return segments.join("/");
}

const CLIENT_ID_SEGMENT = "/api/v1/".split("/").length - 1;

/**
 * A handler of `/api/v1/{clientId}/…` for the holder of a key with the scope.
 * @param leavesEntry whether the verb writes an audit entry itself, as all do that write
 */
export function accountRoute<Params extends Record<string, string>>(
  scope: Scope,
  handler: (call: {
    caller: Caller;
    holder: KeyHolder;
    request: Request;
    params: Params;
    query: URLSearchParams;
  }) => Promise<Response>,
  { leavesEntry }: { leavesEntry?: boolean } = {},
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
      const query = new URL(request.url).searchParams;
      const response = await handler({ caller, holder, request, params, query });
      if (!(leavesEntry ?? request.method !== "GET")) {
        noteCall(tidings, holder, request, patternOf(request.url, params));
      }
      return response;
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
  return { value: parseJson(body, request.headers.get("content-type")), bytes: body.byteLength };
}

/** @throws Problem 400 or 415 */
export function parseJson(body: Uint8Array, contentType: string | null): Json {
  const [mediaType = ""] = (contentType ?? "").split(";");
  if (mediaType.trim().toLowerCase() !== "application/json") {
    throw new Problem("unsupported_media_type", "Send the body as Content-Type: application/json.");
  }
  const parsed = parseJsonBody(body);
  if (!parsed.ok) throw new Problem("malformed_json", parsed.problem.message, [parsed.problem]);
  return parsed.value;
}

/** @throws Problem 413 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
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

export const tooLarge = (maxBytes: number) =>
  new Problem("too_large", `The body is larger than ${maxBytes} bytes. Split it into several requests.`);

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(value, { status, headers: { "Cache-Control": "no-store", ...headers } });
