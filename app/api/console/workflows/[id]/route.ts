import { consoleRoute } from "@/lib/console-route";
import { findWorkflow } from "@/lib/workflows/find";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ id: string }>(({ caller, params }) => findWorkflow(caller, params.id));
