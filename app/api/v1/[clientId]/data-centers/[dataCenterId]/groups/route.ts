import { accountRoute, madeBefore } from "@/lib/api/account-route";
import {
  createGroup as createOperation,
  listGroups as listOperation,
} from "@/lib/api/operations/contact-sets";
import { findMadeGroup } from "@/lib/contacts/find-made";
import { createGroup, listGroups } from "@/lib/contacts/groups";
import { requireOwn } from "@/lib/data-centers/require-own";
import { paths } from "@/lib/paths";
import { json } from "@/lib/route";

type Params = { dataCenterId: string };

export const GET = accountRoute<Params>(listOperation, async ({ caller, access, params }) => {
  requireOwn(access, params.dataCenterId);
  return json(await listGroups(caller, params.dataCenterId));
});

export const POST = accountRoute<Params>(
  createOperation,
  async ({ caller, access, params, body, reserved }) => {
    const { dataCenterId } = params;
    requireOwn(access, dataCenterId);
    const made =
      (await madeBefore(reserved, (entryId) => findMadeGroup(caller, entryId))) ??
      (await createGroup(caller, dataCenterId, body, { entryId: reserved?.id }));
    return json(made, 201, {
      Location: paths.api.contactSet(caller.accountId, dataCenterId, "groups", made.id),
    });
  },
);
