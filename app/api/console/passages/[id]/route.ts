import { consoleRoute } from "@/lib/console-route";
import { inspectPassage } from "@/lib/workflows/inspect-passage";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ id: string }>(({ caller, params }) => inspectPassage(caller, params.id));
