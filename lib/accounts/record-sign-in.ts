import type { Instance } from "@/lib/instance";
import type { Actor } from "./caller";
import { recordForPerson } from "./record-for-person";

interface Person {
  id: string;
  email: string;
}

interface How {
  address: string | null;
  secondFactor?: "app" | "backup_code";
}

export const actorOf = ({ id, email }: Person): Actor => ({ kind: "user", id, name: email });

/** Somebody who knows the e-mail address and has proved nothing. */
export const strangerAs = ({ email }: Person): Actor => ({ kind: "system", id: null, name: email });

/** One entry in each account that the person belongs to. */
export const recordSignIn = (tidings: Instance, user: Person, how: How) =>
  record(tidings, user, actorOf(user), "user.signed_in", { ...how });

/** One entry for each evaluated guess, which the limits keep few; never what was typed. */
export const recordFailedSignIn = (
  tidings: Instance,
  user: Person,
  why: { address: string | null; reason: "wrong_password" | "wrong_code" },
) => record(tidings, user, strangerAs(user), "user.sign_in_failed", { ...why });

async function record(
  tidings: Instance,
  user: Person,
  actor: Actor,
  action: string,
  details: Record<string, string | null>,
) {
  const { database } = tidings;
  await database.atomically(function* (tx) {
    yield* recordForPerson(database, tx, { userId: user.id, actor, at: tidings.now(), action, details });
  });
}
