import { asUnavailable } from "@/db/faults";
import type { KeyHolder } from "@/lib/accounts/caller";
import { toldAddress } from "@/lib/accounts/client-address";
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

/**
 * Audits a call that leaves no entry of its own; the first of an hour counts (docs/decisions/005).
 * @param route with its parameters' names, as documented
 */
export function noteCall(tidings: Instance, holder: KeyHolder, { method, headers }: Request, route: string) {
  const address = () => toldAddress(tidings, headers);
  tidings.keyUses.called(holder, tidings.now(), { method, route, address });
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
