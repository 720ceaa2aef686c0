import { createHash, timingSafeEqual } from "node:crypto";
import { dispatch } from "@/lib/engine/dispatch";
import { invalid, Problem } from "@/lib/errors";
import { answer, json } from "@/lib/route";

const MAX_BUDGET_MS = 300_000;

/** Delivers what is due, for where no engine runs: a scheduler calls it (docs/edge.md, Intake). */
export const POST = (request: Request): Promise<Response> =>
  answer(async (tidings) => {
    const token = tidings.env.TIDINGS_DISPATCH_TOKEN;
    if (!token) {
      throw new Problem("not_found", "The dispatcher is off. Set TIDINGS_DISPATCH_TOKEN to turn it on.");
    }
    if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${token}`)) {
      throw new Problem(
        "unauthenticated",
        "Send the dispatcher's token: Authorization: Bearer <TIDINGS_DISPATCH_TOKEN>.",
      );
    }
    return json(await dispatch(tidings, readBudget(new URL(request.url).searchParams.get("budgetMs"))));
  });

/** Compares digests, so that the time taken tells nothing about the token. */
const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted));
const digest = (text: string) => createHash("sha256").update(text).digest();

function readBudget(text: string | null): number {
  if (text === null) return 5_000;
  const budget = Number(text);
  if (/^\d+$/.test(text) && budget >= 1 && budget <= MAX_BUDGET_MS) return budget;
  throw invalid([
    {
      path: "budgetMs",
      message: `is not a whole number from 1 to ${MAX_BUDGET_MS}`,
      remedy: "Say how many milliseconds new attempts may be begun for.",
    },
  ]);
}
