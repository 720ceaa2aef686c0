import type { Outcome, OutgoingRequest } from "./outcome";
import { USER_AGENT } from "./prepare";
import type { Sender } from "./send";
import type { OAuthClient, TokenFault } from "./tokens";

export type FetchedToken = { token: string; livesMs: number } | TokenFault;

const DEADLINE_MS = 10_000;
const READ_LIMIT = 64 * 1_024;
/** Of a token whose server does not say how long it lives. */
const UNTOLD_LIFE_MS = 300_000;
const LONGEST_LIFE_MS = 86_400_000;
/** As long as a header value may be, with the word Bearer. */
const MAX_TOKEN = 8_000;

/** Asks once for a token, guarded and sent as every request is. Never rejects. */
export async function fetchToken(sender: Pick<Sender, "send">, client: OAuthClient): Promise<FetchedToken> {
  return readToken(await sender.send(tokenRequest(client)));
}

export function tokenRequest(client: OAuthClient): OutgoingRequest {
  const { clientId, clientSecret, scope, audience } = client;
  const inBody = client.clientAuthentication === "body";
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    ...(scope !== "" && { scope }),
    ...(audience !== "" && { audience }),
    ...(inBody && { client_id: clientId, client_secret: clientSecret }),
  });
  return {
    ...{ method: "POST", url: client.tokenUrl, urlPolicy: "https", deadlineMs: DEADLINE_MS },
    headers: [
      ["content-type", "application/x-www-form-urlencoded"],
      ["accept", "application/json"],
      ["user-agent", USER_AGENT],
      ...(inBody ? [] : [["authorization", basic(clientId, clientSecret)] as [string, string]]),
    ],
    body: Buffer.from(form.toString()),
    ...{ readLimit: READ_LIMIT, keepLimit: READ_LIMIT, overflowIsFailure: true },
  };
}

/** RFC 6749, 2.3.1: both are written as in a form before they are joined. */
function basic(clientId: string, clientSecret: string): string {
  const written = [clientId, clientSecret].map((text) =>
    new URLSearchParams({ "": text }).toString().slice(1),
  );
  return `Basic ${Buffer.from(written.join(":")).toString("base64")}`;
}

/** What the token server has answered; of its own words only the codes that RFC 6749 knows. */
export function readToken(outcome: Outcome): FetchedToken {
  if (outcome.kind === "failed") {
    // Nothing is held against anybody while our own network is down.
    if (outcome.reason === "own_network_down") return { reason: outcome.reason, detail: outcome.detail };
    return failed(`did not answer: ${outcome.reason}, ${outcome.detail}`);
  }
  const { statusCode } = outcome;
  const body = parseObject(outcome.body);
  if (statusCode < 200 || statusCode > 299) return failed(`answered ${statusCode}${told(body?.error)}`);
  if (!body) return failed("answered something other than a JSON object");
  const { access_token: token, token_type: type = "bearer", expires_in: seconds } = body;
  if (typeof token !== "string" || token === "") return failed("gave no access_token");
  if (String(type).toLowerCase() !== "bearer") return failed("gave a token of another type than Bearer");
  if (token.length > MAX_TOKEN) {
    return failed(`gave a token of more than ${MAX_TOKEN.toLocaleString("en")} characters`);
  }
  if (!/^[\x21-\x7e]+$/.test(token)) return failed("gave a token that no header can carry");
  return { token, livesMs: lifeOf(seconds) };
}

function lifeOf(seconds: unknown): number {
  const given = typeof seconds === "string" && seconds !== "" ? Number(seconds) : seconds;
  if (typeof given !== "number" || !Number.isFinite(given)) return UNTOLD_LIFE_MS;
  return Math.min(Math.max(given, 0) * 1_000, LONGEST_LIFE_MS);
}

const ERRORS: Record<string, string> = {
  invalid_client: "it does not know the client ID with this secret",
  invalid_request: "it does not understand the request",
  invalid_grant: "it gives this client no token",
  unauthorized_client: "the client may not ask for tokens this way",
  unsupported_grant_type: "it does not offer client credentials",
  invalid_scope: "it does not give this scope",
};

const told = (error: unknown) =>
  typeof error === "string" && Object.hasOwn(ERRORS, error) ? ` (${error}: ${ERRORS[error]})` : "";

function parseObject(body: Buffer): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const failed = (what: string): TokenFault => ({
  reason: "connector_token_failed",
  detail: `the token server ${what}`.slice(0, 200),
});
