import { accountRoute, madeBefore } from "@/lib/api/account-route";
import {
  createSegment as createOperation,
  listSegments as listOperation,
} from "@/lib/api/operations/contact-sets";
import { findMadeSegment } from "@/lib/contacts/find-made";
import { createSegment, listSegments } from "@/lib/contacts/segments";
import { requireOwn } from "@/lib/data-centers/require-own";
import { paths } from "@/lib/paths";
import { json } from "@/lib/route";

type Params = { dataCenterId: string };

export const GET = accountRoute<Params>(listOperation, async ({ caller, access, params }) => {
  requireOwn(access, params.dataCenterId);
  return json(await listSegments(caller, params.dataCenterId));
});

export const POST = accountRoute<Params>(
  createOperation,
  async ({ caller, access, params, body, reserved }) => {
    const { dataCenterId } = params;
    requireOwn(access, dataCenterId);
    const made =
      (await madeBefore(reserved, (entryId) => findMadeSegment(caller, entryId))) ??
      (await createSegment(caller, dataCenterId, body, { entryId: reserved?.id }));
    return json(made, 201, {
      Location: paths.api.contactSet(caller.accountId, dataCenterId, "segments", made.id),
    });
  },
);
