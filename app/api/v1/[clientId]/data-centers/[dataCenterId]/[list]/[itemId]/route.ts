import { deleteItem } from "@/lib/data-centers/delete-item";
import { requireList } from "@/lib/data-centers/parse";
import { requireOwn } from "@/lib/data-centers/require-own";
import { putItem } from "@/lib/data-centers/write-item";
import { accountRoute, json, readJson } from "@/lib/route";

type Params = { dataCenterId: string; list: string; itemId: string };

export const PUT = accountRoute<Params>("data-centers:write", async ({ caller, holder, params, request }) => {
  const list = requireList(params.list);
  requireOwn(holder, params.dataCenterId);
  const { value } = await readJson(request);
  const { created, item } = await putItem(caller, params.dataCenterId, list, params.itemId, value);
  return json(item, created ? 201 : 200);
});

export const DELETE = accountRoute<Params>("data-centers:write", async ({ caller, holder, params }) => {
  const list = requireList(params.list);
  requireOwn(holder, params.dataCenterId);
  await deleteItem(caller, params.dataCenterId, list, params.itemId);
  return new Response(null, { status: 204 });
});
