import { eq } from "drizzle-orm";
import { headers } from "next/headers";
import { type ActionResult, runPublicAction } from "@/lib/action";
import { authOf } from "./auth";
import { recordForPerson } from "./record-for-person";
import { actorOf } from "./record-sign-in";
import { getSession } from "./visitor";

/** Ends the session on the server and removes the cookie. */
export async function signOut(): Promise<ActionResult<null>> {
  return runPublicAction(async (tidings) => {
    const own = await getSession();
    if (own) {
      const { database } = tidings;
      const { sessions } = database.tables;
      await database.atomically(function* (tx) {
        yield* tx.run(tx.orm.delete(sessions).where(eq(sessions.id, own.session.id)));
        yield* recordForPerson(database, tx, {
          userId: own.user.id,
          actor: actorOf(own.user),
          at: tidings.now(),
          action: "user.signed_out",
        });
      });
    }
    await authOf(tidings).api.signOut({ headers: await headers() });
    return null;
  });
}
