import type { Actor } from "@/lib/accounts/caller";
import { isSameOrigin } from "@/lib/accounts/same-origin";
import { findVisitor } from "@/lib/accounts/visitor";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { authenticate, noteCall } from "@/lib/route";
import type { Scope } from "@/lib/vocabulary";
import { type Operation, roleFor } from "./operation";

/** Who calls: a program by its key, or a person by the session that the API reference runs in. */
export interface Access {
  accountId: number;
  actor: Actor;
  /** What its calls are counted under. */
  who: string;
  /** What a key may do at all; null for a person, who may do what the role allows. */
  scopes: readonly Scope[] | null;
  /** The data centers it may write; null means all. */
  dataCenterIds: number[] | null;
  /** Notes a call that leaves no audit entry of its own. */
  note(): void;
}

/**
 * A person's rights are those of this very moment, and no other site's page may use them.
 * @param clientId of the address
 * @throws Problem 401, 403, 404
 */
export async function grantAccess(
  tidings: Instance,
  request: Request,
  operation: Operation,
  clientId: string,
): Promise<Access> {
  if (request.headers.get("authorization") === null) {
    const access = await grantPerson(tidings, request, operation, clientId);
    if (access) return access;
  }
  const holder = await authenticate(tidings, request, operation.scope);
  if (clientId !== String(holder.accountId)) throw noSuchAccount();
  return {
    accountId: holder.accountId,
    actor: { kind: "api_key", id: holder.apiKeyId, name: holder.name },
    who: `key ${holder.apiKeyId}`,
    scopes: holder.scopes,
    dataCenterIds: holder.dataCenterIds,
    note: () => noteCall(tidings, holder, request, operation.path),
  };
}

async function grantPerson(
  tidings: Instance,
  request: Request,
  operation: Operation,
  clientId: string,
): Promise<Access | null> {
  if (!request.headers.has("cookie")) return null;
  const visitor = await findVisitor(tidings, request.headers);
  if (!visitor) return null;
  const { TRUST_PROXY, PUBLIC_URL } = tidings.env;
  const here = { trustedProxies: TRUST_PROXY, publicUrl: PUBLIC_URL };
  if (operation.method !== "GET" && !isSameOrigin(request.headers, here)) {
    throw new Problem(
      "forbidden",
      "A session may only be used by pages of this site. Send an API key: Authorization: Bearer tdg_…",
    );
  }
  const account = visitor.accounts.find(({ id }) => String(id) === clientId);
  if (!account) throw noSuchAccount();
  if (roleFor(operation) === "administrator" && account.role !== "administrator") {
    throw new Problem("forbidden", "Only an administrator of the account may call this.");
  }
  return {
    accountId: account.id,
    actor: { kind: "user", id: visitor.user.id, name: visitor.user.email },
    who: `user ${visitor.user.id} ${account.id}`,
    scopes: null,
    dataCenterIds: null,
    note() {},
  };
}

const noSuchAccount = () =>
  new Problem("not_found", "There is no account with this client id for whoever calls.");
