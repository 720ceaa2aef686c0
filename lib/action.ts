import { headers } from "next/headers";
import { asUnavailable } from "@/db/faults";
import type { Caller, Visitor } from "@/lib/accounts/caller";
import { requirePaidPlan } from "@/lib/accounts/plan";
import { requireSameOrigin } from "@/lib/accounts/same-origin";
import { getVisitor } from "@/lib/accounts/visitor";
import { type FieldProblem, isProblem, Problem } from "@/lib/errors";
import { getInstance, type Instance } from "@/lib/instance";
import type { Role } from "@/lib/vocabulary";

/** What a server action returns: expected failures are values that the form can show. */
export type ActionResult<Value> =
  | { ok: true; value: Value }
  | {
      ok: false;
      problem: { type: string; title: string; status: number; detail: string; errors: FieldProblem[] };
    };

/**
 * The door of every write of the console: checks whose page asks, the session and the role at this very moment,
 * calls one verb, maps its problems. A member may call only what is marked `member`; what an account may do without paying (its
 * users, keys, master data) is marked with the plan `any`.
 */
export async function runAction<Value>(
  role: Role,
  verb: (caller: Caller) => Promise<Value>,
  { plan = "paid" }: { plan?: "paid" | "any" } = {},
): Promise<ActionResult<Value>> {
  return runPublicAction(async (tidings) => {
    const visitor = await getVisitor();
    if (!visitor) throw new Problem("unauthenticated", "Your session has ended. Sign in again.");
    if (role === "administrator" && visitor.role !== "administrator") {
      throw new Problem("forbidden", "Only an administrator of the account may do this.");
    }
    if (plan === "paid") await requirePaidPlan(tidings, visitor.account.id);
    return verb(callerOf(tidings, visitor));
  });
}

/** The door of writes that need no session, such as signing in: no other site's page may cause them either. */
export async function runPublicAction<Value>(
  verb: (tidings: Instance) => Promise<Value>,
): Promise<ActionResult<Value>> {
  try {
    const tidings = await getInstance();
    const { TRUST_PROXY, PUBLIC_URL } = tidings.env;
    requireSameOrigin(await headers(), { trustedProxies: TRUST_PROXY, publicUrl: PUBLIC_URL });
    if (tidings.draining) throw new Problem("draining", "The server is stopping. Try again in a moment.");
    return { ok: true, value: await verb(tidings) };
  } catch (error) {
    return { ok: false, problem: explain(error) };
  }
}

export const callerOf = (tidings: Caller["tidings"], visitor: Visitor): Caller => ({
  tidings,
  accountId: visitor.account.id,
  actor: { kind: "user", id: visitor.user.id, name: visitor.user.email },
});

function explain(error: unknown) {
  const problem = isProblem(error)
    ? error
    : asUnavailable(error) &&
      new Problem(
        "database_unavailable",
        "The database can't be reached at the moment. Nothing was changed; try again.",
      );
  if (problem) return { ...problem.body(), errors: problem.errors };
  void getInstance().then(
    ({ log }) => log.error({ err: error }, "action.failed"),
    () => {},
  );
  return {
    ...new Problem("internal_error", "Something went wrong on our side. Nothing was changed.").body(),
    errors: [],
  };
}
