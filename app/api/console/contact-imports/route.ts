import { consoleRoute } from "@/lib/console-route";
import { listImports } from "@/lib/contacts/imports";

export const dynamic = "force-dynamic";

/** How far each has come. */
export const GET = consoleRoute(({ caller, query }) => listImports(caller, query.get("dataCenterId") ?? ""), {
  ...{ plan: "any", role: "administrator" },
});
