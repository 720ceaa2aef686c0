import { findList } from "@/lib/data-centers/find";
import { requireList } from "@/lib/data-centers/parse";
import { replaceItems } from "@/lib/data-centers/replace-items";
import { requireOwn } from "@/lib/data-centers/require-own";
import { accountRoute, json, readJson } from "@/lib/route";

type Params = { dataCenterId: string; list: string };

/** 10,000 mailings with the longest names fit: a list that is replaced whole can't be sent in parts. */
const LIST_BYTES = 16 * 1024 * 1024;

export const GET = accountRoute<Params>("webhooks:read", async ({ caller, params }) =>
  json(await findList(caller, params.dataCenterId, requireList(params.list))),
);

export const PUT = accountRoute<Params>("data-centers:write", async ({ caller, holder, params, request }) => {
  const list = requireList(params.list);
  requireOwn(holder, params.dataCenterId);
  const { value } = await readJson(request, { maxBytes: LIST_BYTES });
  return json(await replaceItems(caller, params.dataCenterId, list, value));
});
