import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ActionResult } from "@/lib/action";
import { FetchProblem } from "@/lib/fetch-json";
import type { Hindsight, HindsightInput, RecalledRequest, RecalledRequestInput } from "./hindsight-schema";

const FRESH_MS = 10_000;

/** What a form asks the server about itself. The action is handed in, for it comes from the page. */
export const draftQueries = {
  all: () => ["drafts"] as const,

  /** Read anew when somebody comes back from posting an event; what stood there before stays until then. */
  hindsight: (input: HindsightInput, lookBack: Ask<HindsightInput, Hindsight>) =>
    queryOptions({
      queryKey: [...draftQueries.all(), "hindsight", input],
      queryFn: () => orThrow(lookBack(input)),
      placeholderData: keepPreviousData,
      staleTime: FRESH_MS,
      gcTime: FRESH_MS,
    }),

  /** An event never changes, so its request changes with the form alone. */
  recalledRequest: (input: RecalledRequestInput, recallRequest: Ask<RecalledRequestInput, RecalledRequest>) =>
    queryOptions({
      queryKey: [...draftQueries.all(), "recalled-request", input],
      queryFn: () => orThrow(recallRequest(input)),
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: FRESH_MS,
    }),
};

type Ask<Input, Value> = (input: Input) => Promise<ActionResult<Value>>;

async function orThrow<Value>(asked: Promise<ActionResult<Value>>): Promise<Value> {
  const result = await asked;
  if (result.ok) return result.value;
  throw new FetchProblem(result.problem);
}
