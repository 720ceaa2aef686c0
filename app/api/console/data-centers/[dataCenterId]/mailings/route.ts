import { consoleRoute } from "@/lib/console-route";
import { listMailings } from "@/lib/data-centers/list-mailings";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ dataCenterId: string }>(
  async ({ caller, params }) => ({ mailings: await listMailings(caller, params.dataCenterId) }),
  { role: "administrator" },
);
