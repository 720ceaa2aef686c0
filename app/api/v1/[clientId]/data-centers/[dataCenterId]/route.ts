import { accountRoute } from "@/lib/api/account-route";
import { getDataCenter, putDataCenter as putOperation } from "@/lib/api/operations/data-centers";
import { findDataCenter } from "@/lib/data-centers/find";
import { putDataCenter } from "@/lib/data-centers/put";
import { requireOwn } from "@/lib/data-centers/require-own";
import { json } from "@/lib/route";

type Params = { dataCenterId: string };

export const GET = accountRoute<Params>(getDataCenter, async ({ caller, params }) =>
  json(await findDataCenter(caller, params.dataCenterId)),
);

export const PUT = accountRoute<Params>(putOperation, async ({ caller, access, params, body }) => {
  requireOwn(access, params.dataCenterId);
  const { created, dataCenter } = await putDataCenter(caller, params.dataCenterId, body);
  return json(dataCenter, created ? 201 : 200);
});
