import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { userIdOf } from "./administrators";
import { changeRole } from "./change-role";
import { findUser } from "./list";
import { type UserView, userChangeSchema } from "./schema";

/** What programs change of a user: the role. @throws Problem 400, 404, 409 */
export async function updateUser(caller: Caller, givenId: string, input: unknown): Promise<UserView> {
  const parsed = userChangeSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const userId = userIdOf(givenId);
  await changeRole(caller, { userId, ...parsed.data });
  return findUser(caller, userId);
}
