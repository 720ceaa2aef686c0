import { z } from "zod";
import { consoleRoute } from "@/lib/console-route";
import { invalid } from "@/lib/errors";
import { PAYLOAD_STYLES } from "@/lib/payloads/renderable-event";
import { previewPayload } from "@/lib/webhooks/preview";

export const dynamic = "force-dynamic";

const querySchema = z.object({
  type: z.string(),
  dataCenterId: z.coerce.number().int().positive(),
  payloadStyle: z.enum(PAYLOAD_STYLES).default("simple"),
  refinements: z
    .string()
    .max(20_000)
    .default("{}")
    .transform((text, context) => {
      try {
        return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
      } catch {
        context.addIssue({ code: "custom", message: "must be a JSON object" });
        return z.NEVER;
      }
    }),
});

export const GET = consoleRoute(async ({ caller, query }) => {
  const read = querySchema.safeParse(Object.fromEntries(query));
  if (!read.success) throw invalid([{ path: "query", message: "is not valid", remedy: "Reload the page." }]);
  return previewPayload(caller, read.data);
});
