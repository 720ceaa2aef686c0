import { accountRoute, madeBefore } from "@/lib/api/account-route";
import { createDataCenter, listDataCenters } from "@/lib/api/operations/data-centers";
import { addDataCenter } from "@/lib/data-centers/create";
import { findMadeDataCenter } from "@/lib/data-centers/find-made";
import { requireEvery } from "@/lib/data-centers/require-own";
import { findDataCenterRow, listDataCenterRows } from "@/lib/data-centers/rows";
import { paths } from "@/lib/paths";
import { json } from "@/lib/route";

export const GET = accountRoute(listDataCenters, async ({ caller }) =>
  json({ dataCenters: await listDataCenterRows(caller) }),
);

export const POST = accountRoute(createDataCenter, async ({ caller, access, body, reserved }) => {
  requireEvery(access);
  const { id } =
    (await madeBefore(reserved, (entryId) => findMadeDataCenter(caller, entryId))) ??
    (await addDataCenter(caller, body, { entryId: reserved?.id }));
  return json(await findDataCenterRow(caller, id), 201, {
    Location: paths.api.dataCenter(caller.accountId, id),
  });
});
