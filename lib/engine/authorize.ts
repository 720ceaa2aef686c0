import type { Instance } from "@/lib/instance";
import type { Endpoint } from "./endpoint";
import type { Outcome } from "./outcome";
import type { OAuthClient, TokenFault } from "./tokens";

type Tidings = Pick<Instance, "tokens">;

/** Whose token has to be fetched before its requests can be made. */
export type OAuthEndpoint = Endpoint & { oauth: OAuthClient };

export const needsToken = (endpoint: Endpoint): endpoint is OAuthEndpoint =>
  endpoint.oauth !== null && !endpoint.unreadable;

/** The endpoint with a token of the moment, for one attempt; or why there is none. */
export async function authorize(
  { tokens }: Tidings,
  endpoint: OAuthEndpoint,
): Promise<{ endpoint: Endpoint } | TokenFault> {
  const answer = await tokens.get(endpoint.oauth);
  if (!("token" in answer)) return answer;
  const { token } = answer;
  const header = { name: "authorization", value: `Bearer ${token}`, secret: true };
  return { endpoint: { ...endpoint, token, headers: [header, ...endpoint.headers] } };
}

/** After a 401 this token is sent no more; the delivery's own next attempt brings another one. */
export function noteRefusal({ tokens }: Tidings, { oauth, token }: Endpoint, { statusCode }: Outcome) {
  if (statusCode === 401 && oauth && token !== undefined) tokens.refuse(oauth, token);
}
