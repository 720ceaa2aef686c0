import { accountRoute } from "@/lib/api/account-route";
import { listDataCenters } from "@/lib/api/operations/data-centers";
import { listDataCenterRows } from "@/lib/data-centers/rows";
import { json } from "@/lib/route";

export const GET = accountRoute(listDataCenters, async ({ caller }) =>
  json({ dataCenters: await listDataCenterRows(caller) }),
);
