import { consoleRoute } from "@/lib/console-route";
import { inspectEvent } from "@/lib/events/inspect";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ id: string }>(({ caller, params }) => inspectEvent(caller, params.id));
