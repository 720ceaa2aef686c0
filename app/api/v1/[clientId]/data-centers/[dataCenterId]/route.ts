import { findDataCenter } from "@/lib/data-centers/find";
import { putDataCenter } from "@/lib/data-centers/put";
import { requireOwn } from "@/lib/data-centers/require-own";
import { accountRoute, json, readJson } from "@/lib/route";

type Params = { dataCenterId: string };

export const GET = accountRoute<Params>("webhooks:read", async ({ caller, params }) =>
  json(await findDataCenter(caller, params.dataCenterId)),
);

export const PUT = accountRoute<Params>("data-centers:write", async ({ caller, holder, params, request }) => {
  requireOwn(holder, params.dataCenterId);
  const { value } = await readJson(request);
  const { created, dataCenter } = await putDataCenter(caller, params.dataCenterId, value);
  return json(dataCenter, created ? 201 : 200);
});
