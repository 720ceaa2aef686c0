import { consoleRoute } from "@/lib/console-route";
import { stepStatistics } from "@/lib/workflows/passages";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ id: string }>(({ caller, params }) => stepStatistics(caller, params.id));
