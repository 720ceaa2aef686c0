import { consoleRoute } from "@/lib/console-route";
import { inspectRun } from "@/lib/runs/inspect";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ id: string }>(({ caller, params }) => inspectRun(caller, params.id));
