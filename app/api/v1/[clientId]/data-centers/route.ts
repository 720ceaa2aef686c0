import { listDataCenterRows } from "@/lib/data-centers/rows";
import { accountRoute, json } from "@/lib/route";

export const GET = accountRoute("webhooks:read", async ({ caller }) =>
  json({ dataCenters: await listDataCenterRows(caller) }),
);
