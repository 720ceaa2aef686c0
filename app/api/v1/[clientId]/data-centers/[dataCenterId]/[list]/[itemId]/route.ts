import { accountRoute } from "@/lib/api/account-route";
import { deleteItem as deleteOperation, putItem as putOperation } from "@/lib/api/operations/master-data";
import { deleteItem } from "@/lib/data-centers/delete-item";
import { requireList } from "@/lib/data-centers/parse";
import { requireOwn } from "@/lib/data-centers/require-own";
import { putItem } from "@/lib/data-centers/write-item";
import { json } from "@/lib/route";

type Params = { dataCenterId: string; list: string; itemId: string };

export const PUT = accountRoute<Params>(
  ({ list }) => putOperation[requireList(list)],
  async ({ caller, access, params, body }) => {
    requireOwn(access, params.dataCenterId);
    const list = requireList(params.list);
    const { created, item } = await putItem(caller, params.dataCenterId, list, params.itemId, body);
    return json(item, created ? 201 : 200);
  },
);

export const DELETE = accountRoute<Params>(
  ({ list }) => deleteOperation[requireList(list)],
  async ({ caller, access, params }) => {
    requireOwn(access, params.dataCenterId);
    await deleteItem(caller, params.dataCenterId, requireList(params.list), params.itemId);
    return new Response(null, { status: 204 });
  },
);
