import { z } from "zod";
import { consoleRoute } from "@/lib/console-route";
import { invalid } from "@/lib/errors";
import { readLatestChange } from "@/lib/webhooks/latest-change";

export const dynamic = "force-dynamic";

const querySchema = z.object({ since: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

/** Members see that something changed, not who did it (decision 29). */
export const GET = consoleRoute<{ id: string }>(async ({ caller, visitor, params, query }) => {
  const read = querySchema.safeParse(Object.fromEntries(query));
  if (!read.success) throw invalid([{ path: "query", message: "is not valid", remedy: "Reload the page." }]);
  const change = await readLatestChange(caller, params.id, read.data.since);
  return visitor.role === "administrator" ? change : { ...change, by: "", replacedSecrets: [] };
});
