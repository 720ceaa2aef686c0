import { consoleRoute } from "@/lib/console-route";
import { findList } from "@/lib/data-centers/find";
import { requireList } from "@/lib/data-centers/parse";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ dataCenterId: string; list: string }>(
  ({ caller, params }) => findList(caller, params.dataCenterId, requireList(params.list)),
  { role: "administrator" },
);
