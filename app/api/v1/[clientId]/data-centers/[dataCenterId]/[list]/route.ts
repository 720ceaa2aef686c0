import { accountRoute, madeBefore } from "@/lib/api/account-route";
import { contentTag } from "@/lib/api/conditional";
import { addItem as addOperation, getList, putList } from "@/lib/api/operations/master-data";
import { findList } from "@/lib/data-centers/find";
import { findMadeItem } from "@/lib/data-centers/find-made";
import { requireList } from "@/lib/data-centers/parse";
import { replaceItems } from "@/lib/data-centers/replace-items";
import { requireOwn } from "@/lib/data-centers/require-own";
import { addItem } from "@/lib/data-centers/write-item";
import { paths } from "@/lib/paths";
import { json } from "@/lib/route";

type Params = { dataCenterId: string; list: string };

export const GET = accountRoute<Params>(
  ({ list }) => getList[requireList(list)],
  async ({ caller, params }) => {
    const list = requireList(params.list);
    const found = await findList(caller, params.dataCenterId, list);
    return json(found, 200, { ETag: contentTag(found[list]) });
  },
);

export const PUT = accountRoute<Params>(
  ({ list }) => putList[requireList(list)],
  async ({ caller, access, params, body, ifMatch }) => {
    const list = requireList(params.list);
    requireOwn(access, params.dataCenterId);
    const replaced = await replaceItems(caller, params.dataCenterId, list, body, { ifMatch });
    return json(replaced, 200, { ETag: contentTag(replaced[list]) });
  },
);

export const POST = accountRoute<Params>(
  ({ list }) => addOperation[requireList(list)],
  async ({ caller, access, params, body, reserved }) => {
    const list = requireList(params.list);
    requireOwn(access, params.dataCenterId);
    const { item } =
      (await madeBefore(reserved, (entryId) => findMadeItem(caller, list, entryId))) ??
      (await addItem(caller, params.dataCenterId, list, body, { entryId: reserved?.id }));
    return json(item, 201, {
      Location: paths.api.dataCenterItem(caller.accountId, params.dataCenterId, params.list, item.id),
    });
  },
);
