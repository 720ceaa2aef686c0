import { accountRoute, madeBefore } from "@/lib/api/account-route";
import { eraseContact as eraseOperation } from "@/lib/api/operations/contacts";
import { eraseContact } from "@/lib/contacts/erase";
import { findReceipt } from "@/lib/contacts/find-made";
import { requireOwn } from "@/lib/data-centers/require-own";
import { json } from "@/lib/route";

type Params = { dataCenterId: string };

export const POST = accountRoute<Params>(
  eraseOperation,
  async ({ caller, access, params, body, reserved }) => {
    requireOwn(access, params.dataCenterId);
    const receipt =
      (await madeBefore(reserved, (entryId) => findReceipt(caller, entryId))) ??
      (await eraseContact(caller, params.dataCenterId, body, { entryId: reserved?.id }));
    return json(receipt);
  },
);
