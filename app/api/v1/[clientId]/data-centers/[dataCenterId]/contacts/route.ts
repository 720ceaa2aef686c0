import { accountRoute } from "@/lib/api/account-route";
import {
  listContacts as listOperation,
  writeContacts as writeOperation,
} from "@/lib/api/operations/contacts";
import { listContacts } from "@/lib/contacts/list";
import { writeContacts } from "@/lib/contacts/write";
import { requireOwn } from "@/lib/data-centers/require-own";
import { json } from "@/lib/route";

type Params = { dataCenterId: string };

export const GET = accountRoute<Params>(listOperation, async ({ caller, access, params, query }) => {
  requireOwn(access, params.dataCenterId);
  return json(await listContacts(caller, params.dataCenterId, query));
});

export const POST = accountRoute<Params>(writeOperation, async ({ caller, access, params, body }) => {
  requireOwn(access, params.dataCenterId);
  return json(await writeContacts(caller, params.dataCenterId, body));
});
