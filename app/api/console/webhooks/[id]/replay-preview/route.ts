import { consoleRoute } from "@/lib/console-route";
import { previewReplay } from "@/lib/replays/preview";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ id: string }>(
  ({ caller, params, query }) => previewReplay(caller, params.id, Object.fromEntries(query)),
  { role: "administrator" },
);
