import { accountRoute } from "@/lib/api/account-route";
import {
  getUser as getOperation,
  removeUser as removeOperation,
  updateUser as updateOperation,
} from "@/lib/api/operations/users";
import { json } from "@/lib/route";
import { findUser } from "@/lib/users/list";
import { removeUser } from "@/lib/users/remove";
import { updateUser } from "@/lib/users/update";

type Params = { id: string };

export const GET = accountRoute<Params>(getOperation, async ({ caller, params }) =>
  json(await findUser(caller, params.id)),
);

export const PATCH = accountRoute<Params>(updateOperation, async ({ caller, params, body }) =>
  json(await updateUser(caller, params.id, body)),
);

export const DELETE = accountRoute<Params>(removeOperation, async ({ caller, params }) => {
  await removeUser(caller, params.id);
  return new Response(null, { status: 204 });
});
