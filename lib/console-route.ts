import { asUnavailable } from "@/db/faults";
import type { Caller, Visitor } from "@/lib/accounts/caller";
import { getVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { isProblem, Problem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import type { Role } from "@/lib/vocabulary";

interface Reading<Params> {
  caller: Caller;
  visitor: Visitor;
  params: Params;
  query: URLSearchParams;
}

/**
 * The door of every refetch of the console: checks the session at this very moment, calls one reading verb,
 * answers problems as problem documents. What the verb read becomes JSON, unless it made a `Response` of its own. Writes go through lib/action.ts.
 */
export function consoleRoute<Params extends Record<string, string>>(
  read: (reading: Reading<Params>) => Promise<unknown>,
  { role = "member", plan = "paid" }: { role?: Role; plan?: "paid" | "any" } = {},
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    try {
      const tidings = await getInstance();
      const visitor = await getVisitor();
      if (!visitor) throw new Problem("unauthenticated", "Your session has ended. Sign in again.");
      if (role === "administrator" && visitor.role !== "administrator") {
        throw new Problem("forbidden", "Only an administrator of the account may see this.");
      }
      if (plan === "paid" && visitor.account.plan === "free") {
        throw new Problem("plan_required", "Webhooks need a paid plan. To upgrade, contact Tidings Sales.");
      }
      const query = new URL(request.url).searchParams;
      const answer = await read({
        caller: callerOf(tidings, visitor),
        visitor,
        params: await context.params,
        query,
      });
      if (answer instanceof Response) return answer;
      return Response.json(answer, { headers: PRIVATE });
    } catch (error) {
      return answerProblem(await asProblem(error));
    }
  };
}

const PRIVATE = { "cache-control": "private, no-store" };

async function asProblem(error: unknown): Promise<Problem> {
  if (isProblem(error)) return error;
  if (asUnavailable(error)) {
    return new Problem("database_unavailable", "The database can't be reached at the moment. Try again.");
  }
  await getInstance().then(
    ({ log }) => log.error({ err: error }, "console.read_failed"),
    () => {},
  );
  return new Problem("internal_error", "Something went wrong on our side. Try again.");
}

const answerProblem = (problem: Problem) =>
  new Response(JSON.stringify(problem.body()), {
    status: problem.status,
    headers: { ...PRIVATE, ...problem.headers, "content-type": "application/problem+json" },
  });
