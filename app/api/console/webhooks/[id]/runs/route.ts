import { z } from "zod";
import { consoleRoute } from "@/lib/console-route";
import { invalid } from "@/lib/errors";
import { listRunsByDelivery } from "@/lib/runs/list-by-delivery";
import { VERDICTS } from "@/lib/vocabulary";

export const dynamic = "force-dynamic";

const querySchema = z.object({
  verdict: z.enum(VERDICTS).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const GET = consoleRoute<{ id: string }>(async ({ caller, params, query }) => {
  const read = querySchema.safeParse(Object.fromEntries(query));
  if (!read.success) throw invalid([{ path: "query", message: "is not valid", remedy: "Reload the page." }]);
  return listRunsByDelivery(caller, params.id, read.data);
});
